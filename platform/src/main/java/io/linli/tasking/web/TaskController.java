package io.linli.tasking.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.files.FileId;
import io.linli.files.Files;
import io.linli.identity.Caller;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.linli.tasking.MyTasks;
import io.linli.tasking.TaskDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/tasks", version = "1+")
class TaskController {

    private static final String PHONE = "When it was done by the clock of a phone that was without network";
    private static final String BEHIND = "Milliseconds by which that clock was behind the server's";

    private final MyTasks tasks;
    private final TaskDesk desk;
    private final Idempotency idempotency;

    TaskController(MyTasks tasks, TaskDesk desk, Idempotency idempotency) {
        this.tasks = tasks;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    enum State {
        open,
        done
    }

    @Operation(summary = "List the caller's own tasks, and those that wait for their unit or post")
    @GetMapping
    MyTasks.Page mine(
            Caller caller,
            @RequestParam(defaultValue = "open") State state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return tasks.list(caller, state == State.open, after, size);
    }

    @Operation(summary = "Read one task: what it rests on, its checklist, and what came of it")
    @GetMapping("/{id}")
    TaskDesk.Detail task(Caller caller, @PathVariable UUID id) {
        return desk.find(id, caller);
    }

    @Operation(summary = "Take a task that waits for the caller's post or unit")
    @PostMapping("/{id}/take")
    TaskDesk.Detail takeTask(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Taken taken) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, taken);
        return desk.take(id, taken.occurredAt(), taken.clockOffset(), caller, attempt);
    }

    @Operation(
            summary = "Say that a task is done, with what shows it",
            description = "Of tasks that end here (endsHere); the others end with the steps of their matter.")
    @PostMapping("/{id}/done")
    TaskDesk.Detail endTask(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Ended ended) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, ended);
        return desk.done(id, ended.done(), caller, attempt);
    }

    @Operation(
            summary = "Say that a task cannot be done, and why",
            description = "Of tasks that were given beside a matter; whoever gave it is told.")
    @PostMapping("/{id}/decline")
    TaskDesk.Detail declineTask(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid Declined declined) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, declined);
        return desk.decline(
                id, declined.note().strip(), declined.occurredAt(), declined.clockOffset(), caller, attempt);
    }

    @Operation(summary = "Give out a photo of what was done")
    @GetMapping(path = "/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<Resource> taskPhoto(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable FileId photo,
            @RequestParam(defaultValue = "false") boolean small) {
        Files.Content content = desk.photo(id, photo, small, caller);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(content.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .body(content.body());
    }

    record Taken(
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Declined(
            @NotBlank @Size(max = 500) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*")
            String note,

            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {}

    record Ended(
            @NotBlank @Size(max = 2_000) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*")
            String note,

            @Nullable @Size(max = 50) Map<@Size(max = 40) String, @NotNull @Size(max = 500) String> answers,
            @Nullable @Size(max = 9) List<@NotNull FileId> photos,
            @Nullable @Size(max = 20) List<@NotNull UUID> findings,
            @Nullable @Min(0) @Max(1_440) Integer minutes,
            @Schema(description = PHONE) @Nullable Instant occurredAt,

            @Schema(description = BEHIND) @Nullable @Min(-PhoneClock.MOST) @Max(PhoneClock.MOST)
            Long clockOffset) {

        TaskDesk.Done done() {
            return new TaskDesk.Done(
                    note.strip(),
                    answers == null ? Map.of() : answers,
                    photos == null ? List.of() : photos,
                    findings == null ? List.of() : findings,
                    minutes,
                    occurredAt,
                    clockOffset);
        }
    }
}
