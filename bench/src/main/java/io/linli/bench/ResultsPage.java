package io.linli.bench;

import static java.util.Locale.ROOT;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results as a page that people read (Markdown). */
public final class ResultsPage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private ResultsPage() {}

    public static String of(List<Result> results) {
        return results.isEmpty()
                ? "Nothing is measured yet.\n"
                : summary(results) + results.stream().map(ResultsPage::section).collect(Collectors.joining());
    }

    private static String summary(List<Result> results) {
        var aims = results.stream()
                .flatMap(result -> result.figures().stream().map(Figure::met))
                .filter(Objects::nonNull)
                .toList();
        return "%d benchmarks, %d figures with an aim, %d of them met.\n"
                .formatted(
                        results.size(),
                        aims.size(),
                        aims.stream().filter(Boolean::booleanValue).count());
    }

    private static String section(Result result) {
        return Stream.of(
                        "## " + result.name(),
                        result.about(),
                        table(result.figures()),
                        result.notes().stream().map(note -> "- " + note).collect(Collectors.joining("\n")),
                        machine(result),
                        result.attachments().stream().map(ResultsPage::details).collect(Collectors.joining("\n\n")))
                .filter(part -> !part.isEmpty())
                .map(part -> "\n" + part + "\n")
                .collect(Collectors.joining());
    }

    private static String table(List<Figure> figures) {
        return "| figure | value | p50 / p95 / p99 | compared with | ratio | aim | |\n"
                + "| --- | --: | --: | --- | --: | --- | --- |\n"
                + figures.stream().map(ResultsPage::row).collect(Collectors.joining("\n"));
    }

    private static String row(Figure figure) {
        var note = figure.note();
        return Stream.of(
                        cell(figure.name()) + (note == null ? "" : "<br>" + cell(note)),
                        number(figure.value()) + " " + cell(figure.unit()),
                        percentiles(figure.samples()),
                        reference(figure),
                        ratio(figure.ratio()),
                        aim(figure.aim(), figure.unit()),
                        met(figure.met()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String percentiles(@Nullable Samples samples) {
        return samples == null
                ? ""
                : "%s / %s / %s (%,d)"
                        .formatted(
                                number(samples.p50()), number(samples.p95()), number(samples.p99()), samples.count());
    }

    private static String reference(Figure figure) {
        var reference = figure.reference();
        return reference == null
                ? ""
                : "%s: %s, %s %s"
                        .formatted(
                                reference.kind().name().toLowerCase(ROOT),
                                cell(reference.name()),
                                number(reference.value()),
                                cell(figure.unit()));
    }

    private static String ratio(@Nullable Double ratio) {
        return ratio == null ? "" : number(ratio);
    }

    private static String aim(@Nullable Aim aim, String unit) {
        if (aim == null) {
            return "";
        }
        var sign =
                switch (aim.bound()) {
                    case AT_LEAST -> "≥ ";
                    case AT_MOST -> "≤ ";
                };
        return switch (aim.measure()) {
            case VALUE -> sign + number(aim.limit()) + " " + cell(unit);
            case RATIO -> "ratio " + sign + number(aim.limit());
            case P50, P95, P99 ->
                aim.measure().name().toLowerCase(ROOT) + " " + sign + number(aim.limit()) + " " + cell(unit);
        };
    }

    private static String met(@Nullable Boolean met) {
        return met == null ? "" : met ? "met" : "**missed**";
    }

    private static String machine(Result result) {
        var versions = result.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
        return "`%s` on %s, commit %s%s, %,.0f s; %d cores (%s), %,d MB; %s."
                .formatted(
                        result.command(),
                        DAY.format(result.date()),
                        result.commit()
                                .substring(0, Math.min(10, result.commit().length())),
                        result.dirty() ? " with uncommitted changes" : "",
                        result.seconds(),
                        result.machine().cores(),
                        result.machine().processor(),
                        result.machine().memoryMegabytes(),
                        versions);
    }

    private static String details(Result.Attachment attachment) {
        return "<details><summary>%s</summary>\n\n```\n%s\n```\n\n</details>"
                .formatted(cell(attachment.title()), attachment.text().strip().replace("```", "'''"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
    }

    /** Three digits, or all of a large whole number. */
    static String number(double value) {
        if (Math.abs(value) >= 1_000) {
            return "%,.0f".formatted(value);
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
