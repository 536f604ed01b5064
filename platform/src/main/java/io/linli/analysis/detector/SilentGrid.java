package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A grid of which far fewer reports come than its own history lets expect: somebody may be away, or nobody is listened to.
 * Judged at the end of each day over whole weeks, so that it does not matter which days are the quiet ones; in all grids
 * together no more than {@code falseAlarms} a day are expected to be false while {@code grids} are watched.
 */
public final class SilentGrid implements Detector<SilentGrid.State> {

    private static final double AWAKE = 0.01;

    /**
     * What is known of a grid.
     *
     * @param day the one that is counted now; -1 before the first fact
     * @param window how many came on each of the last days, the latest last
     * @param seen how many came before, older ones counting less
     * @param days how many days that were, likewise
     * @param silent whether its silence was told
     */
    public record State(long day, int today, List<Integer> window, double seen, double days, boolean silent) {}

    @Override
    public String name() {
        return "silent-grid";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> inputs() {
        return Set.of(IncidentFact.REPORTED, DayEnded.TYPE);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("falseAlarms", 0.1, 0.001, 100),
                new Parameter("grids", 1_500, 1, 1_000_000),
                new Parameter("weeks", 2, 1, 8),
                new Parameter("halfLife", 60, 14, 730),
                new Parameter("leastDays", 42, 14, 730));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(-1, 0, List.of(), 0, 0, false);
    }

    @Override
    public List<String> keys(Fact fact) {
        return fact instanceof IncidentFact report && report.grid() != null ? List.of(report.grid()) : List.of();
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        int length = 7 * values.count("weeks");
        double keep = Days.keep(values.get("halfLife"));
        return switch (fact) {
            case IncidentFact report -> Step.to(counted(state, Days.of(report.at()), length, keep));
            case RainFact rain -> Step.to(state);
            case DayEnded end ->
                state.day() < 0 || end.day() < state.day()
                        ? Step.to(state)
                        : judged(key, end, moved(state, end.day() + 1, length, keep), length, values);
        };
    }

    private static State counted(State state, long day, int length, double keep) {
        if (state.day() < 0) {
            return new State(day, 1, List.of(), 0, 0, false);
        }
        if (day < state.day()) {
            return late(state, day);
        }
        var now = moved(state, day, length, keep);
        return new State(now.day(), now.today() + 1, now.window(), now.seen(), now.days(), now.silent());
    }

    private static State late(State state, long day) {
        int place = state.window().size() - (int) Math.min(state.day() - day, Integer.MAX_VALUE);
        if (place < 0) {
            return state;
        }
        var window = new ArrayList<>(state.window());
        window.set(place, window.get(place) + 1);
        return new State(state.day(), state.today(), List.copyOf(window), state.seen(), state.days(), state.silent());
    }

    private static State moved(State state, long day, int length, double keep) {
        if (day <= state.day()) {
            return state;
        }
        var window = new ArrayList<>(state.window());
        double seen = state.seen();
        double days = state.days();
        int today = state.today();
        long steps = Math.min(day - state.day(), 3_650);
        for (long i = 0; i < steps; i++) {
            window.addLast(today);
            today = 0;
            while (window.size() > length) {
                seen = (seen + window.removeFirst()) * keep;
                days = (days + 1) * keep;
            }
        }
        return new State(day, 0, List.copyOf(window), seen, days, state.silent());
    }

    private Step<State> judged(String key, DayEnded end, State state, int length, Values values) {
        double keep = Days.keep(values.get("halfLife"));
        double learnt = keep * (1 - StrictMath.pow(keep, values.get("leastDays"))) / (1 - keep) - 1e-9;
        if (state.window().size() < length || state.days() < learnt) {
            return Step.to(state);
        }
        int observed = state.window().stream().mapToInt(count -> count).sum();
        double chance = Tail.atMost(observed, state.seen() + 0.5, state.days(), length);
        double bound = values.get("falseAlarms") / values.get("grids");
        if (state.silent() || chance >= bound) {
            return Step.to(as(state, state.silent() && chance < AWAKE));
        }
        var finding = new Finding(
                SignalKind.SILENCE,
                name() + ":" + key + ":" + end.day(),
                name() + ":" + key,
                WarningLevel.BLUE,
                key,
                null,
                null,
                null,
                Days.begin(end.day() + 1 - length),
                Days.begin(end.day() + 1),
                Map.of(
                        "observed",
                        (double) observed,
                        "expected",
                        (state.seen() + 0.5) / state.days() * length,
                        "chance",
                        chance),
                List.of());
        return new Step<>(as(state, true), List.of(finding));
    }

    private static State as(State state, boolean silent) {
        return new State(state.day(), state.today(), state.window(), state.seen(), state.days(), silent);
    }
}
