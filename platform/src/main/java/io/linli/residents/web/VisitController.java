package io.linli.residents.web;

import static io.linli.settings.Idempotency.HEADER;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.ResidentId;
import io.linli.residents.Visits;
import io.linli.settings.Idempotency;
import io.linli.settings.PhoneClock;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Visits to homes: filled in once, used by several departments. */
@RestController
@RequestMapping(path = "/api", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class VisitController {

    private final Visits visits;
    private final Idempotency idempotency;

    VisitController(Visits visits, Idempotency idempotency) {
        this.visits = visits;
        this.idempotency = idempotency;
    }

    @Operation(summary = "List the forms of visits, with the departments that use each field")
    @GetMapping("/visits/forms")
    Forms visitForms() {
        return new Forms(visits.forms());
    }

    @Operation(summary = "Take down a visit: one form for all departments that use it")
    @PostMapping("/residents/{id}/visits")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    Made makeVisit(
            Caller caller,
            @PathVariable ResidentId id,
            @RequestHeader(name = HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            @RequestBody @Valid NewVisit visit) {
        var attempt = idempotency.attempt(key, caller.id().toString(), request, visit);
        return new Made(visits.make(
                id, visit.form(), visit.answers(), visit.occurredAt(), visit.clockOffset(), caller, attempt));
    }

    @Operation(summary = "Read the visits to one person in full; a recorded look")
    @GetMapping("/residents/{id}/visits")
    @PreAuthorize("hasAuthority('residents:open')")
    Page visitsOf(Caller caller, @PathVariable ResidentId id) {
        return new Page(visits.of(id, caller));
    }

    @Operation(
            summary = "List what visits say for the caller's department, newest first; a recorded look",
            description = "Of each visit the fields that the department uses, and no others.")
    @GetMapping("/visits")
    @PreAuthorize("hasAuthority('residents:visits')")
    Visits.Page visitsForDepartment(
            Caller caller,
            @RequestParam(required = false) @Size(max = 40) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return visits.forDepartment(caller, after, size);
    }

    record Forms(List<Visits.Form> items) {}

    record Made(UUID id) {}

    record Page(List<Visits.Visit> items) {}

    record NewVisit(
            @NotBlank @Size(max = 40) String form,
            @NotNull @Size(max = 50) Map<@Size(max = 40) String, @NotNull @Size(max = 2_000) String> answers,

            @Schema(description = "When it was made by the clock of the phone") @Nullable
            Instant occurredAt,

            @Schema(description = "Milliseconds by which that clock was behind the server's")
            @Nullable
            @Min(-PhoneClock.MOST)
            @Max(PhoneClock.MOST)
            Long clockOffset) {}
}
