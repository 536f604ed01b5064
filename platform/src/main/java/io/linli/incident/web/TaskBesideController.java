package io.linli.incident.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.incident.IncidentId;
import io.linli.incident.TasksBeside;
import io.linli.problem.InvalidAs;
import io.linli.settings.Idempotency;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
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

/** Tasks that are given beside an incident. */
@RestController
@RequestMapping(path = "/api/incidents/{id}/tasks", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class TaskBesideController {

    private final TasksBeside beside;
    private final Idempotency idempotency;

    TaskBesideController(TasksBeside beside, Idempotency idempotency) {
        this.beside = beside;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the tasks that were given beside an incident, with their answers")
    @GetMapping
    @PreAuthorize("hasAuthority('incident:handle')")
    TasksBeside.Listed tasksOf(Caller caller, @PathVariable IncidentId id) {
        return beside.of(id, caller);
    }

    @Operation(
            summary = "Give a task beside an incident, to a worker or a post of the caller's own territory",
            description = "It stands in their list of tasks, and is answered there: done, or that it cannot be done.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TasksBeside.View giveTask(
            Caller caller,
            @PathVariable IncidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Giving giving) {
        return idempotency.onceSeeing(
                idempotency.attempt(key, caller.id().toString(), request, giving),
                () -> beside.give(id, giving.wanted(), caller),
                TasksBeside.View::id,
                task -> beside.one(id, task));
    }

    @Operation(summary = "List those to whom a task beside an incident could be given at an area")
    @GetMapping("/takers")
    @PreAuthorize("hasAuthority('incident:dispatch')")
    List<TasksBeside.Taker> takers(Caller caller, @PathVariable IncidentId id, @RequestParam AreaCode area) {
        return beside.takers(id, area, caller);
    }

    record Giving(
            @NotBlank @Size(max = 80) @Pattern(regexp = "\\P{Cntrl}*")
            String title,

            @NotBlank @Size(max = 500) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*")
            String words,

            @NotNull Instant dueAt,
            @NotNull AreaCode area,
            @Nullable AccountId assignee) {

        TasksBeside.Wanted wanted() {
            return new TasksBeside.Wanted(title.strip(), words.strip(), dueAt, area, assignee);
        }
    }
}
