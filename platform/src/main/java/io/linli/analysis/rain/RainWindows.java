package io.linli.analysis.rain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The measured hours of one place and their sums. Sums are exact decimals: 50.0 mm in parts is 50.0 mm. An hour without a
 * measurement adds nothing, so that no threshold is ever reached by a guess.
 */
public final class RainWindows {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TreeMap<Instant, BigDecimal> hours = new TreeMap<>();

    /** In any order. The same hour may come again when it says the same. */
    public RainWindows(Collection<HourlyRain> measured) {
        for (var each : measured) {
            var before = hours.putIfAbsent(each.hour(), each.millimetres());
            if (before != null && before.compareTo(each.millimetres()) != 0) {
                throw new IllegalArgumentException("Two measurements of one hour: " + each.hour());
            }
        }
    }

    private RainWindows(Map<Instant, BigDecimal> hours) {
        this.hours.putAll(hours);
    }

    /** As if it had rained so many times as much. */
    public RainWindows times(BigDecimal factor) {
        if (factor.signum() < 0) {
            throw new IllegalArgumentException("Not a factor for rain: " + factor);
        }
        var more = new TreeMap<Instant, BigDecimal>();
        hours.forEach((hour, millimetres) -> more.put(hour, millimetres.multiply(factor)));
        return new RainWindows(more);
    }

    /** What fell in the hours of the level's window that end with this one. */
    public BigDecimal sum(RainLevel level, Instant end) {
        return hours.subMap(end.minus(level.window()), false, end, true).values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The highest threshold that the sums up to this hour reach. */
    public Optional<RainLevel> reached(Instant end) {
        var reached = new EnumMap<RainLevel, BigDecimal>(RainLevel.class);
        for (var level : RainLevel.values()) {
            var sum = sum(level, end);
            if (sum.compareTo(level.millimetres()) >= 0) {
                reached.put(level, sum);
            }
        }
        return reached.keySet().stream().max(Comparator.naturalOrder());
    }

    /** When each threshold was reached and for how long, in order of time, lower levels first. */
    public List<RainInterval> intervals() {
        var found = new ArrayList<RainInterval>();
        for (var level : RainLevel.values()) {
            found.addAll(intervals(level));
        }
        found.sort(Comparator.comparing(RainInterval::from).thenComparing(RainInterval::level));
        return found;
    }

    private List<RainInterval> intervals(RainLevel level) {
        var found = new ArrayList<RainInterval>();
        @Nullable RainInterval running = null;
        @Nullable Instant last = null;
        for (var measured : hours.keySet()) {
            if (last != null) {
                // an hour that was not measured ends a window too, as long as the window still holds one that was
                var empty = last.plus(level.window());
                for (var hour = last.plus(HOUR); hour.isBefore(measured) && !hour.isAfter(empty); ) {
                    running = next(level, hour, running, found);
                    hour = hour.plus(HOUR);
                }
            }
            running = next(level, measured, running, found);
            last = measured;
        }
        if (running != null) {
            found.add(running);
        }
        return found;
    }

    /** What runs on after this hour; what ended with the hour before is added to those found. */
    private @Nullable RainInterval next(
            RainLevel level, Instant hour, @Nullable RainInterval running, List<RainInterval> found) {
        var sum = sum(level, hour);
        if (sum.compareTo(level.millimetres()) >= 0) {
            return running == null
                    ? new RainInterval(level, hour, hour, sum)
                    : new RainInterval(level, running.from(), hour, running.mm().max(sum));
        }
        if (running != null) {
            found.add(running);
        }
        return null;
    }
}
