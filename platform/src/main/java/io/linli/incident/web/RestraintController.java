package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.Restraints;
import io.linli.problem.InvalidAs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is decided of somebody who reports the same again and again, and their appeal. */
@RestController
@RequestMapping(version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class RestraintController {

    private static final int NOTE = 2_000;

    private final Restraints restraints;

    RestraintController(Restraints restraints) {
        this.restraints = restraints;
    }

    @Operation(
            summary = "Decide that the reporter of an ended matter reports the same again and again, until a day",
            description =
                    "It refuses no report: who looks at the next ones is reminded of the earlier answer. The reporter is"
                            + " told, and may appeal.")
    @PostMapping("/api/incidents/{id}/restraint")
    @ResponseStatus(HttpStatus.CREATED)
    Restraints.View decide(Caller caller, @PathVariable IncidentId id, @RequestBody @Valid Decision said) {
        return restraints.decide(id, caller, said.kind(), said.days(), said.reason());
    }

    @Operation(summary = "List what was decided of the caller, and on the ground that they inspect")
    @GetMapping("/api/restraints")
    @PreAuthorize("hasAuthority('incident:read')")
    List<Restraints.View> all(Caller caller) {
        return restraints.all(caller);
    }

    @Operation(summary = "Appeal, by whom it concerns, once")
    @PostMapping("/api/restraints/{id}/appeal")
    Restraints.View appeal(Caller caller, @PathVariable UUID id, @RequestBody @Valid Words said) {
        return restraints.appeal(id, caller, said.note());
    }

    @Operation(summary = "Decide on the appeal, by another than who decided first; upheld, it ends")
    @PostMapping("/api/restraints/{id}/answer")
    Restraints.View answer(Caller caller, @PathVariable UUID id, @RequestBody @Valid Answer said) {
        return restraints.answer(id, caller, said.upheld(), said.note());
    }

    @Operation(summary = "End it before its day")
    @PostMapping("/api/restraints/{id}/lift")
    Restraints.View lift(Caller caller, @PathVariable UUID id) {
        return restraints.lift(id, caller);
    }

    record Decision(
            Restraints.@NotNull Kind kind,
            @Min(1) @Max(90) int days,
            @NotBlank @Size(max = NOTE) String reason) {}

    record Words(@NotBlank @Size(max = NOTE) String note) {}

    record Answer(
            @NotNull Boolean upheld,
            @NotBlank @Size(max = NOTE) String note) {}
}
