package io.linli.tasking.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.tasking.PatrolPlans;
import io.linli.tasking.Patrols;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Patrols: their plans, being on duty, and which part of the ground was seen. */
@RestController
@RequestMapping(path = "/api/patrols", version = "1+")
class PatrolController {

    private static final String LINE = "\\P{Cntrl}*";
    private static final String PHONE = "When it was done by the clock of the phone";
    private static final String BEHIND = "Milliseconds by which that clock was behind the server's";

    private static final List<Shown<PatrolPlans.Plan>> PLAN = List.of(
            new Shown<>("name", PatrolPlans.Plan::name),
            new Shown<>("area", PatrolPlans.Plan::areaName),
            new Shown<>("everyDays", PatrolPlans.Plan::everyDays),
            new Shown<>("nextOn", PatrolPlans.Plan::nextOn),
            new Shown<>("who", PatrolPlans.Plan::whoName),
            new Shown<>(
                    "route",
                    plan -> plan.route().stream().map(PatrolPlans.Stop::name).toList()));

    private static final List<Shown<Patrols.OfGrid>> COVERAGE = List.of(
            new Shown<>("area", Patrols.OfGrid::areaName),
            new Shown<>("patrols", Patrols.OfGrid::patrols),
            new Shown<>("lastOn", Patrols.OfGrid::lastOn));

    private final PatrolPlans plans;
    private final Patrols patrols;
    private final ListSheets sheets;
    private final Idempotency idempotency;

