package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_PAGE_UNKNOWN;

import io.linli.countable.Countable;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentStatus;
import io.linli.incident.UnitNames;
import io.linli.insight.Grounds.Ground;
import io.linli.insight.Indicator.Kind;
import io.linli.insight.Measuring.Split;
import io.linli.insight.Measuring.Step;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the indicators come to on the caller's ground, and the rows that each is made of. Sums of days and rows are read one
 * after the other: all as of one moment, or a row that changes between them counts twice or not at all.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Figures {

    private static final int MOST_UNITS = 100;
    private static final Pattern PLACE = Pattern.compile("(\\d{1,19})_([0-9a-f-]{36})");

    private final Grounds grounds;
    private final Indicators indicators;
    private final Measuring measuring;
    private final CountedFigures counting;
    private final UnitNames names;
    private final List<Countable> countables;
    private final Clock clock;

    Figures(
            Grounds grounds,
            Indicators indicators,
            Measuring measuring,
            CountedFigures counting,
            UnitNames names,
            List<Countable> countables,
            Clock clock) {
        this.grounds = grounds;
        this.indicators = indicators;
        this.measuring = measuring;
        this.counting = counting;
        this.names = names;
        this.countables = countables;
        this.clock = clock;
    }

    /**
     * All figures of an area and a time.
     *
     * @param above the area around it, where the caller may ask for that too
     * @param before as many days right before, which each figure is compared with
     */
    public record Sheet(
            AreaCode area,
            String areaName,
            String fullName,
            AreaLevel level,
            @Nullable AreaCode above,
            Period period,
            Period before,
            Instant at,
            List<Item> items) {}

    public record Item(String code, Figure figure, Figure before) {}

    /** What is asked for; what is not said is the caller's whole ground and the last thirty days. */
    public record Asked(
            @Nullable AreaCode area,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    public Sheet sheet(Caller caller, Asked asked) {
        var ground = grounds.of(caller, asked.area());
        var period = period(asked);
        var all = indicators.open();
        var now = figures(caller, ground, period, all);
        var before = figures(caller, ground, period.before(), all);
        return new Sheet(
                ground.area(),
                ground.name(),
                ground.fullName(),
                ground.level(),
                ground.above(),
                period,
                period.before(),
                clock.instant(),
                all.stream()
                        .map(each -> new Item(each.code(), figure(now, each), figure(before, each)))
                        .toList());
    }

    private Map<String, Figure> figures(Caller caller, Ground ground, Period period, List<Indicator> of) {
        return measuring.figures(caller, ground.area(), period, of, Split.NONE).getOrDefault(Measuring.ALL, Map.of());
    }

    private static Figure figure(Map<String, Figure> found, Indicator of) {
        var figure = found.get(of.code());
        return figure == null ? Measuring.nothing(of) : figure;
    }

    /** One indicator in each area right below. */
    public record Parts(String code, AreaCode area, Period period, List<Part> items) {}

    public record Part(AreaCode area, String areaName, Figure figure) {}

    public Parts parts(Caller caller, String code, Asked asked) {
        var indicator = indicators.get(code);
        var ground = grounds.of(caller, asked.area());
        var period = period(asked);
        return new Parts(
                code,
                ground.area(),
                period,
                parts(caller, ground, period, List.of(indicator)).stream()
                        .map(each -> new Part(each.area(), each.areaName(), figure(each.figures(), indicator)))
                        .toList());
    }

    /** Several indicators of one area. */
    record Row(AreaCode area, String areaName, Map<String, Figure> figures) {}

    List<Row> parts(Caller caller, Ground ground, Period period, List<Indicator> several) {
        if (ground.parts().isEmpty()) {
            return List.of();
        }
        int digits = ground.parts().getFirst().area().code().length();
        var found = measuring.figures(caller, ground.area(), period, several, Split.areas(digits));
        return ground.parts().stream()
                .map(part -> new Row(
                        part.area(),
                        part.name(),
                        found.getOrDefault(part.area().code(), found.getOrDefault(Measuring.ALL, Map.of()))))
                .toList();
    }

    /** One indicator of each unit that had matters of the area in hand, those with most of them first. */
    public record Units(String code, AreaCode area, Period period, List<OfUnit> items) {}

    /** The figure of one unit, whose name is null when nobody has named it. */
    public record OfUnit(OrgUnitId unit, @Nullable String unitName, Figure figure) {}

    public Units units(Caller caller, String code, Asked asked) {
        var indicator = indicators.get(code);
        var ground = grounds.of(caller, asked.area());
        var period = period(asked);
        Map<OrgUnitId, Figure> found = new HashMap<>();
        measuring
                .figures(caller, ground.area(), period, List.of(indicator), Split.units())
                .forEach((unit, figures) -> {
                    // what the area itself has in hand is no unit's
                    if (!Measuring.ALL.equals(unit)) {
                        found.put(new OrgUnitId(unit), figure(figures, indicator));
                    }
                });
        return new Units(
                code,
                ground.area(),
                period,
                found.entrySet().stream()
                        .map(each -> new OfUnit(
                                each.getKey(), names.nameOf(each.getKey()).orElse(null), each.getValue()))
                        .sorted(Comparator.comparingLong((OfUnit of) -> size(of.figure()))
                                .reversed()
                                .thenComparing(of -> of.unit().id()))
                        .limit(MOST_UNITS)
                        .toList());
    }

    private static long size(Figure figure) {
        var n = figure.n();
        return n == null ? 0 : n;
    }

    /** One indicator over time. */
    public record Course(String code, AreaCode area, Period period, List<Point> items) {}

    /** A day, a week from its Monday or a month, by its first day. */
    public record Point(LocalDate from, Figure figure) {}

    public Course course(Caller caller, String code, Asked asked) {
        var indicator = indicators.get(code);
        var ground = grounds.of(caller, asked.area());
        var period = period(asked);
        var step = period.days() <= 31 ? Step.DAY : period.days() <= 190 ? Step.WEEK : Step.MONTH;
        var found = measuring.figures(caller, ground.area(), period, List.of(indicator), Split.times(step));
        return new Course(
                code,
                ground.area(),
                period,
                found.entrySet().stream()
                        .map(each -> new Point(LocalDate.parse(each.getKey()), figure(each.getValue(), indicator)))
                        .sorted(Comparator.comparing(Point::from))
                        .toList());
    }

    /** Which of the rows behind a figure. */
    public enum Side {
        /** All that it is of. */
        ALL,
        /** What counts above the line; of a time, where it is known. */
        ABOVE,
        BELOW
    }

    public record Rows(List<Behind> items, @Nullable String next) {}

    /**
     * One row behind a figure.
     *
     * @param above whether it counts above the line
     * @param minutes of a time
     */
    public record Behind(
            IncidentId id,
            String number,
            AreaCode area,
            String areaName,
            @Nullable String category,
            IncidentStatus status,
            Instant reportedAt,
            boolean above,
            @Nullable Integer minutes) {}

    public Rows rows(Caller caller, String code, Asked asked, Side side, @Nullable String after, int size) {
        var indicator = indicators.get(code);
        if (!indicator.isOfIncidents()) {
            return new Rows(List.of(), null);
        }
        var ground = grounds.of(caller, asked.area());
        var by = indicator.countedBy().column();
        var above = Measuring.countsAbove(indicator);
        var span = indicator.span();
        var query = measuring
                .query(caller, ground.area(), period(asked), indicator.countedBy())
                .select("m.incident, m.number, m.area, m.category, m.status, m.reported_at, " + by + ", coalesce("
                        + above
                        + ", false), "
                        + (span == null || indicator.kind() != Kind.DURATION
                                ? "null::int"
                                : "floor(" + span.minutes() + ")::int"))
                .and(Measuring.counts(indicator))
                .orderBy(by + " desc, m.incident desc")
                .limit(size + 1);
        if (side != Side.ALL) {
            query.and("(" + above + ") is " + (side == Side.ABOVE ? "true" : "not true"));
        }
        if (after != null) {
            var place = placed(after);
            query.and("(" + by + ", m.incident) < (?, ?)", place.at().atOffset(ZoneOffset.UTC), place.id());
        }
        var found = query.list((row, n) -> new Placed(behind(row), row.getObject(7, OffsetDateTime.class)));
        var page = found.size() > size ? found.subList(0, size) : found;
        return new Rows(
                page.stream().map(Placed::row).toList(),
                found.size() > size
                        ? place(
                                page.getLast().at().toInstant(),
                                page.getLast().row().id().id())
                        : null);
    }

    private record Placed(Behind row, OffsetDateTime at) {}

    private static String place(Instant at, UUID id) {
        return (at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000) + "_" + id;
    }

    private static OffsetDateTime micros(long since1970) {
        return Instant.ofEpochSecond(Math.floorDiv(since1970, 1_000_000), Math.floorMod(since1970, 1_000_000) * 1_000L)
                .atOffset(ZoneOffset.UTC);
    }

    private Behind behind(ResultSet row) throws SQLException {
        var area = new AreaCode(row.getString(3));
        return new Behind(
                new IncidentId(row.getObject(1, UUID.class)),
                row.getString(2),
                area,
                grounds.name(area),
                row.getString(4),
                IncidentStatus.valueOf(row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getBoolean(8),
                row.getObject(9, Integer.class));
    }

    /**
     * Rows of a module's own behind a figure.
     *
     * @param state {@code MEASURED} where they are told, else why they are not
     */
    public record CountedRows(
            Figure.State state,
            List<Counted> items,
            @Nullable String next) {

        static CountedRows none(Figure.State state) {
            return new CountedRows(state, List.of(), null);
        }
    }

    /**
     * One of them.
     *
     * @param words what it is, in the reader's language
     * @param above how much it adds above the line, {@code of} below it
     * @param path of its page on the desk, where it has one
     */
    public record Counted(
            UUID id,
            String words,
            AreaCode area,
            String areaName,
            Instant at,
            long above,
            long of,
            @Nullable String path) {}

    public CountedRows counted(Caller caller, String code, Asked asked, Side side, @Nullable String after, int size) {
        var indicator = indicators.get(code);
        var countable = countables.stream()
                .filter(each -> each.key().equals(indicator.countable()))
                .findFirst();
        if (countable.isEmpty()) {
            return CountedRows.none(Figure.State.NOT_MEASURED); // of incidents, or its module is here no more
        }
        var permission = countable.get().permission();
        if (permission != null && !caller.may(permission)) {
            throw new AccessDeniedException(permission);
        }
        var period = period(asked);
        var area = grounds.of(caller, asked.area()).area();
        var told = counting.rowsTold(caller, area, period, countable.get().key());
        if (told != Figure.State.MEASURED) {
            return CountedRows.none(told);
        }
        var wanted = new Countable.Wanted(
                area,
                period.from(),
                period.to(),
                side == Side.ALL ? null : side == Side.ABOVE,
                after == null ? null : placed(after),
                size + 1);
        var found = countable.get().rows(caller, wanted);
        var page = found.size() > size ? found.subList(0, size) : found;
        return new CountedRows(
                told,
                page.stream()
                        .map(row -> new Counted(
                                row.id(),
                                row.words(),
                                row.area(),
                                grounds.name(row.area()),
                                row.at(),
                                row.above(),
                                row.of(),
                                row.path()))
                        .toList(),
                found.size() > size ? place(page.getLast().at(), page.getLast().id()) : null);
    }

    private static Countable.Place placed(String after) {
        var place = PLACE.matcher(after);
        if (!place.matches()) {
            throw INSIGHT_PAGE_UNKNOWN.with().at("after");
        }
        return new Countable.Place(micros(Long.parseLong(place.group(1))).toInstant(), UUID.fromString(place.group(2)));
    }

    private Period period(Asked asked) {
        return Period.of(asked.from(), asked.to(), today());
    }

    LocalDate today() {
        return clock.instant().atZone(Period.CHINA).toLocalDate();
    }
}
