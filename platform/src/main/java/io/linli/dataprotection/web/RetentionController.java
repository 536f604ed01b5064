package io.linli.dataprotection.web;

import io.linli.dataprotection.RetentionRules;
import io.linli.dataprotection.RetentionRuns;
import io.linli.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

/** How long what is kept, what is held, and what each run erased. */
@RestController
@RequestMapping(path = "/api/data-protection/retention", version = "1+")
class RetentionController {

    private final RetentionRules rules;
    private final RetentionRuns runs;

    RetentionController(RetentionRules rules, RetentionRuns runs) {
        this.rules = rules;
        this.runs = runs;
    }

    @Operation(summary = "List how long each kind of data is kept, and what must not be erased for now")
    @GetMapping
    @PreAuthorize("hasAuthority('dataprotection:read')")
    RetentionRules.Overview retention() {
        return rules.overview();
    }

    @Operation(
            summary = "Set how long a kind of data is kept",
            description = "It does nothing until a dry run has shown what it would erase.")
    @PostMapping("/rules")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setRetention(Caller caller, @RequestBody @Valid NewRule body) {
        rules.set(body.kind(), body.days(), body.source().strip(), caller);
    }

    @Operation(summary = "Hold a kind of data, or what concerns one account, person or matter: it is not erased")
    @PostMapping("/holds")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    RetentionRules.Hold holdData(Caller caller, @RequestBody @Valid NewHold body) {
        return rules.hold(body.kind(), body.subject(), body.reason().strip(), caller);
    }

    @Operation(summary = "Lift a hold")
    @PostMapping("/holds/{id}/lift")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftHold(Caller caller, @PathVariable UUID id) {
        rules.lift(id, caller);
    }

    @Operation(summary = "List what each run erased, and why it left what it left, newest first")
    @GetMapping("/runs")
    @PreAuthorize("hasAuthority('dataprotection:read')")
    Reports retentionRuns(@RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        return new Reports(runs.list(size));
    }

    @Operation(summary = "Try what would be erased now, or erase it")
    @PostMapping("/runs")
    @PreAuthorize("hasAuthority('dataprotection:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    RetentionRuns.Run runRetention(Caller caller, @RequestBody @Valid NewRun body) {
        return runs.run(body.dry(), caller);
    }

    record Reports(List<RetentionRuns.Run> items) {}

    record NewRule(
            @NotBlank @Size(max = 80) String kind,
            @Min(1) @Max(36_500) int days,
            @NotBlank @Size(min = 2, max = 200) String source) {}

    record NewHold(
            @Nullable @Size(max = 80) String kind,
            @Nullable UUID subject,
            @NotBlank @Size(min = 4, max = 500) String reason) {}

    record NewRun(@NotNull Boolean dry) {}
}
