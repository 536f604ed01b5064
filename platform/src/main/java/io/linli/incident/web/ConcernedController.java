package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.Concerned;
import io.linli.incident.IncidentId;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom a matter concerns besides its reporter. */
@RestController
@RequestMapping(version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ConcernedController {

    private final Concerned concerned;

    ConcernedController(Concerned concerned) {
        this.concerned = concerned;
    }

    @Operation(
            summary = "List the reports merged into a matter, and how many follow it",
            description = "Of the reports, those that the caller may see; of who follows, the number only.")
    @GetMapping("/api/incidents/{id}/concerned")
    @PreAuthorize(
            "hasAuthority('incident:file') or hasAuthority('incident:inspect') or hasAuthority('incident:handle')")
    Concerned.Others concerned(Caller caller, @PathVariable IncidentId id) {
        return concerned.of(id, caller);
    }
}
