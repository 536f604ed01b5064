package io.linli.insight;

import static java.util.stream.Collectors.toMap;

import io.linli.identity.Caller;
import io.linli.insight.Grounds.Ground;
import io.linli.insight.Measuring.Split;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.Export;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import io.linli.territory.AreaCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The report of a day, a week, a month, a quarter or a year: the same figures as on the wall, beside those of the time before and by area. */
@Service
public class Reports {

    /** What a report is of. */
    public enum Kind {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        Period around(LocalDate day) {
            return switch (this) {
                case DAY -> new Period(day, day);
                case WEEK -> {
                    var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    yield new Period(monday, monday.plusDays(6));
                }
                case MONTH ->
                    new Period(
                            day.with(TemporalAdjusters.firstDayOfMonth()),
                            day.with(TemporalAdjusters.lastDayOfMonth()));
                case QUARTER -> {
                    var first = day.with(IsoFields.DAY_OF_QUARTER, 1);
                    yield new Period(first, first.plusMonths(3).minusDays(1));
                }
                case YEAR ->
                    new Period(
                            day.with(TemporalAdjusters.firstDayOfYear()), day.with(TemporalAdjusters.lastDayOfYear()));
            };
        }

        Period before(Period period) {
            return around(period.from().minusDays(1));
        }
    }

    public record Report(
            Kind kind,
            AreaCode area,
            String areaName,
            String fullName,
            Period period,
            Period before,
            Instant at,
            List<Figures.Item> items,
            List<Part> parts) {}

    /** An area right below, by the codes of the indicators. */
    public record Part(AreaCode area, String areaName, Map<String, Figure> figures) {}

    private static final List<String> COLUMNS = List.of(
            "area",
            "name",
            "indicator",
            "state",
            "value",
            "unit",
            "n",
            "low",
            "high",
            "median",
            "p90",
            "before",
            "target");

    private final Grounds grounds;
    private final Indicators indicators;
    private final Measuring measuring;
    private final Figures figures;
    private final Exports exports;
    private final ReportPdf pdf;
    private final MessageSource messages;
    private final Acts acts;
    private final Clock clock;

    Reports(
            Grounds grounds,
            Indicators indicators,
            Measuring measuring,
            Figures figures,
            Exports exports,
            ReportPdf pdf,
            MessageSource messages,
            Acts acts,
            Clock clock) {
        this.grounds = grounds;
        this.indicators = indicators;
        this.measuring = measuring;
        this.figures = figures;
        this.exports = exports;
        this.pdf = pdf;
        this.messages = messages;
        this.acts = acts;
        this.clock = clock;
    }

    /** Around that day; of yesterday, or the week or month that it lies in, where none is said. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Report of(Caller caller, Kind kind, @Nullable LocalDate day, @Nullable AreaCode area) {
        var ground = grounds.of(caller, area);
        var period = kind.around(day == null ? figures.today().minusDays(1) : day);
        var before = kind.before(period);
        var all = indicators.open();
        var now = whole(caller, ground, period, all);
        var then = whole(caller, ground, before, all);
        return new Report(
                kind,
                ground.area(),
                ground.name(),
                ground.fullName(),
                period,
                before,
                clock.instant(),
                all.stream()
                        .map(each -> new Figures.Item(
                                each.code(),
                                now.getOrDefault(each.code(), Measuring.nothing(each)),
                                then.getOrDefault(each.code(), Measuring.nothing(each))))
                        .toList(),
                figures.parts(caller, ground, period, all).stream()
                        .map(row -> new Part(row.area(), row.areaName(), complete(row.figures(), all)))
                        .toList());
    }

    private Map<String, Figure> whole(Caller caller, Ground ground, Period period, List<Indicator> all) {
        return measuring.figures(caller, ground.area(), period, all, Split.NONE).getOrDefault(Measuring.ALL, Map.of());
    }

    private static Map<String, Figure> complete(Map<String, Figure> found, List<Indicator> all) {
        return all.stream()
                .collect(toMap(Indicator::code, each -> found.getOrDefault(each.code(), Measuring.nothing(each))));
    }

    /** A report with what it was made of, so that it can be read as it was when an indicator has changed since. */
    public record Made(Report report, List<Indicator> indicators) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Made make(Caller caller, Kind kind, @Nullable LocalDate day, @Nullable AreaCode area) {
        return new Made(of(caller, kind, day, area), indicators.open());
    }

    /** On paper. */
    public void writePdf(Caller caller, Made made, OutputStream out) throws IOException {
        acts.did(Act.of("insight.report.export").on("area", made.report().area()));
        pdf.write(
                made.report(), made.indicators(), caller.name(), clock.instant(), LocaleContextHolder.getLocale(), out);
    }

    /** As a spreadsheet: one line for each area and figure, so that it can be sorted and filtered. */
    public void writeSheet(Caller caller, Made made, OutputStream out) throws IOException {
        var report = made.report();
        acts.did(Act.of("insight.report.export").on("area", report.area()));
        var language = LocaleContextHolder.getLocale();
        var export = exports.open(request(caller, report, language), out);
        for (var indicator : made.indicators()) {
            if (indicator.kind() == Indicator.Kind.GROUP) {
                continue;
            }
            for (var item : report.items()) {
                if (item.code().equals(indicator.code())) {
                    write(export, language, report.area(), report.fullName(), indicator, item.figure(), item.before());
                }
            }
            for (var part : report.parts()) {
                var figure = part.figures().getOrDefault(indicator.code(), Measuring.nothing(indicator));
                write(export, language, part.area(), part.areaName(), indicator, figure, null);
            }
        }
        export.close();
    }

    private void write(
            Export export,
            Locale language,
            AreaCode area,
            String name,
            Indicator indicator,
            Figure figure,
            @Nullable Figure before)
            throws IOException {
        var cells = new ArrayList<@Nullable Object>(Arrays.asList(
                area.code(),
                name,
                Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? indicator.nameEn() : indicator.name(),
                say(language, "insight.state." + figure.state()),
                figure.value(),
                say(language, "insight.unit." + indicator.unit()),
                figure.n(),
                figure.low(),
                figure.high(),
                figure.median(),
                figure.p90(),
                before == null ? null : before.value(),
                indicator.target()));
        export.row(cells);
    }

    // no line says anything of a person
    private ExportRequest request(Caller caller, Report report, Locale language) {
        var title = say(
                language,
                "insight.report." + report.kind(),
                report.areaName(),
                report.period().from().toString(),
                report.period().to().toString());
        return new ExportRequest(
                "insight-report",
                title,
                COLUMNS.stream()
                        .map(column -> new Heading(
                                say(language, "insight.report.column." + column),
                                List.of("value", "low", "high", "median", "p90", "before", "target")
                                                .contains(column)
                                        ? ColumnType.DECIMAL
                                        : column.equals("n") ? ColumnType.WHOLE : ColumnType.TEXT))
                        .toList(),
                SheetFormat.XLSX,
                language,
                caller.name(),
                0,
                null,
                null);
    }

    private String say(Locale language, String key, Object... details) {
        return messages.getMessage(key, details, language);
    }
}
