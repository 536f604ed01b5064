package io.linli.workforce.web;

import io.linli.territory.AreaCode;
import io.linli.workforce.Completeness;
import io.linli.workforce.CompletenessReport;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/workforce/completeness", version = "1+")
class CompletenessController {

    private final Completeness completeness;

    CompletenessController(Completeness completeness) {
        this.completeness = completeness;
    }

    @Operation(summary = "Tell of each grid of an area how complete it is, what it lacks and who must act")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:read')")
    CompletenessReport gridCompleteness(
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable AreaCode after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return completeness.report(area, after, size);
    }
}
