package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentClock;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clock of an incident: stopped, going on, lengthened. */
@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ClockController {

    private static final int NOTE = 2_000; // of UTF-16; the desk counts characters

    private final IncidentClock clock;

    ClockController(IncidentClock clock) {
        this.clock = clock;
    }

    @Operation(summary = "Stop the clock of an incident, by another than who has it")
    @PostMapping("/suspend")
    IncidentDetail suspend(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return clock.suspend(id, caller, reason.note());
    }

    @Operation(summary = "Let the clock of an incident go on with what was left")
    @PostMapping("/resume")
    IncidentDetail resume(
            Caller caller, @PathVariable IncidentId id, @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return clock.resume(id, caller, remark == null ? null : remark.note());
    }

    @Operation(summary = "Say that one stage is done, so that the next begins")
    @PostMapping("/advance")
    IncidentDetail advance(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return clock.advance(id, caller, reason.note());
    }

    @Operation(
            summary = "Ask for more time",
            description = "Working hours, working days or hours, as the limit itself is counted.")
    @PostMapping("/extensions")
    IncidentDetail ask(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid MoreTime more) {
        return clock.ask(id, caller, more.amount(), more.note());
    }

    @Operation(summary = "List who asked for more time, and what became of it")
    @GetMapping("/extensions")
    @PreAuthorize("hasAuthority('incident:read')")
    List<IncidentClock.Extension> extensions(Caller caller, @PathVariable IncidentId id) {
        return clock.extensions(id, caller);
    }

    @Operation(summary = "Grant more time, by another than who asked")
    @PostMapping("/extensions/{extension}/grant")
    IncidentDetail grant(
            Caller caller,
            @PathVariable IncidentId id,
            @PathVariable UUID extension,
            @RequestBody(required = false) @Valid @Nullable Remark remark) {
        return clock.decide(id, extension, caller, true, remark == null ? null : remark.note());
    }

    @Operation(summary = "Refuse more time, with the reason")
    @PostMapping("/extensions/{extension}/refuse")
    IncidentDetail refuse(
            Caller caller,
            @PathVariable IncidentId id,
            @PathVariable UUID extension,
            @RequestBody @Valid Reason reason) {
        return clock.decide(id, extension, caller, false, reason.note());
    }

    record Remark(@Nullable @Size(max = NOTE) String note) {}

    record Reason(@NotBlank @Size(max = NOTE) String note) {}

    record MoreTime(
            @Min(1) @Max(10_000) int amount,
            @NotBlank @Size(max = NOTE) String note) {}
}
