package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.ReporterDesk;
import io.linli.incident.WaitingDisclosures;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

@RestController
@RequestMapping(path = "/api/incidents", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ReporterController {

    private final ReporterDesk desk;
    private final WaitingDisclosures waiting;

    ReporterController(ReporterDesk desk, WaitingDisclosures waiting) {
        this.desk = desk;
        this.waiting = waiting;
    }

    /** What waits for a second person: of one incident, or of all that the caller could open. */
    @Operation(summary = "List the requests to open a confidential reporter that wait for a second person")
    @GetMapping("/disclosures")
    @PreAuthorize("hasAuthority('incident:disclose')")
    List<WaitingDisclosures.Waiting> waiting(
            Caller caller, @RequestParam(required = false) @Nullable IncidentId incident) {
        return waiting.of(caller, incident);
    }

    @Operation(summary = "Show the reporter unmasked, with a reason that is kept")
    @PostMapping("/{id}/reporter")
    ReporterDesk.Reporter reporter(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.reporter(id, caller, reason.reason());
    }

    @Operation(summary = "Ask to open the reporter of a confidential report")
    @PostMapping("/{id}/disclosures")
    @ResponseStatus(HttpStatus.CREATED)
    ReporterDesk.Disclosure ask(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.ask(id, caller, reason.reason());
    }

    @Operation(summary = "Approve, as the second person, that the reporter is opened")
    @PostMapping("/{id}/disclosures/{disclosure}/approve")
    ReporterDesk.Disclosure approve(Caller caller, @PathVariable IncidentId id, @PathVariable UUID disclosure) {
        return desk.approve(id, disclosure, caller);
    }

    @Operation(summary = "Decline, as the second person, that the reporter is opened, with a reason that is kept")
    @PostMapping("/{id}/disclosures/{disclosure}/decline")
    ReporterDesk.Disclosure decline(
            Caller caller,
            @PathVariable IncidentId id,
            @PathVariable UUID disclosure,
            @RequestBody @Valid Reason reason) {
        return desk.decline(id, disclosure, caller, reason.reason());
    }

    record Reason(@NotBlank @Size(max = 2_000) String reason) {}
}
