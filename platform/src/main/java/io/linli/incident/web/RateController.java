package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentRates;
import io.linli.incident.RateReport;
import io.linli.problem.InvalidAs;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What reporters say of what ended. */
@RestController
@RequestMapping(path = "/api/incidents/rates", version = "1+")
@InvalidAs("INCIDENT_DATA_INVALID")
class RateController {

    private final IncidentRates rates;

    RateController(IncidentRates rates) {
        this.rates = rates;
    }

    @Operation(
            summary = "Tell the three rates of what ended on these days: contacted, solved, satisfied",
            description = "Each with what it is of, and the score that the weights of the place make of them.")
    @GetMapping
    @PreAuthorize("hasAuthority('incident:inspect')")
    RateReport rates(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return rates.of(caller, area, from, to);
    }

    @Operation(
            summary = "Count what ended on these days by kind: solved, and not to be solved",
            description = "Kinds of which nothing ended are left out.")
    @GetMapping("/kinds")
    @PreAuthorize("hasAuthority('incident:inspect')")
    EndedByKind endedByKind(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return new EndedByKind(rates.byKind(caller, area, from, to));
    }

    record EndedByKind(List<IncidentRates.KindEnded> items) {}
}
