package io.linli.incident.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.incident.Doer;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.incident.Responsible;
import io.linli.incident.Urging;
import io.linli.privacy.PhoneNumber;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whoever has an incident: how to reach them, and reminding them of it. */
@RestController
@RequestMapping(path = "/api/incidents/{id}", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class ResponsibleController {

    private final Responsible responsible;
    private final Urging urging;
    private final StepOnce once;

    ResponsibleController(Responsible responsible, Urging urging, StepOnce once) {
        this.responsible = responsible;
        this.urging = urging;
        this.once = once;
    }

    @Operation(summary = "Tell whom to reach about an incident: who has it, or whose queue it waits in")
    @GetMapping("/responsible")
    @PreAuthorize("hasAuthority('incident:handle')")
    Responsible.Whom responsible(Caller caller, @PathVariable IncidentId id) {
        return responsible.of(id, caller);
    }

    @Operation(
            summary = "Show the telephone of one of those who have an incident",
            description = "Each look is recorded, and the person can read it.")
    @PostMapping("/responsible/{account}/phone")
    @PreAuthorize("hasAuthority('incident:handle')")
    Phone phone(Caller caller, @PathVariable IncidentId id, @PathVariable AccountId account) {
        return new Phone(responsible.phone(id, account, caller));
    }

    @Operation(
            summary = "Remind whoever has it, from above",
            description = "Once in a while only, whoever reminds; the line reaches them and stands in the timeline.")
    @PostMapping("/urge")
    IncidentDetail urge(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody(required = false) @Valid @Nullable Line line) {
        var said = line == null ? new Line(null) : line;
        var by = Doer.now(caller);
        return once.take(by, key, request, said, id, () -> urging.urge(id, by, said.note()));
    }

    record Phone(PhoneNumber phone) {}

    record Line(
            @Schema(description = "200 characters at most") @Nullable @Size(max = 400)
            String note) {}
}
