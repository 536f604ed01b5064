package io.linli.residents.web;

import static io.linli.spreadsheet.ListSheets.AT_ONCE;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.HomeId;
import io.linli.residents.HouseholdDesk;
import io.linli.residents.HouseholdId;
import io.linli.residents.HouseholdSearch;
import io.linli.residents.PersonCard.HouseholdView;
import io.linli.residents.PersonCards;
import io.linli.residents.Relation;
import io.linli.residents.ResidentId;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
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

/** Those who keep house together. */
@RestController
@RequestMapping(path = "/api/households", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class HouseholdController {

    private static final List<Shown<HouseholdSearch.Row>> COLUMNS = List.of(
            new Shown<>("area", HouseholdSearch.Row::areaName),
            new Shown<>("address", HouseholdSearch.Row::address),
            new Shown<>("head", HouseholdSearch.Row::head),
            new Shown<>("members", HouseholdSearch.Row::members),
            new Shown<>("openedAt", HouseholdSearch.Row::openedAt));

    private final HouseholdDesk desk;
    private final HouseholdSearch search;
    private final PersonCards cards;
    private final ListSheets sheets;

    HouseholdController(HouseholdDesk desk, HouseholdSearch search, PersonCards cards, ListSheets sheets) {
        this.desk = desk;
        this.search = search;
        this.cards = cards;
        this.sheets = sheets;
    }

    @Operation(summary = "List the households of an area or a home, newest first")
    @GetMapping
    @PreAuthorize("hasAuthority('residents:read')")
    HouseholdSearch.Page households(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable HomeId home,
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return search.list(caller, area, home, after, size);
    }

    @Operation(
            summary = "Fetch the same households as a workbook, names masked",
            description = "More rows than linli.spreadsheet.personal-rows need the approval of an export.")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('residents:read')")
    void exportHouseholds(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable HomeId home,
            @RequestParam(required = false) @Nullable UUID approval,
            HttpServletResponse response)
            throws IOException {
        sheets.writePeople(
                "households",
                List.of(new Narrowed("area", area), new Narrowed("home", home)),
                COLUMNS,
                place -> {
                    var page = search.list(caller, area, home, place, AT_ONCE);
                    return new Part<>(page.items(), page.next());
                },
                approval,
                caller.name(),
                response);
    }

    @Operation(summary = "Read one household with its members, masked")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('residents:read')")
    HouseholdView household(@PathVariable HouseholdId id) {
        return cards.household(id);
    }

    @Operation(
            summary = "Split a household: some members keep house by themselves, here or in another home",
            description = "Answers the new household.")
    @PostMapping("/{id}/split")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Opened splitHousehold(Caller caller, @PathVariable HouseholdId id, @RequestBody @Valid Split split) {
        return new Opened(desk.split(id, split.members(), split.head(), split.newHead(), split.home(), caller));
    }

    @Operation(summary = "Join a household into another of the same home")
    @PostMapping("/{id}/join")
    @PreAuthorize("hasAuthority('residents:keep')")
    HouseholdView joinHouseholds(Caller caller, @PathVariable HouseholdId id, @RequestBody @Valid Join join) {
        desk.join(id, join.into(), caller);
        return cards.household(join.into());
    }

    @Operation(summary = "Move a whole household to another home")
    @PostMapping("/{id}/move")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveHousehold(Caller caller, @PathVariable HouseholdId id, @RequestBody @Valid Move move) {
        desk.move(id, move.home(), caller);
    }

    @Operation(summary = "Give a household another head")
    @PostMapping("/{id}/head")
    @PreAuthorize("hasAuthority('residents:keep')")
    HouseholdView appointHead(Caller caller, @PathVariable HouseholdId id, @RequestBody @Valid Head head) {
        desk.appoint(id, head.head(), caller);
        return cards.household(id);
    }

    @Operation(summary = "Say what a member is to the head")
    @PostMapping("/{id}/relation")
    @PreAuthorize("hasAuthority('residents:keep')")
    HouseholdView relateMember(Caller caller, @PathVariable HouseholdId id, @RequestBody @Valid Kin kin) {
        desk.relate(id, kin.person(), kin.relation(), caller);
        return cards.household(id);
    }

    record Opened(HouseholdId id) {}

    record Split(
            @NotEmpty @Size(max = 50) List<@NotNull ResidentId> members,
            @NotNull ResidentId head,
            @Nullable ResidentId newHead,
            @Nullable HomeId home) {}

    record Join(@NotNull HouseholdId into) {}

    record Move(@NotNull HomeId home) {}

    record Head(@NotNull ResidentId head) {}

    record Kin(@NotNull ResidentId person, @NotNull Relation relation) {}
}
