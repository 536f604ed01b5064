package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * More reports of a kind in a grid than its own history lets expect for that weekday and that part of the day.
 *
 * <p>The history is one of weeks, older ones counting less; a part of the week of which little is known is taken to be
 * like the grid's average. A count is judged against the whole part of the day, however far that is: so it is one test a
 * part, whenever it is looked at, and in all grids together no more than {@code falseAlarms} a day are expected to be false
 * while {@code cells} pairs of grid and kind are watched (Bonferroni's bound, which holds however they depend on each
 * other).
 */
public final class GridSurge implements Detector<GridSurge.State> {

    private static final int KIND = 4;
    private static final int EVIDENCE = 30;
    private static final int LATE_WEEKS = 8;

    /**
     * What is known of one kind of matter in one grid.
     *
     * @param parts how many a day has; when that changes, all is learnt anew
     * @param part the one that is counted now; 0 before the first fact
     * @param count of it
     * @param told the probability that was told last in it; 1 for nothing
     * @param weeks how many whole weeks are known, older ones counting less
     * @param seen how many were counted in each part of a week, likewise
     * @param whole whether the present week was watched from its beginning
     */
    public record State(
            int parts,
            long part,
            int count,
            double told,
            double weeks,
            Map<Integer, Double> seen,
            boolean whole,
            List<UUID> evidence) {}

    @Override
    public String name() {
        return "grid-surge";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> inputs() {
        return Set.of(IncidentFact.REPORTED);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("falseAlarms", 0.2, 0.001, 100),
                new Parameter("cells", 20_000, 1, 10_000_000),
                new Parameter("partsOfDay", 4, 1, 24),
                new Parameter("halfLife", 8, 1, 104),
                new Parameter("leastWeeks", 4, 1, 52),
                new Parameter("least", 4, 2, 1_000));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(0, 0, 0, 1, 0, Map.of(), false, List.of());
    }

    @Override
    public List<String> keys(Fact fact) {
        return fact instanceof IncidentFact report && report.grid() != null
                ? List.of(report.grid() + ":" + report.kind(KIND))
                : List.of();
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        if (!(fact instanceof IncidentFact report) || report.grid() == null) {
            return Step.to(state);
        }
        int parts = values.count("partsOfDay");
        double keep = Days.keep(values.get("halfLife"));
        long part = Days.part(report.at(), parts);
        if (state.parts() != parts) {
            return Step.to(new State(parts, part, 1, 1, 0, Map.of(), false, List.of(report.incident())));
        }
        if (part < state.part()) {
            return Step.to(late(state, part, keep));
        }
        if (part == state.part() && state.evidence().contains(report.incident())) {
            return Step.to(state); // the same once more
        }
        var now = counted(part > state.part() ? moved(state, part, keep) : state, report.incident());
        return judged(key, report.grid(), report, now, values);
    }

    private static State counted(State state, UUID incident) {
        var evidence = new ArrayList<>(state.evidence());
        if (evidence.size() < EVIDENCE) {
            evidence.add(incident);
        }
        return new State(
                state.parts(),
                state.part(),
                state.count() + 1,
                state.told(),
                state.weeks(),
                state.seen(),
                state.whole(),
                List.copyOf(evidence));
    }

    /** The part is over, and perhaps the week. */
    private static State moved(State state, long part, double keep) {
        var seen = new TreeMap<>(state.seen());
        if (state.whole()) {
            seen.merge(slot(state.part(), state.parts()), (double) state.count(), Double::sum);
        }
        double weeks = state.weeks();
        boolean whole = state.whole();
        long over = week(part, state.parts()) - week(state.part(), state.parts());
        for (long i = 0; i < Math.min(over, 520); i++) {
            seen.replaceAll((slot, count) -> count * keep);
            weeks = whole ? (weeks + 1) * keep : 0;
            whole = true;
        }
        seen.values().removeIf(count -> count < 1e-4);
        return new State(state.parts(), part, 0, 1, weeks, Map.copyOf(seen), whole, List.of());
    }

    /** It belongs to the history, of which it is no news any more. */
    private static State late(State state, long part, double keep) {
        long ago = week(state.part(), state.parts()) - week(part, state.parts());
        if (!state.whole() || ago > LATE_WEEKS) {
            return state;
        }
        var seen = new TreeMap<>(state.seen());
        seen.merge(slot(part, state.parts()), StrictMath.pow(keep, (double) ago), Double::sum);
        return new State(
                state.parts(),
                state.part(),
                state.count(),
                state.told(),
                state.weeks(),
                Map.copyOf(seen),
                state.whole(),
                state.evidence());
    }

    private Step<State> judged(String key, String grid, IncidentFact report, State state, Values values) {
        if (state.weeks() < learnt(values) || state.count() < values.count("least")) {
            return Step.to(state);
        }
        int slots = 7 * state.parts();
        double all = new TreeMap<>(state.seen())
                .values().stream().mapToDouble(count -> count).sum();
        double average = (all + 0.5) / (state.weeks() * slots);
        double known = state.seen().getOrDefault(slot(state.part(), state.parts()), 0.0);
        // two weeks of the average stand for what is not known of this part of the week
        double seen = known + 2 * average;
        double history = state.weeks() + 2;
        double chance = Tail.atLeast(state.count(), seen, history, 1);
        double bound = values.get("falseAlarms") / (values.get("cells") * state.parts());
        if (chance >= bound || chance >= state.told() / 100) {
            return Step.to(state);
        }
        var told = new State(
                state.parts(),
                state.part(),
                state.count(),
                chance,
                state.weeks(),
                state.seen(),
                state.whole(),
                state.evidence());
        var finding = new Finding(
                SignalKind.SURGE,
                name() + ":" + key + ":" + state.part() + ":" + state.count(),
                name() + ":" + key,
                Severity.of(chance, bound),
                grid,
                null,
                report.category() == null ? null : report.kind(KIND),
                null,
                begin(state.part(), state.parts()),
                report.at(),
                Map.of("observed", (double) state.count(), "expected", seen / history, "chance", chance),
                state.evidence());
        return new Step<>(told, List.of(finding));
    }

    /** So many weeks, when older ones count less. */
    private static double learnt(Values values) {
        double keep = Days.keep(values.get("halfLife"));
        return keep * (1 - StrictMath.pow(keep, values.get("leastWeeks"))) / (1 - keep) - 1e-9;
    }

    private static Instant begin(long part, int parts) {
        return Days.begin(Math.floorDiv(part, parts)).plusSeconds(Math.floorMod(part, (long) parts) * 86_400 / parts);
    }

    private static long week(long part, int parts) {
        return Days.week(Math.floorDiv(part, parts));
    }

    private static int slot(long part, int parts) {
        return (int) Math.floorMod(part + 3L * parts, 7L * parts);
    }
}
