package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_AREA_UNKNOWN;
import static java.util.stream.Collectors.toSet;

import io.linli.insight.Figure.State;
import io.linli.settings.SystemScope;
import io.linli.tasking.Withheld;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What everybody may know: how much was reported and solved, and how soon somebody answered. By month and down to the
 * community, and nothing of a kind that only some may see. Numbers below five are left out, and those of areas beside or below
 * that they could be found by, when these are taken from the number of the area around them.
 */
@Service
public class OpenFigures {

    private static final int MONTHS = 12;
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** One area over the last twelve months, the latest first, and those of its parts that can be asked for as well. */
    public record Sheet(
            AreaCode area,
            String areaName,
            @Nullable AreaCode above,
            List<Part> parts,
            List<Month> months,
            Instant at) {}

    public record Part(AreaCode area, String areaName) {}

    /**
     * One month.
     *
     * @param reported how many; null when it is withheld
     * @param solved how many were closed in it, whenever they were reported; null when it is withheld
     * @param response how soon somebody answered those that residents reported in it
     */
    public record Month(
            LocalDate from,
            @Nullable Long reported,
            @Nullable Long solved,
            Figure response) {}

    private record Kept(Sheet sheet, Instant until) {}

    private final Territory territory;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final Map<AreaCode, Kept> kept = new ConcurrentHashMap<>();

    OpenFigures(
            Territory territory,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.territory = territory;
        this.database = database;
        this.system = system;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.clock = clock;
    }

    /** Counted once a minute, however many ask. */
    public Sheet of(@Nullable AreaCode asked) {
        var code = asked == null ? territory.root() : asked;
        var area = territory
                .find(code)
                .filter(found -> found.open() && territory.root().contains(code) && isLargeEnough(code))
                .orElseThrow(() -> INSIGHT_AREA_UNKNOWN.with(code.code()).at("area"));
        var now = clock.instant();
        var known = kept.get(code);
        if (known == null || !now.isBefore(known.until())) {
            known = new Kept(counted(area, now), now.plus(KEPT));
            kept.put(code, known);
        }
        return known.sheet();
    }

    /** A grid is some three hundred homes: there one would know whose matter it was. */
    private static boolean isLargeEnough(AreaCode code) {
        return code.level().digits() <= AreaLevel.COMMUNITY.digits();
    }

    private Sheet counted(Area area, Instant now) {
        var code = area.code();
        var parts = territory.children(code).stream()
                .filter(part -> isLargeEnough(part.code()))
                .map(part -> new Part(part.code(), part.name()))
                .toList();
        var above = code.equals(territory.root()) ? null : code.parent().orElse(null);
        var around = above == null ? null : of(above);
        return new Sheet(code, area.name(), above, parts, months(code, around, now), now);
    }

    private record Counted(long reported, Figure response) {}

    /** In one month: the areas of the same level within the area around, and what of it lies in none of them. */
    private static final class Beside {
        private final Map<AreaCode, Long> reported = new HashMap<>();
        private final Map<AreaCode, Long> asked = new HashMap<>();
        private final Map<AreaCode, Long> solved = new HashMap<>();
    }

    private List<Month> months(AreaCode area, @Nullable Sheet around, Instant now) {
        var last = YearMonth.from(now.atZone(Period.CHINA));
        var first = last.minusMonths(MONTHS - 1L);
        var begin = first.atDay(1).atStartOfDay(Period.CHINA).toInstant();
        Map<String, Counted> reported = new HashMap<>();
        Map<String, Beside> beside = new HashMap<>();
        system.run(() -> reading.executeWithoutResult(status -> {
            reported.putAll(reported(area, begin));
            var within = around == null ? area : around.area();
            addReported(beside, within, area, begin);
            addSolved(beside, within, area, begin);
        }));
        var months = new ArrayList<Month>();
        for (var month = last; !month.isBefore(first); month = month.minusMonths(1)) {
            var day = month.atDay(1);
            months.add(month(
                    area,
                    day,
                    reported.getOrDefault(month.toString(), new Counted(0, Figure.NO_DATA)),
                    beside.getOrDefault(month.toString(), new Beside()),
                    around == null
                            ? null
                            : around.months().stream()
                                    .filter(each -> each.from().equals(day))
                                    .findFirst()
                                    .orElse(null)));
        }
        return months;
    }

