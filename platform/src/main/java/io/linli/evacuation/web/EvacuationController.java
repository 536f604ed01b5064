package io.linli.evacuation.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.evacuation.Emergencies;
import io.linli.evacuation.Emergency;
import io.linli.evacuation.EmergencyDesk;
import io.linli.evacuation.EvacuationMap;
import io.linli.evacuation.HouseholdList;
import io.linli.evacuation.HouseholdView;
import io.linli.evacuation.LowGround;
import io.linli.evacuation.LowHome;
import io.linli.evacuation.LowHomes;
import io.linli.evacuation.LowReason;
import io.linli.evacuation.Need;
import io.linli.facility.Contact;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.HomeId;
import io.linli.settings.Idempotency;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Low ground, and emergencies from their opening to their end. */
@RestController
@RequestMapping(path = "/api/evacuations", version = "1+")
@InvalidAs("EVACUATION_DATA_INVALID")
class EvacuationController {

    private static final String LINE = "\\P{Cntrl}*";

    private static final List<Shown<HouseholdView>> EVACUEES = List.of(
            new Shown<>("position", HouseholdView::position),
            new Shown<>("place", HouseholdView::place),
            new Shown<>("area", HouseholdView::areaName),
            new Shown<>("status", HouseholdView::status),
            new Shown<>("dueAt", HouseholdView::dueAt),
            new Shown<>(
                    "people",
                    household -> household.people().stream()
                            .map(HouseholdView.PersonView::name)
                            .toList()),
            new Shown<>(
                    "ages",
                    household -> household.people().stream()
                            .map(HouseholdView.PersonView::age)
                            .toList()),
            new Shown<>("heads", HouseholdView::heads),
            new Shown<>(
                    "needs",
                    household -> household.needs().stream().map(Need::kind).toList()),
            new Shown<>("wheelchairs", HouseholdView::wheelchairs),
            new Shown<>("power", HouseholdView::power),
            new Shown<>("animals", HouseholdView::animals),
            new Shown<>(
                    "low",
                    household -> household.low().stream().map(LowReason::kind).toList()),
            new Shown<>("shelter", household -> name(household.shelter())),
            new Shown<>("vehicle", household -> name(household.vehicle())),
            new Shown<>("missing", HouseholdView::missing),
            new Shown<>("confirmedAt", HouseholdView::confirmedAt),
            new Shown<>("endedBy", HouseholdView::endedBy),
            new Shown<>("elsewhere", HouseholdView::elsewhere),
            new Shown<>("arrived", HouseholdView::arrived));

    private static final List<Shown<Emergency>> EMERGENCY = List.of(
            new Shown<>("name", Emergency::name),
            new Shown<>("area", Emergency::areaName),
            new Shown<>("basis", Emergency::basis),
            new Shown<>("issuer", Emergency::issuer),
            new Shown<>("reference", Emergency::reference),
            new Shown<>("issuedAt", Emergency::issuedAt),
            new Shown<>("openedBy", Emergency::openedBy),
            new Shown<>("openedAt", Emergency::openedAt),
            new Shown<>("givenAt", Emergency::givenAt),
            new Shown<>("closedAt", Emergency::closedAt),
            new Shown<>("erasedAt", Emergency::erasedAt));

    private static final List<Shown<LowHome>> LOW_HOME = List.of(
            new Shown<>("place", LowHome::place),
            new Shown<>("area", LowHome::areaName),
            new Shown<>(
                    "reasons",
                    home -> home.reasons().stream().map(LowReason::kind).toList()),
            new Shown<>("metres", home -> first(home, LowReason::metres)),
            new Shown<>("times", home -> first(home, LowReason::times)));

