package io.linli.workforce.web;

import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
import io.linli.workforce.GridDuties;
import io.swagger.v3.oas.annotations.Operation;
import java.time.YearMonth;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is recorded of the three duties of grid workers. */
@RestController
@RequestMapping(path = "/api/workforce/duties", version = "1+")
class GridDutyController {

    private final GridDuties duties;

    GridDutyController(GridDuties duties) {
        this.duties = duties;
    }

    @Operation(
            summary = "Count what is recorded of the three duties of an area's grid workers in a month",
            description = "A kind that no part of the system counts yet is told as not measured, and no worker has a"
                    + " number of it.")
    @GetMapping
    @PreAuthorize("hasAuthority('workforce:duties')")
    GridDuties.Report workerDuties(
            @RequestParam AreaCode area,
            @RequestParam @DateTimeFormat(pattern = "yyyy-MM") YearMonth month,
            Caller caller) {
        return duties.report(area, month, caller);
    }
}
