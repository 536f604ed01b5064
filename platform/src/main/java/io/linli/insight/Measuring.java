package io.linli.insight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.Indicator.Kind;
import io.linli.insight.Indicator.Span;
import io.linli.tasking.SurveyTallies;
import io.linli.territory.AreaCode;
import java.nio.IntBuffer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Asks the rows, and the sums of days beside them, for figures: all indicators that count by the same time at once. */
@Component
class Measuring {

    /** The key where nothing is split. */
    static final String ALL = "";

    private static final String SHOWN = "m.generation = (select active from insight.model)";

    private final ScopedQuery scoped;
    private final DaySums sums;
    private final SurveyTallies surveys;
    private final CountedFigures counted;

    Measuring(ScopedQuery scoped, DaySums sums, SurveyTallies surveys, CountedFigures counted) {
        this.scoped = scoped;
        this.sums = sums;
        this.surveys = surveys;
        this.counted = counted;
    }

    /**
     * By key and indicator; of a key without any row there is nothing, unless what is not counted to its end yet stands
     * under {@link #ALL}.
     */
    Map<String, Map<String, Figure>> figures(
            Caller caller, AreaCode area, Period period, Collection<Indicator> indicators, Split split) {
        Map<String, Map<String, Figure>> found = new HashMap<>();
        indicators.stream()
                .filter(Indicator::isOfIncidents)
                .collect(groupingBy(Indicator::countedBy))
                .forEach((by, several) -> tallies(caller, area, period, by, several, split)
                        .forEach((key, tallies) -> {
                            var figures = found.computeIfAbsent(key, none -> new HashMap<>());
                            for (int n = 0; n < several.size(); n++) {
                                figures.put(
                                        several.get(n).code(), tallies.get(n).figure());
                            }
                        }));
        var asked = indicators.stream()
                .filter(indicator -> indicator.kind() == Kind.SURVEY)
                .map(Indicator::code)
                .toList();
        if (!asked.isEmpty() && split.digits() >= 0) {
            addSaid(found, asked, area, period, split.digits());
        }
        counted.add(caller, area, period, indicators, split, found);
        return found;
    }

    /** Of whole days by their sums where there are such, and of the others row by row. */
    private Map<String, List<Tally>> tallies(
            Caller caller, AreaCode area, Period period, CountedBy by, List<Indicator> several, Split split) {
        Map<String, List<Tally>> found = new HashMap<>();
        DaySums.Taker taker = (key, facts, number, responses, handlings) -> found.computeIfAbsent(
                        key, none -> several.stream().map(Tally::new).toList())
                .forEach(tally -> tally.add(facts, number, responses, handlings));
        var spans = EnumSet.noneOf(Span.class);
        several.stream()
                .filter(indicator -> indicator.kind() == Kind.DURATION)
                .map(Indicator::span)
                .filter(Objects::nonNull)
                .forEach(spans::add);
        var known = sums.known(caller, area, period, by, split);
        if (!known.days().isEmpty()) {
            sums.add(caller, area, known, by, split, spans, taker);
        }
        var others = period.without(known.days());
        if (!others.isEmpty()) {
            addRows(rows(caller, area, period, by, known), others, by, split, spans, taker);
        }
        return found;
    }

    private static void addRows(
            ScopedQuery.Query query,
            List<Period> periods,
            CountedBy by,
            Split split,
            Set<Span> spans,
            DaySums.Taker taker) {
        var within = by.column() + " >= ? and " + by.column() + " < ?";
        query.select(String.join(
                        ", ",
                        split.ofRow().apply(by.column()),
                        Fact.BITS,
                        times(Span.RESPONSE, spans),
                        times(Span.HANDLING, spans),
                        "count(*)::int"))
                .and(
                        periods.stream().map(each -> within).collect(joining(" or ")),
                        periods.stream()
                                .flatMap(each -> Stream.of(each.begin(), each.end()))
                                .toArray())
                .groupBy("1, 2")
                .list((row, n) -> {
                    var pair = IntBuffer.wrap(new int[] {row.getInt(2), row.getInt(5)});
                    DaySums.unpack(row, row.getString(1), pair, taker);
                    return n;
                });
    }