    private final LowHomes low;
    private final LowGround ground;
    private final Emergencies emergencies;
    private final EmergencyDesk desk;
    private final HouseholdList households;
    private final EvacuationMap map;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    EvacuationController(
            LowHomes low,
            LowGround ground,
            Emergencies emergencies,
            EmergencyDesk desk,
            HouseholdList households,
            EvacuationMap map,
            ListSheets sheets,
            Idempotency idempotency) {
        this.low = low;
        this.ground = ground;
        this.emergencies = emergencies;
        this.desk = desk;
        this.households = households;
        this.map = map;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(
            summary = "List the homes of a community, or a part of it, that lie low, each with every reason",
            description = "Places alone: who lives there is shown in a named emergency only.")
    @GetMapping("/low-homes")
    @PreAuthorize("hasAuthority('evacuation:read')")
    LowHomes.Found lowHomes(Caller caller, @RequestParam AreaCode area) {
        return low.of(caller, area);
    }

    @Operation(summary = "Fetch the same homes as a workbook")
    @GetMapping("/low-homes/export")
    @PreAuthorize("hasAuthority('evacuation:read')")
    void exportLowHomes(Caller caller, @RequestParam AreaCode area, HttpServletResponse response) throws IOException {
        sheets.write(
                "low-homes",
                List.of(new Narrowed("area", area)),
                LOW_HOME,
                place -> new Part<>(low.of(caller, area).items(), null),
                caller.name(),
                response);
    }

    private static @Nullable Object first(LowHome home, Function<LowReason, @Nullable Object> figure) {
        return home.reasons().stream()
                .map(figure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Operation(
            summary = "Show on a map which buildings of a community, or a part of it, stand on low ground, and why",
            description = "Of buildings whose height was brought in. No door and nobody who lives there.")
    @GetMapping("/low-ground")
    @PreAuthorize("hasAuthority('evacuation:read')")
    LowGround.Found lowGround(Caller caller, @RequestParam AreaCode area) {
        return ground.of(caller, area);
    }

    @Operation(summary = "List the emergencies of one's own ground, the latest first")
    @GetMapping
    @PreAuthorize("hasAuthority('evacuation:read')")
    Found evacuations(Caller caller, @RequestParam(required = false) @Nullable Boolean open) {
        return new Found(emergencies.list(caller, open));
    }

    @Operation(summary = "Read one emergency and how far it is: numbers, no person")
    @GetMapping("/{id}")
    @PreAuthorize("hasAuthority('evacuation:read')")
    Emergencies.View evacuation(Caller caller, @PathVariable UUID id) {
        return emergencies.view(caller, id);
    }

    @Operation(
            summary = "Open a named emergency on the basis of a warning received or of an order",
            description =
                    "Makes the list of homes, who is helped first, and proposes a shelter and a vehicle for each.")
    @PostMapping
    @PreAuthorize("hasAuthority('evacuation:lead')")
    @ResponseStatus(HttpStatus.CREATED)
    Emergencies.View openEvacuation(
            Caller caller,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid NewEvacuation evacuation) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, evacuation);
        var id = idempotency.onceSeeing(
                attempt, () -> desk.open(evacuation.opening(), caller), Function.identity(), Function.identity());
        return emergencies.view(caller, id);
    }

    @Operation(summary = "Give each home to whoever looks after its ground, by one command")
    @PostMapping("/{id}/give")
    @PreAuthorize("hasAuthority('evacuation:lead')")
    Given giveEvacuation(Caller caller, @PathVariable UUID id) {
        return new Given(desk.give(id, caller));
    }

    @Operation(summary = "Close an emergency, when it is known of every household what became of it")
    @PostMapping("/{id}/close")
    @PreAuthorize("hasAuthority('evacuation:lead')")
    Emergencies.View closeEvacuation(Caller caller, @PathVariable UUID id, @RequestBody @Valid Reason end) {
        desk.close(id, end.reason().strip(), caller);
        return emergencies.view(caller, id);
    }

    @Operation(
            summary = "List the households of an emergency, who needs most help first, names masked",
            description = "The look is recorded, and those who live there can read of it.")
    @GetMapping("/{id}/households")
    @PreAuthorize("hasAuthority('evacuation:read')")
    Households evacuees(Caller caller, @PathVariable UUID id) {
        return new Households(households.of(caller, id));
    }

    @Operation(summary = "Fetch the same emergencies as a workbook", description = "No person, no numbers.")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('evacuation:read')")
    void exportEvacuations(
            Caller caller, @RequestParam(required = false) @Nullable Boolean open, HttpServletResponse response)
            throws IOException {
        sheets.write(
                "evacuations",
                List.of(new Narrowed("open", open)),
                EMERGENCY,
                place -> new Part<>(emergencies.list(caller, open), null),
                caller.name(),
                response);
    }

    @Operation(
            summary = "Fetch the same households as a workbook, names masked and without telephones",
            description = "The look is recorded. More rows than linli.spreadsheet.personal-rows need the approval of an"
                    + " export.")
    @GetMapping("/{id}/households/export")
    @PreAuthorize("hasAuthority('evacuation:read')")
    void exportEvacuees(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID approval,
            HttpServletResponse response)
            throws IOException {
        sheets.writePeople(
                "evacuees",
                List.of(new Narrowed("evacuation", id)),
                EVACUEES,
                place -> new Part<>(households.of(caller, id), null),
                approval,
                caller.name(),
                response);
    }

    private static @Nullable String name(@Nullable Contact contact) {
        return contact == null ? null : contact.name();
    }

    @Operation(
            summary =
                    "Show on a map which home of an emergency is in which state, with the shelters and vehicles around",
            description = "No names. The look is recorded; when the emergency is over there is no map any more.")
    @GetMapping("/{id}/map")
    @PreAuthorize("hasAuthority('evacuation:read')")
    EvacuationMap.Picture evacuationMap(Caller caller, @PathVariable UUID id) {
        return map.of(caller, id);
    }

    record Found(List<Emergency> items) {}

    record Households(List<HouseholdView> items) {}

    record Given(int tasks) {}

    record Reason(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}

    record NewEvacuation(
            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String name,

            @NotNull AreaCode area,
            @NotNull Emergency.Basis basis,

            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String issuer,

            @Nullable @Size(max = 200) @Pattern(regexp = LINE)
            String reference,

            @NotNull Instant issuedAt,
            @Nullable @Size(min = 1, max = 500) List<@NotNull HomeId> homes) {

        EmergencyDesk.Opening opening() {
            return new EmergencyDesk.Opening(
                    name.strip(),
                    area,
                    basis,
                    issuer.strip(),
                    reference == null || reference.isBlank() ? null : reference.strip(),
                    issuedAt,
                    homes);
        }
    }
}
