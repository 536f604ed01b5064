package io.linli.audit.web;

import io.linli.audit.AuditExport;
import io.linli.audit.AuditFilter;
import io.linli.audit.AuditSearch;
import io.linli.audit.Looks;
import io.linli.settings.Acting;
import io.linli.settings.Acting.Actor;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.ObjectProvider;
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

/** The record for auditors, and for each person what it says of looks at their own data. */
@RestController
@RequestMapping(path = "/api/audit", version = "1+")
class AuditController {

    private static final String PLAIN = "\\P{Cntrl}*";

    private final AuditSearch search;
    private final AuditExport export;
    private final Looks looks;
    private final ObjectProvider<Acting> acting;

    AuditController(AuditSearch search, AuditExport export, Looks looks, ObjectProvider<Acting> acting) {
        this.search = search;
        this.export = export;
        this.looks = looks;
        this.acting = acting;
    }

    @Operation(summary = "Search the record of who did what; the search itself is recorded")
    @GetMapping
    @PreAuthorize("hasAuthority('audit:read')")
    AuditSearch.Page find(
            @ParameterObject @Valid Filter filter,
            @RequestParam(required = false) @Size(max = 100) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return search.find(filter.read(), after, size);
    }

    @Operation(summary = "Take the record out as CSV, with who took it and when")
    @GetMapping(path = "/export", produces = "text/csv")
    @PreAuthorize("hasAuthority('audit:read')")
    void export(@ParameterObject @Valid Filter filter, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        export.write(filter.read(), response.getWriter());
    }

    /** Who looked at my data. */
    @Operation(summary = "List who looked at the caller's own data: post, unit, time and reason")
    @GetMapping("/mine")
    Looks.Page mine(
            @RequestParam(required = false) @Size(max = 100) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return looks.at(caller(), after, size);
    }

    @Operation(summary = "List the looks that the persons concerned are not told of yet")
    @GetMapping("/withholdings")
    @PreAuthorize("hasAuthority('audit:review')")
    Looks.Withholdings withheld(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return looks.withheld(size);
    }

    @Operation(summary = "Withhold a look from the person concerned for a time, on a legal basis")
    @PostMapping("/withholdings")
    @PreAuthorize("hasAuthority('audit:withhold')")
    @ResponseStatus(HttpStatus.CREATED)
    Looks.Withholding withhold(@RequestBody @Valid Withhold body) {
        return looks.withhold(
                body.object(), body.until().toInstant(), body.basis().strip(), caller());
    }

    @Operation(summary = "Uphold or end a withholding, as another person than who made it")
    @PostMapping("/withholdings/{id}/review")
    @PreAuthorize("hasAuthority('audit:review')")
    Looks.Withholding review(@PathVariable UUID id, @RequestBody @Valid Review body) {
        return looks.review(id, body.upheld(), caller());
    }

    private Actor caller() {
        return acting.getObject().now().orElseThrow();
    }

    record Filter(
            @Nullable @Size(max = 64) String actor,

            @Nullable @Size(max = 60) @Pattern(regexp = "[a-z0-9.-]+")
            String action,

            @Nullable @Size(max = 200) @Pattern(regexp = PLAIN)
            String object,

            @Nullable @Size(max = 45) @Pattern(regexp = "[0-9a-fA-F.:]+")
            String network,

            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {

        private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
            return at == null ? null : at.toInstant();
        }

        AuditFilter read() {
            return new AuditFilter(actor, action, object, network, instant(from), instant(to));
        }
    }

    /** What was looked at, until when its person is not to know, and which law wants it so, in words. */
    record Withhold(
            @NotBlank @Size(max = 200) @Pattern(regexp = PLAIN)
            String object,

            @NotNull OffsetDateTime until,

            @NotBlank @Size(min = 4, max = 200) @Pattern(regexp = PLAIN)
            String basis) {}

    record Review(@NotNull Boolean upheld) {}
}
