package io.linli.analysis.web;

import io.linli.analysis.RainDesk;
import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sums of rain beside the official thresholds. */
@RestController
@RequestMapping(path = "/api/analysis/rain", version = "1+")
@InvalidAs("WARNING_DATA_INVALID")
class RainSumsController {

    private final RainDesk rain;

    RainSumsController(RainDesk rain) {
        this.rain = rain;
    }

    @Operation(
            summary = "Show what fell lately at the stations of one's ground, beside the four official thresholds",
            description =
                    "Sums of what was measured; a missing hour adds nothing and is counted. It is no warning of a weather office.")
    @GetMapping
    @PreAuthorize("hasAuthority('sensing:read')")
    All rainSums(Caller caller, @RequestParam(required = false) @Nullable AreaCode area) {
        return new All(rain.sums(caller, area));
    }

    record All(List<RainDesk.Sums> items) {}
}
