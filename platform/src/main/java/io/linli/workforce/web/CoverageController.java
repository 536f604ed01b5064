package io.linli.workforce.web;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.territory.AreaCode;
import io.linli.workforce.Coverage;
import io.linli.workforce.CoverageReport;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/** Which branch answers for which ground, and what is left. */
@RestController
@RequestMapping(path = "/api/workforce/coverage", version = "1+")
class CoverageController {

    private final Coverage coverage;

    CoverageController(Coverage coverage) {
        this.coverage = coverage;
    }

    @Operation(summary = "Count how far organisations and their work reach over the grids of an area")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:read')")
    CoverageReport coverageReport(@RequestParam(required = false) @Nullable AreaCode area) {
        return coverage.report(area);
    }

    /** The grids or buildings that make up a number of the report. */
    @Operation(summary = "List the grids or buildings that are covered, or not")
    @GetMapping("/items")
    @PreAuthorize("hasAuthority('workforce:read')")
    Coverage.Page coverageItems(
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(defaultValue = "ORGANISATION") Coverage.What what,
            @RequestParam(defaultValue = "false") boolean covered,
            @RequestParam(required = false) @Size(max = 100) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return coverage.list(area, what, covered, after, size);
    }

    @Operation(summary = "Let a branch answer for a grid, or for one building of it")
    @PostMapping
    @PreAuthorize("hasAuthority('workforce:manage')")
    @ResponseStatus(HttpStatus.CREATED)
    Coverage.Item coverGround(@RequestBody @Valid Cover cover, Caller caller) {
        return coverage.cover(cover.organisation(), cover.grid(), cover.building(), caller);
    }

    @Operation(summary = "End what a branch answers for")
    @PostMapping("/{id}/end")
    @PreAuthorize("hasAuthority('workforce:manage')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCoverage(@PathVariable UUID id, @RequestBody @Valid Ending ending, Caller caller) {
        coverage.end(id, ending.reason(), caller);
    }

    record Ending(
            @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String reason) {}

    record Cover(
            @NotNull OrgUnitId organisation,
            @NotNull AreaCode grid,

            @Nullable @Size(min = 1, max = 64) @Pattern(regexp = "\\P{Cntrl}*")
            String building) {}
}