    /** What is withheld of the area around is withheld of its parts too, or these would add up to it. */
    private static Month month(AreaCode area, LocalDate from, Counted counted, Beside beside, @Nullable Month around) {
        var reported = told(area, beside.reported, around == null || around.reported() != null);
        var solved = told(area, beside.solved, around == null || around.solved() != null);
        boolean isAsked = told(area, beside.asked, around == null || isTold(around.response())) != null;
        var response = counted.response();
        return new Month(
                from,
                reported,
                solved,
                response.state() == State.NO_DATA || (isAsked && reported != null)
                        ? response
                        : isTold(response) ? Figure.WITHHELD : Figure.FEW);
    }

    private static boolean isTold(Figure figure) {
        return figure.state() == State.NO_DATA || figure.n() != null;
    }

    private static @Nullable Long told(AreaCode area, Map<AreaCode, Long> beside, boolean isAroundTold) {
        long number = beside.getOrDefault(area, 0L);
        if (number == 0) {
            return 0L;
        }
        var elsewhere = beside.keySet().stream()
                .filter(each -> each.level() != area.level())
                .collect(toSet());
        return isAroundTold && !Withheld.of(beside, elsewhere).contains(area) ? number : null;
    }

    private Map<String, Counted> reported(AreaCode area, Instant begin) {
        var fromResidents = Fact.all(List.of(Fact.FROM_RESIDENTS, Fact.STANDING)) + " and not m.partial";
        var minutes = Indicator.Span.RESPONSE.minutes();
        Map<String, Counted> found = new HashMap<>();
        database.sql("""
                        select to_char(m.reported_at at time zone 'Asia/Shanghai', 'YYYY-MM'), count(*),
                            count(*) filter (where counts), count(m.responded_at) filter (where counts),
                            percentile_cont(0.5) within group (order by minutes) filter (where counts),
                            avg(minutes) filter (where counts),
                            percentile_cont(0.9) within group (order by minutes) filter (where counts)
                        from (select m.*, %s as counts, %s as minutes from insight.matter m) m
                        where m.generation = (select active from insight.model) and m.restricted is null
                          and m.area >= ? and m.area < ? and m.reported_at >= ?
                        group by 1""".formatted(fromResidents, minutes))
                .params(area.code(), area.end(), begin.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var response = Figure.time(
                            row.getLong(3),
                            row.getLong(4),
                            row.getObject(5, Double.class),
                            row.getObject(6) == null ? null : row.getDouble(6),
                            row.getObject(7, Double.class));
                    found.put(row.getString(1), new Counted(row.getLong(2), response));
                });
        return found;
    }

    private void addReported(Map<String, Beside> found, AreaCode around, AreaCode area, Instant begin) {
        var asked = Fact.all(List.of(Fact.FROM_RESIDENTS, Fact.STANDING)) + " and not m.partial";
        database.sql("""
                        select to_char(m.reported_at at time zone 'Asia/Shanghai', 'YYYY-MM'), left(m.area, ?),
                            count(*), count(*) filter (where %s)
                        from insight.matter m
                        where m.generation = (select active from insight.model) and m.restricted is null
                          and m.area >= ? and m.area < ? and m.reported_at >= ?
                        group by 1, 2""".formatted(asked))
                .params(area.code().length(), around.code(), around.end(), begin.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var beside = found.computeIfAbsent(row.getString(1), none -> new Beside());
                    var code = new AreaCode(row.getString(2));
                    beside.reported.put(code, row.getLong(3));
                    beside.asked.put(code, row.getLong(4));
                });
    }

    private void addSolved(Map<String, Beside> found, AreaCode around, AreaCode area, Instant begin) {
        database.sql("""
                        select to_char(m.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM'), left(m.area, ?), count(*)
                        from insight.matter m
                        where m.generation = (select active from insight.model) and m.restricted is null
                          and m.area >= ? and m.area < ? and m.ended_at >= ? and m.status = 'CLOSED'
                        group by 1, 2""")
                .params(area.code().length(), around.code(), around.end(), begin.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), none -> new Beside())
                            .solved
                            .put(new AreaCode(row.getString(2)), row.getLong(3));
                });
    }
}
