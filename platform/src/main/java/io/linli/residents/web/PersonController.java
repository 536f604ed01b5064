package io.linli.residents.web;

import static io.linli.settings.Idempotency.HEADER;
import static org.springframework.web.servlet.support.ServletUriComponentsBuilder.fromCurrentContextPath;

import io.linli.identity.Caller;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.problem.InvalidAs;
import io.linli.residents.BuildingId;
import io.linli.residents.Consent;
import io.linli.residents.HomeId;
import io.linli.residents.HouseholdId;
import io.linli.residents.NewPerson;
import io.linli.residents.PeopleDesk;
import io.linli.residents.PersonCard;
import io.linli.residents.PersonCards;
import io.linli.residents.PersonRow;
import io.linli.residents.PersonSearch;
import io.linli.residents.PersonState;
import io.linli.residents.Registration;
import io.linli.residents.Relation;
import io.linli.residents.ResidentId;
import io.linli.residents.Said;
import io.linli.residents.StayKind;
import io.linli.residents.Uncovered;
import io.linli.settings.Idempotency;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People, masked unless a reason is given. */
@RestController
@RequestMapping(path = "/api/residents", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class PersonController {

    private static final String PLAIN = "\\P{Cntrl}*";
    private static final int NAME = 100; // of UTF-16; a name has at most 50 characters
    private static final int NUMBER = 40;
    private static final int ADDRESS = 200;
    private static final int NOTE = 500;

    private final PeopleDesk desk;
    private final PersonCards cards;
    private final PersonSearch search;
    private final Uncovered uncovered;
    private final Idempotency idempotency;

    PersonController(
            PeopleDesk desk, PersonCards cards, PersonSearch search, Uncovered uncovered, Idempotency idempotency) {
        this.desk = desk;
        this.cards = cards;
        this.search = search;
        this.uncovered = uncovered;
        this.idempotency = idempotency;
    }

    @Operation(
            summary = "List people, masked, newest records first",
            description = "Of the areas that the caller looks after; those who live there now unless state says else.")
    @GetMapping
    @PreAuthorize("hasAuthority('residents:read')")
    PersonSearch.Page residents(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable BuildingId building,
            @RequestParam(required = false) @Nullable HomeId home,
            @RequestParam(required = false) @Nullable PersonState state,
            @RequestParam(required = false) @Nullable Registration registration,
            @RequestParam(required = false) @Size(max = 40) @Nullable String tag,
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return search.list(
                caller, new PersonSearch.Filter(area, building, home, state, registration, tag), after, size);
    }

    @Operation(
            summary = "List the homes that no grid looks after, or two, with how many households are in them",
            description = "Of the caller's own ground; at most 500 are listed, all are counted.")
    @GetMapping("/uncovered")
    @PreAuthorize("hasAuthority('residents:read')")
    Uncovered.Report uncoveredHomes(Caller caller, @RequestParam(required = false) @Nullable AreaCode area) {
        return uncovered.list(caller, area);
    }

    @Operation(
            summary = "Find people by identity number, telephone or full name, or by a part of a name in one community",
            description = "A POST, so that no number stands in an address. That somebody searched is recorded.")
    @PostMapping("/find")
    @PreAuthorize("hasAuthority('residents:read')")
    Found findResidents(Caller caller, @RequestBody @Valid Wanted wanted) {
        return new Found(search.find(
                caller,
                new PersonSearch.Wanted(
                        Said.identity(wanted.identity(), "identity"),
                        Said.phone(wanted.phone(), "phone"),
                        wanted.name() == null ? null : Said.name(wanted.name(), "name"),
                        wanted.namePart() == null || wanted.namePart().isBlank()
                                ? null
                                : wanted.namePart().strip(),
                        wanted.area())));
    }

    @Operation(summary = "Make the record of a person in a home; one person has one record")
    @PostMapping
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PersonCard> registerResident(
            Caller caller,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Draft draft) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, draft);
        return created(desk.register(draft.person(), caller, attempt), caller);
    }

    @Operation(summary = "Read one person's record, masked, with its history and what the caller can do now")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('residents:read')")
    PersonCard resident(Caller caller, @PathVariable ResidentId id) {
        return cards.of(id, caller);
    }

    @Operation(
            summary = "Read the same in full, with a reason",
            description = "The look is recorded, and the person can read of it.")
    @PostMapping("/{id}/open")
    @PreAuthorize("hasAuthority('residents:open')")
    PersonCard openResident(Caller caller, @PathVariable ResidentId id, @RequestBody @Valid Reason reason) {
        return cards.open(id, reason.reason().strip(), caller);
    }

    @Operation(summary = "Say something of a person anew; what is left out stays as it is")
    @PostMapping("/{id}/change")
    @PreAuthorize("hasAuthority('residents:keep')")
    PersonCard changeResident(Caller caller, @PathVariable ResidentId id, @RequestBody @Valid Change change) {
        desk.change(
                id,
                new PeopleDesk.Change(
                        change.name() == null ? null : Said.name(change.name(), "name"),
                        Said.phone(change.phone(), "phone"),
                        change.registration(),
                        change.registeredAt()),
                caller);
        return cards.of(id, caller);
    }

    @Operation(
            summary = "Move a person to another home, or away when no home is given",
            description = "204 when the person is no longer in the caller's sight.")
    @PostMapping("/{id}/move")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moveResident(Caller caller, @PathVariable ResidentId id, @RequestBody @Valid Move move) {
        desk.move(
                id,
                new PeopleDesk.Move(
                        move.home(), move.household(), move.relation(), move.newHead(), move.on(), move.note()),
                caller);
    }

    @Operation(summary = "Say that a person died")
    @PostMapping("/{id}/death")
    @PreAuthorize("hasAuthority('residents:keep')")
    PersonCard residentDied(Caller caller, @PathVariable ResidentId id, @RequestBody @Valid Death death) {
        desk.die(id, death.on(), death.newHead(), death.note(), caller);
        return cards.of(id, caller);
    }

    @Operation(summary = "Make the record of a child that was born to a person")
    @PostMapping("/{id}/birth")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PersonCard> childBorn(
            Caller caller,
            @PathVariable ResidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Birth birth) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, birth);
        var child = new PeopleDesk.Birth(
                Said.name(birth.name(), "name"),
                birth.sex(),
                birth.on(),
                Said.identity(birth.identity(), "identity"),
                birth.relation() == null ? Relation.CHILD : birth.relation(),
                birth.consent().consent());
        return created(desk.birth(id, child, caller, attempt), caller);
    }

    private ResponseEntity<PersonCard> created(ResidentId id, Caller caller) {
        var location = fromCurrentContextPath().path("/api/residents/{id}").build(id);
        return ResponseEntity.created(location).body(cards.of(id, caller));
    }

    record Found(List<PersonRow> items) {}

    record Wanted(
            @Nullable @Size(max = NUMBER) String identity,
            @Nullable @Size(max = NUMBER) String phone,
            @Nullable @Size(max = NAME) String name,
            @Nullable @Size(max = NAME) String namePart,
            @Nullable AreaCode area) {}

    record Draft(
            @NotBlank @Size(max = NAME) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = NUMBER) String identity,
            @Nullable @Size(max = NUMBER) String phone,
            @Nullable LocalDate born,
            @Nullable Sex sex,
            @NotNull HomeId home,
            @Nullable LocalDate since,
            @Nullable Registration registration,

            @Nullable @Size(max = ADDRESS) @Pattern(regexp = PLAIN)
            String registeredAt,

            @Nullable HouseholdId household,
            @Nullable Relation relation,
            @Nullable Tenure tenure,
            @Nullable LocalDate until,
            @Nullable @Valid Guardian consent) {

        NewPerson person() {
            return new NewPerson(
                    Said.name(name, "name"),
                    Said.identity(identity, "identity"),
                    Said.phone(phone, "phone"),
                    born,
                    sex,
                    home,
                    since,
                    registration == null ? Registration.UNKNOWN : registration,
                    registeredAt,
                    household,
                    relation,
                    tenure == null ? null : StayKind.valueOf(tenure.name()),
                    until,
                    consent == null ? null : consent.consent());
        }
    }

    enum Tenure {
        OWNS,
        RENTS
    }

    /** The word of a guardian, which a child under fourteen needs. */
    record Guardian(
            @NotBlank @Size(max = NAME) @Pattern(regexp = PLAIN)
            String by,

            @NotBlank @Size(max = 20) @Pattern(regexp = PLAIN)
            String relation,

            @NotNull LocalDate on) {

        Consent consent() {
            return new Consent(by.strip(), relation.strip(), on);
        }
    }

    record Reason(
            @NotBlank @Size(min = 2, max = NOTE) @Pattern(regexp = PLAIN)
            String reason) {}

    record Change(
            @Nullable @Size(max = NAME) @Pattern(regexp = PLAIN)
            String name,

            @Nullable @Size(max = NUMBER) String phone,
            @Nullable Registration registration,

            @Nullable @Size(max = ADDRESS) @Pattern(regexp = PLAIN)
            String registeredAt) {}

    record Move(
            @Nullable HomeId home,
            @Nullable HouseholdId household,
            @Nullable Relation relation,
            @Nullable ResidentId newHead,
            @Nullable LocalDate on,

            @Nullable @Size(max = NOTE) @Pattern(regexp = PLAIN)
            String note) {}

    record Death(
            @NotNull LocalDate on,
            @Nullable ResidentId newHead,

            @Nullable @Size(max = NOTE) @Pattern(regexp = PLAIN)
            String note) {}

    record Birth(
            @NotBlank @Size(max = NAME) @Pattern(regexp = PLAIN)
            String name,

            @NotNull Sex sex,
            @NotNull LocalDate on,
            @Nullable @Size(max = NUMBER) String identity,
            @Nullable Relation relation,
            @NotNull @Valid Guardian consent) {}
}
