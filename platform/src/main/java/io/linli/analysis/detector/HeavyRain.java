package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import io.linli.analysis.rain.HourlyRain;
import io.linli.analysis.rain.RainLevel;
import io.linli.analysis.rain.RainWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rain at a station has reached one of the four official thresholds, by what was measured and nothing else: an hour
 * without a measurement adds nothing, and how many there were is said. It says that there may be waterlogging (内涝风险提示)
 * and is no warning of the weather office (气象灾害防御条例 art. 30). The same level is not said again within twelve hours; a
 * graver one is said at once.
 */
public final class HeavyRain implements Detector<HeavyRain.State> {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST = RainLevel.BLUE.window();
    private static final int LATEST = 48;

    /** That a level was said to be reached with the hour that ended then. */
    public record Told(Instant hour, RainLevel level) {}

    /**
     * What is known of a station.
     *
     * @param hours of the last days, in order
     */
    public record State(List<HourlyRain> hours, List<Told> told) {}

    @Override
    public String name() {
        return "heavy-rain";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> inputs() {
        return Set.of(RainFact.TYPE);
    }

    /** Old measurements that are brought in, or corrected, warn nobody of rain that is long over. */
    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("lateHours", 6, 1, LATEST));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(List.of(), List.of());
    }

    @Override
    public List<String> keys(Fact fact) {
        return fact instanceof RainFact rain ? List.of(rain.station()) : List.of();
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        if (!(fact instanceof RainFact rain)) {
            return Step.to(state);
        }
        var hour = rain.hour();
        var last = state.hours().isEmpty() ? hour : state.hours().getLast().hour();
        var latest = hour.isAfter(last) ? hour : last;
        var since = latest.minus(LONGEST).minus(HOUR.multipliedBy(LATEST));
        if (!hour.isAfter(since)) {
            return Step.to(state); // it is in no sum that still matters
        }
        var hours = hours(state, rain, since);
        var windows = new RainWindows(hours);
        // what a correction took back is news when it is reached after all
        var told = new ArrayList<>(state.told().stream()
                .filter(one -> one.hour().isAfter(since) && reaches(windows, one))
                .toList());
        var findings = new ArrayList<Finding>();
        var tooLate = rain.at().minus(HOUR.multipliedBy(values.count("lateHours")));
        var end = hour.plus(LONGEST).minus(HOUR);
        for (var at = hour; !at.isAfter(latest) && !at.isAfter(end); at = at.plus(HOUR)) {
            var now = at;
            var reached = windows.reached(at).orElse(null);
            if (reached != null && !at.isBefore(tooLate) && told.stream().noneMatch(one -> covers(one, now, reached))) {
                told.add(new Told(at, reached));
                rain.areas().forEach(area -> findings.add(finding(key, area, now, reached, windows, hours)));
            }
        }
        return new Step<>(new State(hours, List.copyOf(told)), findings);
    }

    private static List<HourlyRain> hours(State state, RainFact rain, Instant since) {
        var hours = new ArrayList<HourlyRain>();
        for (var one : state.hours()) {
            if (one.hour().isAfter(since) && !one.hour().equals(rain.hour())) {
                hours.add(one);
            }
        }
        int place = 0;
        while (place < hours.size() && hours.get(place).hour().isBefore(rain.hour())) {
            place++;
        }
        hours.add(place, new HourlyRain(rain.hour(), rain.millimetres()));
        return List.copyOf(hours);
    }

    private static boolean reaches(RainWindows windows, Told told) {
        return windows.sum(told.level(), told.hour()).compareTo(told.level().millimetres()) >= 0;
    }

    private static boolean covers(Told told, Instant at, RainLevel level) {
        return told.level().compareTo(level) >= 0
                && Duration.between(told.hour(), at).abs().compareTo(LONGEST) < 0;
    }

    private Finding finding(
            String station, String area, Instant at, RainLevel level, RainWindows windows, List<HourlyRain> hours) {
        var from = at.minus(level.window());
        long measured = hours.stream()
                .filter(one -> one.hour().isAfter(from) && !one.hour().isAfter(at))
                .count();
        return new Finding(
                SignalKind.RAIN,
                name() + ":" + station + ":" + area + ":" + at.getEpochSecond() + ":" + level,
                topic(station, area),
                level(level),
                area,
                null,
                null,
                null,
                from,
                at,
                Map.of(
                        "mm",
                        windows.sum(level, at).doubleValue(),
                        "hours",
                        (double) level.window().toHours(),
                        "threshold",
                        level.millimetres().doubleValue(),
                        "missing",
                        (double) (level.window().toHours() - measured),
                        "mm12",
                        windows.sum(RainLevel.BLUE, at).doubleValue(),
                        "mm6",
                        windows.sum(RainLevel.YELLOW, at).doubleValue(),
                        "mm3",
                        windows.sum(RainLevel.ORANGE, at).doubleValue()),
                List.of());
    }

    /** One matter for each station and area. */
    static String topic(String station, String area) {
        return "heavy-rain:" + station + ":" + area;
    }

    /** Of the same names: these thresholds are measured, and no guess. */
    private static WarningLevel level(RainLevel level) {
        return switch (level) {
            case BLUE -> WarningLevel.BLUE;
            case YELLOW -> WarningLevel.YELLOW;
            case ORANGE -> WarningLevel.ORANGE;
            case RED -> WarningLevel.RED;
        };
    }
}
