package io.linli.territory.web;

import io.linli.territory.AreaCode;
import io.linli.territory.GridCoverage;
import io.linli.territory.Territory;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How whole the ground is, for those who keep it. */
@RestController
@RequestMapping(path = "/api/territory", version = "1+")
class GridCoverageController {

    private final Territory territory;
    private final GridCoverage coverage;

    GridCoverageController(Territory territory, GridCoverage coverage) {
        this.territory = territory;
        this.coverage = coverage;
    }

    @Operation(
            summary = "Tell how much of each community of an area its grids cover, with the gaps and overlaps",
            description = "Names the communities that are not covered wholly; gaps narrower than a metre do not count.")
    @GetMapping("/grid-coverage")
    @PreAuthorize("hasAuthority('territory:report')")
    GridCoverage.Report gridCoverage(@RequestParam(required = false) @Nullable AreaCode area) {
        return coverage.report(area == null ? territory.root() : area);
    }
}
