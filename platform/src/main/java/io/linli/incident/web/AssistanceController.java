package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.Assistances;
import io.linli.incident.IncidentId;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
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

/** Units that help: asked, come, answered, rated. */
@RestController
@RequestMapping(version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class AssistanceController {

    private final Assistances assistances;

    AssistanceController(Assistances assistances) {
        this.assistances = assistances;
    }

    @Operation(
            summary = "Ask units to help, or call departments together",
            description =
                    "ASSIST: each has its own part beside the unit that leads. WHISTLE: each comes, answers within"
                            + " its time, and both sides rate each other.")
    @PostMapping("/api/incidents/{id}/assistance")
    @ResponseStatus(HttpStatus.CREATED)
    List<Assistances.View> ask(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Asking asking) {
        return assistances.ask(id, caller, asking.kind(), asking.units(), asking.part());
    }

    @Operation(summary = "List the units that were asked to help with an incident, with their answers")
    @GetMapping("/api/incidents/{id}/assistance")
    @PreAuthorize("hasAuthority('incident:handle')")
    List<Assistances.View> of(Caller caller, @PathVariable IncidentId id) {
        return assistances.of(id, caller);
    }

    @Operation(summary = "List what the caller's units were asked, and what was asked on their ground")
    @GetMapping("/api/assistance")
    @PreAuthorize("hasAuthority('incident:assist')")
    List<Assistances.View> all(Caller caller, @RequestParam(defaultValue = "true") boolean open) {
        return assistances.all(caller, open);
    }

    @Operation(summary = "List the units that can be asked to help: those that somebody acts for")
    @GetMapping("/api/assistance/units")
    @PreAuthorize("hasAuthority('incident:dispatch')")
    Units units() {
        return new Units(assistances.units());
    }

    @Operation(summary = "Say that somebody of the unit has come")
    @PostMapping("/api/assistance/{id}/arrive")
    Assistances.View arrive(Caller caller, @PathVariable UUID id) {
        return assistances.arrive(id, caller);
    }

    @Operation(summary = "Answer what the unit was asked")
    @PostMapping("/api/assistance/{id}/answer")
    Assistances.View answer(Caller caller, @PathVariable UUID id, @RequestBody @Valid Answer answer) {
        return assistances.answer(id, caller, answer.note());
    }

    @Operation(
            summary = "Rate the other side, once, after the answer",
            description = "Who called rates the unit; the unit rates who called.")
    @PostMapping("/api/assistance/{id}/rate")
    Assistances.View rate(Caller caller, @PathVariable UUID id, @RequestBody @Valid Stars stars) {
        return assistances.rate(id, caller, stars.stars());
    }

    record Units(List<Assistances.Unit> items) {}

    record Asking(
            Assistances.@NotNull Kind kind,
            @NotEmpty @Size(max = 10) List<@NotNull OrgUnitId> units,
            @NotBlank @Size(max = 2_000) String part) {}

    record Answer(@NotBlank @Size(max = 2_000) String note) {}

    record Stars(@Min(1) @Max(5) int stars) {}
}
