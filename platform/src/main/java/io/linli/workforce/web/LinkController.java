package io.linli.workforce.web;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.workforce.Links;
import io.linli.workforce.Links.Kind;
import io.linli.workforce.PartyMembers;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who besides its worker looks after a grid. */
@RestController
@RequestMapping(path = "/api/workforce", version = "1+")
class LinkController {

    private final Links links;
    private final PartyMembers partyMembers;

    LinkController(Links links, PartyMembers partyMembers) {
        this.links = links;
        this.partyMembers = partyMembers;
    }

    @Operation(summary = "List which cadres and police officers are, or were, linked to which grids")
    @GetMapping("/links")
    @PreAuthorize("hasAuthority('workforce:read')")
    Links.Page gridLinks(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return links.list(caller, area, kind, ended, after, size);
    }

    @Operation(
            summary =
                    "List the cadres without a grid, and the grids that lack a cadre, a police officer or a party member")
    @GetMapping("/links/gaps")
    @PreAuthorize("hasAuthority('workforce:link')")
    Links.Gaps linkGaps(@RequestParam AreaCode area, Caller caller) {
        return links.gaps(area, caller);
    }

    @Operation(summary = "List who could be linked to a grid: those whose post covers it")
    @GetMapping("/links/candidates")
    @PreAuthorize("hasAuthority('workforce:link')")
    List<Links.Candidate> linkCandidates(@RequestParam AreaCode grid, @RequestParam Kind kind, Caller caller) {
        return links.candidates(kind, grid, caller);
    }

    @Operation(summary = "List the police officers of each grid of an area")
    @GetMapping("/officers")
    @PreAuthorize("hasAuthority('workforce:read')")
    List<Links.Beat> gridOfficers(@RequestParam AreaCode area) {
        return links.officers(area);
    }

    @Operation(summary = "Link a cadre or a police officer to a grid")
    @PostMapping("/links")
    @PreAuthorize("hasAuthority('workforce:link')")
    @ResponseStatus(HttpStatus.CREATED)
    Links.Item linkToGrid(@RequestBody @Valid Draft draft, Caller caller) {
        return links.add(draft.kind(), draft.account(), draft.grid(), caller);
    }

    @Operation(summary = "End a link, with the reason; it stays in the history")
    @PostMapping("/links/{id}/end")
    @PreAuthorize("hasAuthority('workforce:link')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endLink(@PathVariable UUID id, @RequestBody @Valid Ending ending, Caller caller) {
        links.end(id, new Links.Ending(ending.reason().strip(), ending.on()), caller);
    }

    @Operation(summary = "List the workers of the grids of an area, and which of them are party members")
    @GetMapping("/workers")
    @PreAuthorize("hasAuthority('workforce:party')")
    List<PartyMembers.Worker> gridWorkers(@RequestParam AreaCode area, Caller caller) {
        return partyMembers.workers(area, caller);
    }

    @Operation(summary = "Take down whether a grid worker is a party member")
    @PutMapping("/workers/{account}/party-member")
    @PreAuthorize("hasAuthority('workforce:party')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPartyMember(@PathVariable AccountId account, @RequestBody @Valid Membership membership, Caller caller) {
        partyMembers.set(account, membership.member(), caller);
    }

    record Draft(
            @NotNull Kind kind,
            @NotNull AccountId account,
            @NotNull AreaCode grid) {}

    record Ending(
            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String reason,

            @Nullable LocalDate on) {}

    /** Null when it is not to be known. */
    record Membership(@Nullable Boolean member) {}
}
