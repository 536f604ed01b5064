package io.linli.insight;

import io.linli.insight.Indicator.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A report on paper: the same numbers as on the wall, each with what is needed to judge it. */
@Component
class ReportPdf {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Period.CHINA);
    private static final int ACROSS = 6;
    private static final float[] FIGURES = {25, 12, 8, 13, 23, 12, 10};

    private final MessageSource messages;
    private final boolean demo;

    ReportPdf(MessageSource messages, @Value("${linli.demo:false}") boolean demo) {
        this.messages = messages;
        this.demo = demo;
    }

    /**
     * Writes it.
     *
     * @param of the indicators that it was made with
     * @param who as the mark names them
     * @param now when they take it
     */
    void write(Reports.Report report, List<Indicator> of, String who, Instant now, Locale language, OutputStream out)
            throws IOException {
        var say = new Words(messages, language);
        var mark =
                say.of("spreadsheet.mark", who, TIME.format(now)) + (demo ? " " + say.of("spreadsheet.mark.demo") : "");
        try (var paper = new Paper(say.title(report), mark, language)) {
            paper.line(say.of(
                    "insight.report.made",
                    report.fullName(),
                    report.period().from().toString(),
                    report.period().to().toString(),
                    TIME.format(report.at())));
            paper.line(say.of(
                    "insight.report.compared",
                    report.before().from().toString(),
                    report.before().to().toString()));
            if (isEmpty(report, of)) {
                paper.line(say.of("insight.report.empty"));
            }
            figures(paper, say, report, of);
            parts(paper, say, report, of);
            paper.writeTo(out);
        }
    }

    private static void figures(Paper paper, Words say, Reports.Report report, List<Indicator> of) throws IOException {
        var heads = Stream.of("indicator", "value", "n", "interval", "median", "before", "target")
                .map(column -> say.of("insight.paper." + column))
                .toList();
        var rows = new ArrayList<List<String>>();
        Indicator group = null;
        for (var indicator : of) {
            if (indicator.kind() == Kind.GROUP) {
                flush(paper, say, group, heads, rows);
                group = indicator;
                continue;
            }
            report.items().stream()
                    .filter(item -> item.code().equals(indicator.code()))
                    .findFirst()
                    .ifPresent(item -> rows.add(row(say, indicator, item.figure(), item.before())));
        }
        flush(paper, say, group, heads, rows);
    }

    private static void flush(
            Paper paper, Words say, @Nullable Indicator group, List<String> heads, List<List<String>> rows)
            throws IOException {
        if (!rows.isEmpty()) {
            paper.heading(group == null ? say.of("insight.report.figures") : say.name(group));
            paper.table(heads, FIGURES, rows);
            rows.clear();
        }
    }

    private static List<String> row(Words say, Indicator indicator, Figure figure, Figure before) {
        return List.of(
                say.name(indicator),
                say.value(figure, indicator),
                figure.n() == null ? "" : figure.n().toString(),
                figure.low() == null || figure.high() == null
                        ? ""
                        : plain(figure.low()) + "~" + plain(figure.high()) + "%",
                figure.median() == null || figure.p90() == null
                        ? ""
                        : plain(figure.median()) + " / " + plain(figure.p90()),
                say.value(before, indicator),
                indicator.target() == null ? "" : say.amount(indicator.target(), indicator));
    }

    private static void parts(Paper paper, Words say, Reports.Report report, List<Indicator> of) throws IOException {
        var measured = of.stream()
                .filter(indicator -> indicator.kind() != Kind.GROUP && indicator.kind() != Kind.NONE)
                .toList();
        if (report.parts().isEmpty() || measured.isEmpty()) {
            return;
        }
        paper.heading(say.of("insight.report.parts"));
        for (int from = 0; from < measured.size(); from += ACROSS) {
            var some = measured.subList(from, Math.min(measured.size(), from + ACROSS));
            var heads = new ArrayList<String>();
            heads.add(say.of("insight.paper.area"));
            some.forEach(indicator -> heads.add(say.name(indicator)));
            var shares = new float[heads.size()];
            Arrays.fill(shares, 1);
            shares[0] = 1.6f;
            paper.table(
                    heads,
                    shares,
                    report.parts().stream()
                            .map(part -> {
                                var cells = new ArrayList<String>();
                                cells.add(part.areaName());
                                some.forEach(indicator -> cells.add(say.value(
                                        part.figures().getOrDefault(indicator.code(), Measuring.nothing(indicator)),
                                        indicator)));
                                return List.copyOf(cells);
                            })
                            .toList());
        }
    }

    /** Nothing happened and nothing was measured: said once, instead of a page of noughts to wonder about. */
    static boolean isEmpty(Reports.Report report, List<Indicator> of) {
        return report.items().stream()
                .filter(item -> of.stream().anyMatch(each -> each.code().equals(item.code())))
                .map(Figures.Item::figure)
                .noneMatch(figure -> switch (figure.state()) {
                    case FEW, FEW_PEOPLE, WITHHELD -> true;
                    case MEASURED -> figure.n() != null && figure.n() > 0;
                    case NO_DATA, NOT_MEASURED -> false;
                });
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What it is written in. */
    private record Words(MessageSource messages, Locale language) {

        String of(String key, Object... details) {
            return messages.getMessage(key, details, language);
        }

        String title(Reports.Report report) {
            return of(
                    "insight.report." + report.kind(),
                    report.areaName(),
                    report.period().from().toString(),
                    report.period().to().toString());
        }

        String name(Indicator indicator) {
            return Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? indicator.nameEn() : indicator.name();
        }

        String value(Figure figure, Indicator indicator) {
            var value = figure.value();
            return value == null ? of("insight.state." + figure.state()) : amount(value, indicator);
        }

        String amount(BigDecimal number, Indicator indicator) {
            var text = plain(number);
            return switch (indicator.unit()) {
                case PERCENT -> text + "%";
                case MINUTES -> of("insight.report.minutes", text);
                case NUMBER -> text;
            };
        }
    }
}
