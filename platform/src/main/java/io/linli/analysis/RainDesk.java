package io.linli.analysis;

import io.linli.analysis.rain.RainLevel;
import io.linli.identity.Caller;
import io.linli.sensing.RainBook;
import io.linli.sensing.Station;
import io.linli.sensing.StationCode;
import io.linli.sensing.Stations;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What has fallen lately, added up beside the four official thresholds. */
@Service
public class RainDesk {

    private static final int MOST = 50;
    private static final Duration LOOK_BACK = Duration.ofHours(14);

    private final Stations stations;
    private final RainBook book;
    private final Clock clock;

    RainDesk(Stations stations, RainBook book, Clock clock) {
        this.stations = stations;
        this.book = book;
        this.clock = clock;
    }

    /**
     * One threshold.
     *
     * @param millimetres what was measured within its hours
     * @param threshold that it is reached with
     * @param missing how many of its hours were not measured; they add nothing
     */
    public record Sum(
            WarningLevel level,
            long hours,
            BigDecimal millimetres,
            BigDecimal threshold,
            long missing,
            boolean reached) {}

    /**
     * The sums of a station.
     *
     * @param until the end of the last hour that is added up
     * @param level the gravest threshold that is reached
     */
    public record Sums(
            StationCode station,
            String stationName,
            List<AreaCode> areas,
            Instant until,
            @Nullable WarningLevel level,
            List<Sum> sums) {}

    /** Of the stations whose rain concerns the caller, and the area where one is given. */
    public List<Sums> sums(Caller caller, @Nullable AreaCode area) {
        var now = clock.instant();
        return stations.list(caller).stream()
                .filter(station -> station.closedAt() == null && concerns(station, area))
                .limit(MOST)
                .map(station -> sums(station, now, caller))
                .toList();
    }

    private static boolean concerns(Station station, @Nullable AreaCode area) {
        return area == null
                || station.areas().stream()
                        .map(Station.Ground::area)
                        .anyMatch(ground -> ground.contains(area) || area.contains(ground));
    }

    private Sums sums(Station station, Instant now, Caller caller) {
        var hours = new TreeMap<Instant, BigDecimal>();
        book.hours(station.code(), now.minus(LOOK_BACK), now, caller)
                .forEach(hour -> hours.put(hour.hour(), hour.millimetres()));
        var until = RainMemory.end(hours, now);
        var windows = RainMemory.windows(hours);
        var sums = Arrays.stream(RainLevel.values())
                .map(level -> {
                    var sum = windows.sum(level, until);
                    long measured = hours.subMap(until.minus(level.window()), false, until, true)
                            .size();
                    return new Sum(
                            WarningLevel.valueOf(level.name()),
                            level.window().toHours(),
                            sum,
                            level.millimetres(),
                            level.window().toHours() - measured,
                            sum.compareTo(level.millimetres()) >= 0);
                })
                .toList();
        return new Sums(
                station.code(),
                station.name(),
                station.areas().stream().map(Station.Ground::area).toList(),
                until,
                windows.reached(until)
                        .map(level -> WarningLevel.valueOf(level.name()))
                        .orElse(null),
                sums);
    }
}