    private static String times(Span span, Set<Span> wanted) {
        return wanted.contains(span) ? "string_agg(int8send(" + span.micros() + "), ''::bytea)" : "''::bytea";
    }

    /** What residents said is told to everybody who may ask for figures of the ground: it is nobody's matter. */
    private void addSaid(
            Map<String, Map<String, Figure>> found, List<String> codes, AreaCode area, Period period, int digits) {
        int each = digits == 0 ? area.code().length() : digits;
        surveys.of(area, each, period.begin().toInstant(), period.end().toInstant())
                .forEach((of, said) -> {
                    var figures = found.computeIfAbsent(digits == 0 ? ALL : of, key -> new HashMap<>());
                    for (var code : codes) {
                        var share = said.get(code);
                        if (share != null && share.of() + share.withheld() > 0) {
                            figures.put(
                                    code,
                                    share.of() == 0
                                            ? Figure.untold(share.withheld())
                                            : Figure.share(share.favourable(), share.of()));
                        }
                    }
                });
    }

    /**
     * What the figures are split by: expressions of ours.
     *
     * @param ofRow of an incident, by the time that it counts by
     * @param ofDay the same of the sums of a day
     * @param digits of areas of so many digits; 0 for the whole, -1 for units, -2 for another split
     */
    record Split(UnaryOperator<String> ofRow, String ofDay, int digits) {

        static final Split NONE = new Split(by -> "''", "''", 0);

        /** The areas of so many digits. */
        static Split areas(int digits) {
            return new Split(by -> "left(m.area, " + digits + ")", "m.area", digits);
        }

        /** Who has it in hand. */
        static Split units() {
            return new Split(by -> "coalesce(m.unit, '')", "coalesce(m.unit, '')", -1);
        }

        /** Days, weeks or months of China, by their first day. */
        static Split times(Step step) {
            var start = "date_trunc('" + step + "', %s)::date::text";
            return new Split(
                    by -> start.formatted(by + " at time zone 'Asia/Shanghai'"),
                    start.formatted("m.day::timestamp"),
                    -2);
        }

        /** Whether anybody is shown what has that key: not what an area or a unit has by itself beside its parts. */
        boolean tells(String key) {
            return digits > 0 ? key.length() == digits : !isByUnit() || !key.equals(ALL);
        }

        boolean isByUnit() {
            return digits == -1;
        }
    }

    enum Step {
        DAY,
        WEEK,
        MONTH
    }

    ScopedQuery.Query query(Caller caller, AreaCode area, Period period, CountedBy by) {
        return within(scoped.from(caller, "insight.matter m").and(SHOWN), area, period, by);
    }

    /** Those that the sums leave, of the same count as they. */
    private ScopedQuery.Query rows(Caller caller, AreaCode area, Period period, CountedBy by, DaySums.Known known) {
        return known.days().isEmpty()
                ? query(caller, area, period, by)
                : within(
                        scoped.from(caller, "insight.matter m").and("m.generation = ?", known.generation()),
                        area,
                        period,
                        by);
    }

    private static ScopedQuery.Query within(ScopedQuery.Query query, AreaCode area, Period period, CountedBy by) {
        return query.and("m.area >= ? and m.area < ?", area.code(), area.end())
                .and(by.column() + " >= ? and " + by.column() + " < ?", period.begin(), period.end());
    }

    /** Whether an incident counts at all. */
    static String counts(Indicator indicator) {
        // of what only the sum of a month is known, nobody knows how it went
        return Fact.all(indicator.denominator()) + (indicator.kind() == Kind.COUNT ? "" : " and not m.partial");
    }

    /** Whether it counts above the line, or its time is known. */
    static String countsAbove(Indicator indicator) {
        var span = indicator.span();
        return indicator.kind() == Kind.DURATION && span != null
                ? span.column() + " is not null"
                : Fact.all(indicator.numerator());
    }

    /** Of what nothing was found: nothing happened, or nobody measures it. */
    static Figure nothing(Indicator indicator) {
        return switch (indicator.kind()) {
            case COUNT -> Figure.number(0);
            case RATIO, DURATION, SURVEY, EACH -> Figure.NO_DATA;
            case GROUP, NONE -> Figure.NOT_MEASURED;
        };
    }
}
