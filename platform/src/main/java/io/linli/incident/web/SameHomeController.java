package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.SameHome;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What came from the home of a matter's reporter before. */
@RestController
@RequestMapping(version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class SameHomeController {

    private final SameHome home;

    SameHomeController(SameHome home) {
        this.home = home;
    }

    @Operation(
            summary = "List what came from the same home before, and whether a dispute comes back",
            description = "Of those that the caller may see; nothing of confidential and anonymous reports.")
    @GetMapping("/api/incidents/{id}/same-home")
    @PreAuthorize("hasAuthority('incident:file') or hasAuthority('incident:inspect')")
    SameHome.Earlier sameHome(Caller caller, @PathVariable IncidentId id) {
        return home.of(id, caller);
    }
}
