package io.linli.analysis.web;

import io.linli.analysis.RiskBuildings;
import io.linli.analysis.RiskMap;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the risk is, and what it comes from. */
@RestController
@RequestMapping(path = "/api/analysis/risk", version = "1+")
@InvalidAs("WARNING_DATA_INVALID")
class RiskController {

    private final RiskMap map;
    private final RiskBuildings buildings;

    RiskController(RiskMap map, RiskBuildings buildings) {
        this.map = map;
        this.buildings = buildings;
    }

    @Operation(
            summary = "Rank grids, places of about 150 m, or the areas right below one, by their risk index",
            description =
                    "Of all contributions or of one layer of them; at the end of a past day, as far as that is kept, of all"
                            + " together.")
    @GetMapping
    @PreAuthorize("hasAuthority('analysis:read')")
    RiskMap.Ranking riskRanking(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(defaultValue = "GRID") RiskMap.By by,
            @RequestParam(defaultValue = "ALL") RiskMap.Layer layer,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "(\\d{2}){1,3}") String category,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return map.ranking(caller, new RiskMap.Asked(area, by, layer, category, day, size));
    }

    @Operation(summary = "Show what the risk index of an area comes from, incident by incident, and how it was")
    @GetMapping("/{area}")
    @PreAuthorize("hasAuthority('analysis:read')")
    RiskMap.Detail riskOfArea(Caller caller, @PathVariable AreaCode area) {
        return map.detail(caller, area);
    }

    @Operation(
            summary = "Rank the buildings of a community, or a part of it, by what the reports add that name them",
            description =
                    "Of open reports alone. Buildings with fewer than five homes are not told apart from the rest.")
    @GetMapping("/{area}/buildings")
    @PreAuthorize("hasAuthority('analysis:read')")
    RiskBuildings.Found riskOfBuildings(Caller caller, @PathVariable AreaCode area) {
        return buildings.of(caller, area);
    }

    @Operation(
            summary = "Say how much a kind of matter weighs in the risk index",
            description = "Without a weight it weighs what the kind around it does; what nobody has weighed weighs 1.")
    @PutMapping("/weights/{category}")
    @PreAuthorize("hasAuthority('analysis:tune')")
    RiskMap.Factors weighCategory(
            @PathVariable @Pattern(regexp = "(\\d{2}){1,3}") String category, @RequestBody @Valid Weight weight) {
        return map.weigh(category, weight.weight(), weight.reason().strip());
    }

    record Weight(
            @Nullable @DecimalMin("0") @DecimalMax("100") Double weight,
            @NotBlank @Size(max = 500) String reason) {}
}
