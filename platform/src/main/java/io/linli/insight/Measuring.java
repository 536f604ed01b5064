package io.linli.insight;

import static java.util.stream.Collectors.groupingBy;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.Indicator.Kind;
import io.linli.tasking.SurveyTallies;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the rows for figures: all indicators that count by the same time in one statement. */
@Component
class Measuring {

    /** The key where nothing is split. */
    static final String ALL = "";

    private static final String SHOWN = "m.generation = (select active from insight.model)";

    private final ScopedQuery scoped;
    private final SurveyTallies surveys;

    Measuring(ScopedQuery scoped, SurveyTallies surveys) {
        this.scoped = scoped;
        this.surveys = surveys;
    }

    /** By key and indicator; of a key without any row there is nothing. */
    Map<String, Map<String, Figure>> figures(
            Caller caller, AreaCode area, Period period, Collection<Indicator> indicators, Split split) {
        Map<String, Map<String, Figure>> found = new HashMap<>();
        indicators.stream()
                .filter(indicator -> indicator.kind().isMeasured())
                .collect(groupingBy(Indicator::countedBy))
                .forEach((by, several) -> add(found, several, query(caller, area, period, by), split.by(by)));
        var asked = indicators.stream()
                .filter(indicator -> indicator.kind() == Kind.SURVEY)
                .map(Indicator::code)
                .toList();
        if (!asked.isEmpty() && split.digits() >= 0) {
            addSaid(found, asked, area, period, split.digits());
        }
        return found;
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
                        if (share != null) {
                            figures.put(code, Figure.share(share.favourable(), share.of()));
                        }
                    }
                });
    }

    /** What the figures are split by: an expression of ours. */
    interface Split {

        Split NONE = new Split() {
            @Override
            public @Nullable String by(CountedBy by) {
                return null;
            }

            @Override
            public int digits() {
                return 0;
            }
        };

        @Nullable
        String by(CountedBy by);

        /** Of areas of so many digits; 0 for the whole, -1 for another split. */
        default int digits() {
            return -1;
        }

        /** The areas of so many digits. */
        static Split areas(int digits) {
            return new Split() {
                @Override
                public String by(CountedBy by) {
                    return "left(m.area, " + digits + ")";
                }

                @Override
                public int digits() {
                    return digits;
                }
            };
        }

        /** Who has it in hand. */
        static Split units() {
            return by -> "coalesce(m.unit, '')";
        }

        /** Days, weeks or months of China, by their first day. */
        static Split times(Step step) {
            return by ->
                    "date_trunc('" + step.name() + "', " + by.column() + " at time zone 'Asia/Shanghai')::date::text";
        }
    }

    enum Step {
        DAY,
        WEEK,
        MONTH
    }

    ScopedQuery.Query query(Caller caller, AreaCode area, Period period, CountedBy by) {
        return scoped.from(caller, "insight.matter m")
                .and(SHOWN)
                .and("m.area >= ? and m.area < ?", area.code(), area.end())
                .and(by.column() + " >= ? and " + by.column() + " < ?", period.begin(), period.end());
    }

    private static void add(
            Map<String, Map<String, Figure>> found,
            List<Indicator> indicators,
            ScopedQuery.Query query,
            @Nullable String split) {
        var columns = new ArrayList<String>();
        columns.add(split == null ? "''" : split);
        indicators.forEach(indicator -> columns.addAll(columns(indicator)));
        query.select(String.join(", ", columns));
        if (split != null) {
            query.groupBy("1");
        }
        query.list((row, n) -> {
            var figures = found.computeIfAbsent(row.getString(1), key -> new HashMap<>());
            int at = 2;
            for (var indicator : indicators) {
                figures.put(indicator.code(), figure(indicator.kind(), row, at));
                at += columns(indicator).size();
            }
            return figures;
        });
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

    private static List<String> columns(Indicator indicator) {
        var counted = " filter (where " + counts(indicator) + ")";
        var above = " filter (where " + counts(indicator) + " and " + countsAbove(indicator) + ")";
        if (indicator.kind() == Kind.COUNT) {
            return List.of("count(*)" + counted);
        }
        var span = indicator.span();
        if (indicator.kind() != Kind.DURATION || span == null) {
            return List.of("count(*)" + counted, "count(*)" + above);
        }
        var inOrder = " within group (order by " + span.minutes() + ")" + above;
        return List.of(
                "count(*)" + counted,
                "count(*)" + above,
                "percentile_cont(0.5)" + inOrder,
                "avg(" + span.minutes() + ")" + above,
                "percentile_cont(0.9)" + inOrder);
    }

    private static Figure figure(Kind kind, ResultSet row, int at) throws SQLException {
        return switch (kind) {
            case COUNT -> Figure.number(row.getLong(at));
            case RATIO -> Figure.share(row.getLong(at + 1), row.getLong(at));
            case DURATION ->
                Figure.time(
                        row.getLong(at),
                        row.getLong(at + 1),
                        number(row, at + 2),
                        number(row, at + 3),
                        number(row, at + 4));
            case SURVEY -> Figure.NO_DATA;
            case GROUP, NONE -> Figure.NOT_MEASURED;
        };
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        var value = row.getBigDecimal(column);
        return value == null ? null : value.doubleValue();
    }

    /** Of what nothing was found: nothing happened, or nobody measures it. */
    static Figure nothing(Indicator indicator) {
        return switch (indicator.kind()) {
            case COUNT -> Figure.number(0);
            case RATIO, DURATION, SURVEY -> Figure.NO_DATA;
            case GROUP, NONE -> Figure.NOT_MEASURED;
        };
    }
}