    PatrolController(PatrolPlans plans, Patrols patrols, ListSheets sheets, Idempotency idempotency) {
        this.plans = plans;
        this.patrols = patrols;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the plans of patrols on the caller's ground")
    @GetMapping("/plans")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Plans patrolPlans(Caller caller) {
        return new Plans(plans.list(caller));
    }

    @Operation(summary = "Fetch the same plans as a workbook")
    @GetMapping("/plans/export")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    void exportPatrolPlans(Caller caller, HttpServletResponse response) throws IOException {
        sheets.write(
                "patrol-plans",
                List.of(),
                PLAN,
                place -> new Part<>(plans.list(caller), null),
                caller.name(),
                response);
    }

    @Operation(
            summary = "Plan a patrol: where, how often, with which checklist, and who walks it",
            description = "Each round becomes a task; while one is open no other of the same plan is given.")
    @PostMapping("/plans")
    @PreAuthorize("hasAuthority('tasking:plan')")
    @ResponseStatus(HttpStatus.CREATED)
    PatrolPlans.Plan planPatrol(Caller caller, @RequestBody @Valid NewPlan plan) {
        return plans.make(plan.draft(), caller);
    }

    @Operation(
            summary = "Change the way of a plan",
            description = "From the next round on; rounds that were given out keep theirs.")
    @PutMapping("/plans/{id}/route")
    @PreAuthorize("hasAuthority('tasking:plan')")
    PatrolPlans.Plan reroutePatrol(Caller caller, @PathVariable UUID id, @RequestBody @Valid NewRoute newRoute) {
        return plans.reroute(id, stops(newRoute.route()), readCrs(newRoute.crs()), caller);
    }

    private static List<PatrolPlans.Stop> stops(@Nullable List<Place> places) {
        return Stream.ofNullable(places)
                .flatMap(List::stream)
                .map(place -> new PatrolPlans.Stop(place.name(), place.longitude(), place.latitude()))
                .toList();
    }

    private static Crs readCrs(@Nullable String named) {
        return named == null ? Crs.CGCS2000 : Crs.read(named, "crs");
    }

    @Operation(summary = "End a plan of patrols")
    @PostMapping("/plans/{id}/end")
    @PreAuthorize("hasAuthority('tasking:plan')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endPatrolPlan(Caller caller, @PathVariable UUID id, @RequestBody @Valid Reason end) {
        plans.end(id, end.reason().strip(), caller);
    }

    @Operation(summary = "List the caller's own patrols, newest first")
    @GetMapping("/mine")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Mine myPatrols(Caller caller) {
        return new Mine(patrols.mine(caller));
    }

    @Operation(
            summary = "Go on duty: the id is made on the phone",
            description = "Only from now on places are taken in.")
    @PostMapping("/{id}/start")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Made startPatrol(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Start start) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, start);
        var phone = new Patrols.Phone(start.occurredAt(), start.clockOffset());
        return new Made(patrols.start(id, start.task(), start.area(), phone, caller, attempt));
    }

    @Operation(
            summary = "Take in where the caller was while on duty",
            description = "What lies before the start or in the future is left out; after the stop it is refused.")
    @PostMapping("/{id}/track")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Kept trackPatrol(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Track track) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, track);
        return new Kept(patrols.track(id, track.fixes(), track.system(), track.clockOffset(), caller, attempt));
    }

    @Operation(summary = "Go off duty, with the ids of the reports made on the way")
    @PostMapping("/{id}/stop")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Made stopPatrol(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Stop stop) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, stop);
        var phone = new Patrols.Phone(stop.occurredAt(), stop.clockOffset());
        var findings = stop.findings() == null ? List.<UUID>of() : stop.findings();
        return new Made(patrols.stop(id, findings, phone, caller, attempt));
    }

    @Operation(summary = "Read the caller's own way of a patrol")
    @GetMapping("/{id}/track")
    @PreAuthorize("hasAuthority('tasking:patrol')")
    Way ownTrack(Caller caller, @PathVariable UUID id) {
        return new Way(patrols.ownTrack(id, caller));
    }

    @Operation(
            summary = "Look at somebody else's way of a patrol, with the reason; a recorded look that they can read of")
    @PostMapping("/{id}/look")
    @PreAuthorize("hasAuthority('tasking:track')")
    Way lookAtTrack(Caller caller, @PathVariable UUID id, @RequestBody @Valid Reason look) {
        return new Way(patrols.look(id, look.reason().strip(), caller));
    }

    @Operation(
            summary = "Read which grids and squares of an area somebody came by",
            description = "Counts for seven days or more, without persons, hours or distances.")
    @GetMapping("/coverage")
    @PreAuthorize("hasAuthority('tasking:coverage')")
    Patrols.Coverage patrolCoverage(
            Caller caller, @RequestParam AreaCode area, @RequestParam(defaultValue = "30") @Min(7) @Max(366) int days) {
        return patrols.coverage(area, days, caller);
    }

    @Operation(summary = "Fetch the same by grid as a workbook", description = "Without squares.")
    @GetMapping("/coverage/export")
    @PreAuthorize("hasAuthority('tasking:coverage')")
    void exportPatrolCoverage(
            Caller caller,
            @RequestParam AreaCode area,
            @RequestParam(defaultValue = "30") @Min(7) @Max(366) int days,
            HttpServletResponse response)
            throws IOException {
        sheets.write(
                "patrol-coverage",
                List.of(new Narrowed("area", area), new Narrowed("days", days)),
                COVERAGE,
                place -> new Part<>(patrols.coverage(area, days, caller).grids(), null),
                caller.name(),
                response);
    }

    @Operation(
            summary = "Read how many are on duty outside in each grid of an area",
            description = "Counts by grid at this moment, without persons and without places.")
    @GetMapping("/on-duty")
    @PreAuthorize("hasAuthority('tasking:coverage')")
    OnDuty patrolsOnDuty(Caller caller, @RequestParam AreaCode area) {
        return new OnDuty(patrols.onDuty(area, caller));
    }

    record OnDuty(List<Patrols.Present> items) {}

    record Plans(List<PatrolPlans.Plan> items) {}

    record Mine(List<Patrols.Patrol> items) {}

    record Way(List<Patrols.Fix> items) {}

    record Made(UUID id) {}

    /** How many places were kept. */
    record Kept(int kept) {}

    record Reason(
            @NotBlank @Size(max = 500) @Pattern(regexp = LINE)
            String reason) {}

    record Place(
            @NotBlank @Size(max = 100) @Pattern(regexp = LINE)
            String name,

            @DecimalMin("-180") @DecimalMax("180") double longitude,
            @DecimalMin("-90") @DecimalMax("90") double latitude) {}

    record NewRoute(
            @NotNull @Size(max = 50) List<@NotNull @Valid Place> route,
            @Nullable @Size(max = 20) String crs) {}

    record NewPlan(
            @NotBlank @Size(min = 2, max = 100) @Pattern(regexp = LINE)
            String name,

            @NotNull AreaCode area,
            @Min(1) @Max(366) int everyDays,
            @Nullable @Size(max = 50) List<@NotNull @Valid Place> route,
            @Nullable @Size(max = 20) String crs,
            @NotNull @Pattern(regexp = "[A-Z0-9_]{2,40}") String checklist,
            @Nullable LocalDate firstOn,
            @Nullable AccountId who) {

        PatrolPlans.Draft draft() {
            return new PatrolPlans.Draft(
                    name.strip(), area, everyDays, stops(route), readCrs(crs), checklist, firstOn, who);
        }
    }

    record Start(
            @NotNull AreaCode area,
            @Nullable UUID task,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Fix(
            @NotNull Instant at,
            @DecimalMin("-180") @DecimalMax("180") double longitude,
            @DecimalMin("-90") @DecimalMax("90") double latitude) {}

    record Track(
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Fix> points,
            @Nullable @Size(max = 20) String crs,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {

        List<Patrols.Fix> fixes() {
            return points.stream()
                    .map(fix -> new Patrols.Fix(fix.at(), fix.longitude(), fix.latitude()))
                    .toList();
        }

        Crs system() {
            return crs == null ? Crs.WGS84 : Crs.read(crs, "crs");
        }
    }

    record Stop(
            @Nullable @Size(max = 50) List<@NotNull UUID> findings,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}
}
