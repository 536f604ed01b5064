package io.linli.residents.web;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.Corrections;
import io.linli.residents.GivenOnce;
import io.linli.residents.HomeId;
import io.linli.residents.PeopleDesk;
import io.linli.residents.PersonCard;
import io.linli.residents.PersonCards;
import io.linli.residents.ResidentId;
import io.linli.residents.Said;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own record: complete, and to be corrected. */
@RestController
@RequestMapping(path = "/api/residents", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class OwnController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final PersonCards cards;
    private final PeopleDesk desk;
    private final Corrections corrections;
    private final GivenOnce given;

    OwnController(PersonCards cards, PeopleDesk desk, Corrections corrections, GivenOnce given) {
        this.cards = cards;
        this.desk = desk;
        this.corrections = corrections;
        this.given = given;
    }

    @Operation(summary = "Read the caller's own record, complete and unmasked")
    @GetMapping("/mine")
    PersonCard ownRecord(Caller caller) {
        return cards.mine(caller);
    }

    @Operation(
            summary = "See what the caller gave once, and which applications took it over",
            description = "Masked, and told only as long as the caller agrees to its reuse.")
    @GetMapping("/mine/given")
    GivenOnce.View givenOnce(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return given.of(caller, size);
    }

    @Operation(summary = "Say that one has left a home")
    @PostMapping("/mine/homes/{home}/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leaveHome(Caller caller, @PathVariable HomeId home, @RequestBody @Valid Leaving leaving) {
        desk.leave(home, leaving.newHead(), caller);
    }

    @Operation(summary = "Say what is wrong in one's own record")
    @PostMapping("/mine/corrections")
    @ResponseStatus(HttpStatus.CREATED)
    Made askCorrection(Caller caller, @RequestBody @Valid NewCorrection wanted) {
        return new Made(corrections.ask(
                new Corrections.Wanted(
                        wanted.name() == null ? null : Said.name(wanted.name(), "name"),
                        Said.phone(wanted.phone(), "phone"),
                        wanted.registeredAt(),
                        wanted.note()),
                caller));
    }

    @Operation(summary = "List the corrections that the caller asked for")
    @GetMapping("/mine/corrections")
    Page ownCorrections(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Page(corrections.mine(caller, size));
    }

    @Operation(summary = "List the corrections that wait on the caller's ground, masked")
    @GetMapping("/corrections")
    @PreAuthorize("hasAuthority('residents:keep')")
    Page openCorrections(Caller caller, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return new Page(corrections.open(caller, size));
    }

    @Operation(summary = "Read one waiting correction in full, with a reason; a recorded look")
    @PostMapping("/corrections/{id}/open")
    @PreAuthorize("hasAuthority('residents:open')")
    Corrections.View openCorrection(Caller caller, @PathVariable UUID id, @RequestBody @Valid Why why) {
        return corrections.open(id, why.reason().strip(), caller);
    }

    @Operation(summary = "Accept a correction, which changes the record, or refuse it with a reason")
    @PostMapping("/corrections/{id}/decide")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideCorrection(Caller caller, @PathVariable UUID id, @RequestBody @Valid Decision decision) {
        corrections.decide(id, decision.accepted(), decision.reason(), caller);
    }

    record Made(UUID id) {}

    record Page(List<Corrections.View> items) {}

    record Why(
            @NotBlank @Size(min = 2, max = 500) @Pattern(regexp = PLAIN)
            String reason) {}

    record Leaving(@Nullable ResidentId newHead) {}

    record NewCorrection(
            @Nullable @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = 40) String phone,

            @Nullable @Size(max = 200) @Pattern(regexp = PLAIN)
            String registeredAt,

            @Nullable @Size(max = 500) @Pattern(regexp = PLAIN)
            String note) {}

    record Decision(
            @NotNull Boolean accepted,

            @Nullable @Size(max = 500) @Pattern(regexp = PLAIN)
            String reason) {}
}
