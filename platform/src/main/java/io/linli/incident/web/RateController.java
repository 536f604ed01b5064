package io.linli.incident.web;

import io.linli.identity.Caller;
import io.linli.incident.IncidentRates;
import io.linli.incident.RateReport;
import io.linli.problem.InvalidAs;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

    private static final List<Shown<Line>> RATE = List.of(
            new Shown<>("what", Line::what),
            new Shown<>("percent", Line::percent),
            new Shown<>("count", Line::count),
            new Shown<>("of", Line::of),
            new Shown<>(
                    "low",
                    line -> line.range() == null ? null : percent(line.range().low())),
            new Shown<>(
                    "high",
                    line -> line.range() == null ? null : percent(line.range().high())),
            new Shown<>("weight", Line::weight));

    private static final List<Shown<IncidentRates.KindEnded>> KIND = List.of(
            new Shown<>("name", IncidentRates.KindEnded::name),
            new Shown<>("category", IncidentRates.KindEnded::category),
            new Shown<>("group", IncidentRates.KindEnded::groupName),
            new Shown<>("solved", IncidentRates.KindEnded::solved),
            new Shown<>("unsolvable", IncidentRates.KindEnded::unsolvable));

    private final IncidentRates rates;
    private final ListSheets sheets;

    RateController(IncidentRates rates, ListSheets sheets) {
        this.rates = rates;
        this.sheets = sheets;
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

    @Operation(summary = "Fetch the same rates as a workbook")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('incident:inspect')")
    void exportRates(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            HttpServletResponse response)
            throws IOException {
        sheets.write(
                "rates",
                days(area, from, to),
                RATE,
                place -> new Part<>(lines(rates.of(caller, area, from, to)), null),
                caller.name(),
                response);
    }

    private static List<Narrowed> days(@Nullable AreaCode area, LocalDate from, LocalDate to) {
        return List.of(new Narrowed("area", area), new Narrowed("from", from), new Narrowed("to", to));
    }

    private static List<Line> lines(RateReport told) {
        var weights = told.weights();
        return List.of(
                new Line(Told.ENDED, null, told.ended(), null, null, null),
                new Line(Told.UNSOLVABLE, null, told.unsolvable(), told.ended(), null, null),
                new Line(Told.ANSWERED, null, told.answered(), told.ended(), null, null),
                new Line(
                        Told.CONTACTED,
                        percent(told.contactedRate()),
                        told.contacted(),
                        told.answered(),
                        told.contactedRange(),
                        weights.contacted()),
                new Line(
                        Told.SOLVED,
                        percent(told.solvedRate()),
                        told.solved(),
                        told.answered(),
                        told.solvedRange(),
                        weights.solved()),
                new Line(
                        Told.SATISFIED,
                        percent(told.satisfiedRate()),
                        told.satisfied(),
                        told.answered(),
                        told.satisfiedRange(),
                        weights.satisfied()),
                new Line(Told.BAD, null, told.bad(), told.answered(), null, null),
                new Line(Told.WAITING, null, told.waiting(), told.bad(), null, null),
                new Line(Told.SCORE, told.score() == null ? null : rounded(told.score()), null, null, null, null));
    }

    private static @Nullable BigDecimal percent(@Nullable Double share) {
        return share == null ? null : rounded(share * 100);
    }

    /** As the page shows it. */
    private static BigDecimal rounded(double figure) {
        return BigDecimal.valueOf(figure).setScale(1, RoundingMode.HALF_UP);
    }

    private enum Told {
        ENDED,
        UNSOLVABLE,
        ANSWERED,
        CONTACTED,
        SOLVED,
        SATISFIED,
        BAD,
        WAITING,
        SCORE
    }

    /** One line of the workbook; the score stands where the rates do, it is of 100 too. */
    private record Line(
            Told what,
            @Nullable BigDecimal percent,
            @Nullable Long count,
            @Nullable Long of,
            RateReport.@Nullable Range range,
            @Nullable Integer weight) {}

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

    @Operation(
            summary = "Fetch the same kinds as a workbook",
            description = "Those of one class, or of none with -, where that is asked for.")
    @GetMapping("/kinds/export")
    @PreAuthorize("hasAuthority('incident:inspect')")
    void exportEndedByKind(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "(\\d{2}){1,3}|-") String group,
            HttpServletResponse response)
            throws IOException {
        sheets.write(
                "ended-by-kind",
                Stream.concat(days(area, from, to).stream(), Stream.of(new Narrowed("group", group)))
                        .toList(),
                KIND,
                place -> new Part<>(
                        rates.byKind(caller, area, from, to).stream()
                                .filter(kind ->
                                        group == null || group.equals(Objects.requireNonNullElse(kind.group(), "-")))
                                .toList(),
                        null),
                caller.name(),
                response);
    }

    record EndedByKind(List<IncidentRates.KindEnded> items) {}
}
