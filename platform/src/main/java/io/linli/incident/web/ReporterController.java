package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.ReporterDesk;
import io.linli.problem.InvalidAs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ReporterController {

    private final ReporterDesk desk;

    ReporterController(ReporterDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/reporter")
    ReporterDesk.Reporter reporter(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.reporter(id, caller, reason.reason());
    }

    @PostMapping("/disclosures")
    @ResponseStatus(HttpStatus.CREATED)
    ReporterDesk.Disclosure ask(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Reason reason) {
        return desk.ask(id, caller, reason.reason());
    }

    @PostMapping("/disclosures/{disclosure}/approve")
    ReporterDesk.Disclosure approve(Caller caller, @PathVariable IncidentId id, @PathVariable UUID disclosure) {
        return desk.approve(id, disclosure, caller);
    }

    record Reason(@NotBlank @Size(max = 2_000) String reason) {}
}
