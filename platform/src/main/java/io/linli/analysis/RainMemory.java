package io.linli.analysis;

import io.linli.analysis.rain.HourlyRain;
import io.linli.analysis.rain.RainLevel;
import io.linli.analysis.rain.RainNow;
import io.linli.analysis.rain.RainWindows;
import io.linli.sensing.RainBook;
import io.linli.settings.EachInstance;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The threshold that each station's rain has reached, renewed every few seconds whoever took the hours in, so that taking in
 * a report asks memory only. Missing hours add nothing: a station that has fallen silent is forgotten by itself.
 */
@Component
@EachInstance
class RainMemory implements RainNow {

    private static final Duration HOUR = Duration.ofHours(1);

    private record Reached(AreaCode area, RainLevel level) {}

    private final RainBook book;
    private final Clock clock;
    private volatile List<Reached> reached = List.of();

    RainMemory(RainBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Optional<RainLevel> reached(AreaCode area) {
        return reached.stream()
                .filter(one -> one.area().contains(area))
                .map(Reached::level)
                .max(Comparator.naturalOrder());
    }

    @Scheduled(fixedDelayString = "${linli.analysis.rain:5s}")
    void renew() {
        var now = clock.instant();
        reached = book
                .since(now.truncatedTo(ChronoUnit.HOURS)
                        .minus(RainLevel.BLUE.window())
                        .minus(HOUR))
                .stream()
                .flatMap(series -> windows(series.hours()).reached(end(series.hours(), now)).stream()
                        .flatMap(level -> series.areas().stream().map(area -> new Reached(area, level))))
                .toList();
    }

    /** The hour up to which is added up: the one that has just ended may not have been told of yet. */
    static Instant end(Map<Instant, ?> hours, Instant now) {
        var last = now.truncatedTo(ChronoUnit.HOURS);
        return hours.containsKey(last) ? last : last.minus(HOUR);
    }

    static RainWindows windows(Map<Instant, BigDecimal> hours) {
        return new RainWindows(new TreeMap<>(hours)
                .entrySet().stream()
                        .map(hour -> new HourlyRain(hour.getKey(), hour.getValue()))
                        .toList());
    }
}
