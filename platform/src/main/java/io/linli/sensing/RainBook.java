package io.linli.sensing;

import static io.linli.sensing.SensingProblem.RAIN_HOUR_TWICE;
import static io.linli.sensing.SensingProblem.RAIN_PERIOD_UNFIT;
import static io.linli.sensing.SensingProblem.STATION_CLOSED;
import static io.linli.sensing.SensingProblem.STATION_OTHER_GROUND;
import static io.linli.sensing.SensingProblem.STATION_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rain of each hour at each station: one value, and what was said before where it was corrected. The same once more is
 * no news.
 */
@Service
@Transactional
public class RainBook {

    private static final Duration LONGEST = Duration.ofDays(31);

    private final JdbcClient database;
    private final Stations stations;
    private final ApplicationEventPublisher events;
    private final Acts acts;
    private final Clock clock;

    RainBook(JdbcClient database, Stations stations, ApplicationEventPublisher events, Acts acts, Clock clock) {
        this.database = database;
        this.stations = stations;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    /** How a value came. */
    public enum Source {
        HAND,
        MACHINE,
        IMPORT
    }

    /**
     * One hour of a station.
     *
     * @param before what was said of it earlier, the oldest first
     */
    public record Hour(Instant hour, BigDecimal millimetres, Source source, Instant at, List<Before> before) {}

    /** What was said until it was corrected. */
    public record Before(BigDecimal millimetres, Source source, Instant at, Instant until) {}

    /** How many were new, corrected, or said once more. */
    public record Taken(int added, int corrected, int unchanged) {}

    /** One that cannot be taken, by its place among all, counted from 0. */
    public record Refusal(int row, ProblemException problem) {}

    /** What a station measured lately, for those who add it up. */
    public record Series(StationCode station, List<AreaCode> areas, Map<Instant, BigDecimal> hours) {}

    /** What somebody read off, or puts right. */
    public Taken note(RainHour hour, Caller caller) {
        var refusals = refusals(List.of(hour), WeatherGround.writes(caller).toList());
        if (!refusals.isEmpty()) {
            throw refusals.getFirst().problem();
        }
        var taken = write(List.of(hour), Source.HAND, caller.id().id());
        acts.did(Act.of("rain.note").on("station", hour.station()));
        return taken;
    }

    /** What cannot be taken from whoever writes for those areas, in the order of the rows; all others can. */
    @Transactional(readOnly = true)
    public List<Refusal> refusals(List<RainHour> rows, Collection<AreaCode> covered) {
        var known = stations.measuring(rows.stream().map(RainHour::station).toList());
        var now = clock.instant();
        var refusals = new ArrayList<Refusal>();
        var seen = new HashSet<String>();
        for (int i = 0; i < rows.size(); i++) {
            try {
                var row = rows.get(i);
                check(row, known.get(row.station()), covered, now);
                if (!seen.add(row.station() + " " + row.hour())) {
                    throw RAIN_HOUR_TWICE.with(row.hour()).at("hour");
                }
            } catch (ProblemException refused) {
                refusals.add(new Refusal(i, refused));
            }
        }
        return refusals;
    }

    private static void check(
            RainHour row, Stations.@Nullable Measuring station, Collection<AreaCode> covered, Instant now) {
        if (station == null) {
            throw STATION_UNKNOWN.with(row.station()).at("station");
        }
        if (!station.open()) {
            throw STATION_CLOSED.with(row.station()).at("station");
        }
        if (!station.isWithin(covered)) {
            throw STATION_OTHER_GROUND.with(row.station()).at("station");
        }
        row.check(now);
    }

    /** Those that were checked. In the order of their hours they are told to whoever reads the journal. */
    public Taken write(List<RainHour> rows, Source source, UUID account) {
        if (rows.isEmpty()) {
            return new Taken(0, 0, 0);
        }
        var codes = rows.stream().map(RainHour::station).distinct().sorted().toList();
        // whoever else writes for one of them waits, so that each correction keeps what it replaces
        database.sql("select code from sensing.station where code = any (?) order by code for no key update")
                .param(codes.stream().map(StationCode::code).toArray(String[]::new))
                .query(String.class)
                .list();
        var known = known(rows);
        var added = new ArrayList<RainHour>();
        var corrected = new ArrayList<RainHour>();
        for (var row : rows) {
            var before = known.get(key(row.station(), row.hour()));
            if (before == null) {
                added.add(row);
            } else if (before.compareTo(row.millimetres()) != 0) {
                corrected.add(row);
            }
        }
        var now = clock.instant();
        add(added, source, account, now);
        correct(corrected, source, account, now);
        tell(added, corrected, known, now);
        return new Taken(added.size(), corrected.size(), rows.size() - added.size() - corrected.size());
    }

    private static String key(StationCode station, Instant hour) {
        return station + " " + hour;
    }

    private Map<String, BigDecimal> known(List<RainHour> rows) {
        var known = new HashMap<String, BigDecimal>();
        database.sql("""
                        select r.station, r.hour, r.millimetres
                        from unnest(?::text[], ?::timestamptz[]) as wanted (station, hour)
                        join sensing.rain r on r.station = wanted.station and r.hour = wanted.hour""").params(codes(rows), hours(rows)).query(row -> {
            known.put(
                    key(new StationCode(row.getString("station")), Rows.at(row, "hour")),
                    row.getBigDecimal("millimetres"));
        });
        return known;
    }

    private void add(List<RainHour> rows, Source source, UUID account, Instant now) {
        database.sql("""
                        insert into sensing.rain (station, hour, millimetres, source, account, at)
                        select station, hour, millimetres, ?, ?, ?
                        from unnest(?::text[], ?::timestamptz[], ?::numeric[]) as new (station, hour, millimetres)""")
                .params(source.name(), account, Rows.utc(now), codes(rows), hours(rows), amounts(rows))
                .update();
    }

    private void correct(List<RainHour> rows, Source source, UUID account, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into sensing.rain_before (station, hour, millimetres, source, account, at, until)
                        select r.station, r.hour, r.millimetres, r.source, r.account, r.at, ?
                        from unnest(?::text[], ?::timestamptz[]) as wanted (station, hour)
                        join sensing.rain r on r.station = wanted.station and r.hour = wanted.hour""").params(Rows.utc(now), codes(rows), hours(rows)).update();
        database.sql("""
                        update sensing.rain r set millimetres = new.millimetres, source = ?, account = ?, at = ?
                        from unnest(?::text[], ?::timestamptz[], ?::numeric[]) as new (station, hour, millimetres)
                        where r.station = new.station and r.hour = new.hour""")
                .params(source.name(), account, Rows.utc(now), codes(rows), hours(rows), amounts(rows))
                .update();
    }

    private void tell(List<RainHour> added, List<RainHour> corrected, Map<String, BigDecimal> known, Instant now) {
        var all = new ArrayList<>(added);
        all.addAll(corrected);
        var stands = stations.measuring(all.stream().map(RainHour::station).toList());
        all.stream()
                .sorted(Comparator.comparing(RainHour::hour).thenComparing(RainHour::station))
                .map(row -> new RainMeasured(
                        row.station(),
                        Objects.requireNonNull(stands.get(row.station())).areas(),
                        row.hour(),
                        row.millimetres(),
                        known.get(key(row.station(), row.hour())),
                        now))
                .forEach(events::publishEvent);
    }

    /** The hours of a time that were measured, in order; those that are missing are not there. */
    @Transactional(readOnly = true)
    public List<Hour> hours(StationCode code, Instant from, Instant until, Caller caller) {
        stations.find(code, caller);
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw RAIN_PERIOD_UNFIT.with(LONGEST.toDays()).at("from");
        }
        var before = new HashMap<Instant, List<Before>>();
        database.sql("""
                        select hour, millimetres, source, at, until from sensing.rain_before
                        where station = ? and hour > ? and hour <= ? order by number""").params(code.code(), Rows.utc(from), Rows.utc(until)).query(row -> {
            before.computeIfAbsent(Rows.at(row, "hour"), hour -> new ArrayList<>())
                    .add(new Before(
                            row.getBigDecimal("millimetres"),
                            Source.valueOf(row.getString("source")),
                            Rows.at(row, "at"),
                            Rows.at(row, "until")));
        });
        return database.sql("""
                        select hour, millimetres, source, at from sensing.rain
                        where station = ? and hour > ? and hour <= ? order by hour""")
                .params(code.code(), Rows.utc(from), Rows.utc(until))
                .query((row, n) -> new Hour(
                        Rows.at(row, "hour"),
                        row.getBigDecimal("millimetres"),
                        Source.valueOf(row.getString("source")),
                        Rows.at(row, "at"),
                        before.getOrDefault(Rows.at(row, "hour"), List.of())))
                .list();
    }

    /** What all stations that measure have measured since, for those who add it up for everybody. */
    @Transactional(readOnly = true)
    public List<Series> since(Instant from) {
        var hours = new HashMap<StationCode, Map<Instant, BigDecimal>>();
        database.sql("select station, hour, millimetres from sensing.rain where hour > ?")
                .param(Rows.utc(from))
                .query(row -> {
                    hours.computeIfAbsent(new StationCode(row.getString("station")), code -> new TreeMap<>())
                            .put(Rows.at(row, "hour"), row.getBigDecimal("millimetres"));
                });
        return hours.isEmpty()
                ? List.of()
                : stations.measuring().stream()
                        .filter(station -> hours.containsKey(station.code()))
                        .map(station -> new Series(
                                station.code(), station.areas(), Objects.requireNonNull(hours.get(station.code()))))
                        .toList();
    }

    private static String[] codes(List<RainHour> rows) {
        return rows.stream().map(row -> row.station().code()).toArray(String[]::new);
    }

    private static String[] hours(List<RainHour> rows) {
        return rows.stream().map(row -> row.hour().toString()).toArray(String[]::new);
    }

    private static BigDecimal[] amounts(List<RainHour> rows) {
        return rows.stream().map(RainHour::millimetres).toArray(BigDecimal[]::new);
    }
}
