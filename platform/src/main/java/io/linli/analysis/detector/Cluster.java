package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scan of space and time: around each new report, discs of one, three and five cells across and the last one, three and
 * seven days; the least likely of these cylinders counts (after Kulldorff 1997). What is expected is the history of the
 * same cells. Only what lies in more than one grid is told here: the rest the grids are told of themselves. Nine cylinders
 * are looked at for each of {@code cells} places; with all of them no more than {@code falseAlarms} a day are expected to
 * be false.
 *
 * <p>The ground is cut into tiles of 32 cells a side, each a key; what happens within two cells of a border is told to the
 * tiles on both sides.
 */
public final class Cluster implements Detector<Cluster.State> {

    private static final int KIND = 4;
    private static final int TILE = 32;
    private static final int RINGS = 2;
    private static final List<Integer> WINDOWS = List.of(1, 3, 7);
    private static final int LONGEST = 7;
    private static final int MOST = 500;
    private static final int EVIDENCE = 50;

    /** A report of the last days. */
    public record Near(long day, int x, int y, String grid, UUID incident) {}

    /** What was told, and how unlikely it was. */
    public record Told(long day, int x, int y, double chance) {}

    /**
     * What is known of a tile.
     *
     * @param day the latest; -1 before the first fact
     * @param first the first
     * @param seen how many were reported of each cell before the last days, older ones counting less
     * @param days how many days that were, likewise
     */
    public record State(
            long day, long first, Map<String, Double> seen, double days, List<Near> recent, List<Told> told) {}

    private record Cylinder(int days, int rings, List<Near> reports, double expected, double chance) {}

    @Override
    public String name() {
        return "cluster";
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
                new Parameter("halfLife", 90, 14, 730),
                new Parameter("leastDays", 28, 7, 730),
                new Parameter("usual", 0.002, 0.00001, 10),
                new Parameter("least", 5, 3, 1_000));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(-1, -1, Map.of(), 0, List.of(), List.of());
    }

    @Override
    public List<String> keys(Fact fact) {
        var cell = cell(fact);
        if (cell == null || !(fact instanceof IncidentFact report)) {
            return List.of();
        }
        var keys = new ArrayList<String>();
        for (int x = cell.x() - RINGS; x <= cell.x() + RINGS; x += RINGS) {
            for (int y = cell.y() - RINGS; y <= cell.y() + RINGS; y += RINGS) {
                var key = key(report, x, y);
                if (!keys.contains(key)) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        var cell = cell(fact);
        if (cell == null || !(fact instanceof IncidentFact report) || report.grid() == null) {
            return Step.to(state);
        }
        long day = Days.of(report.at());
        if (isKnown(state.recent(), report.incident())) {
            return Step.to(state); // the same once more
        }
        if (state.day() >= 0 && day <= state.day() - LONGEST) {
            return Step.to(state); // too late to be news, and the history can do without one
        }
        var moved = moved(state, day, Days.keep(values.get("halfLife")));
        var near = new Near(day, cell.x(), cell.y(), report.grid(), report.incident());
        var recent = new ArrayList<>(moved.recent());
        if (recent.size() < MOST) {
            recent.add(near);
        }
        var now = new State(moved.day(), moved.first(), moved.seen(), moved.days(), List.copyOf(recent), moved.told());
        boolean ours = key.equals(key(report, cell.x(), cell.y()));
        return ours && day == now.day() ? judged(key, cell, report, now, values) : Step.to(now);
    }

    // for each of up to five hundred at each report: a stream took a tenth of all that the detectors take
    private static boolean isKnown(List<Near> recent, UUID incident) {
        for (var one : recent) {
            if (one.incident().equals(incident)) {
                return true;
            }
        }
        return false;
    }

    private static State moved(State state, long day, double keep) {
        if (state.day() < 0) {
            return new State(day, day, Map.of(), 0, List.of(), List.of());
        }
        if (day <= state.day()) {
            return state;
        }
        var seen = new TreeMap<>(state.seen());
        var recent = new ArrayList<Near>();
        double days = state.days();
        for (long now = Math.max(state.day() + 1, day - 3_650); now <= day; now++) {
            seen.replaceAll((cell, count) -> count * keep);
            days = now - LONGEST >= state.first() ? days * keep + 1 : days;
        }
        for (var one : state.recent()) {
            if (one.day() > day - LONGEST) {
                recent.add(one);
            } else {
                seen.merge(
                        one.x() + "," + one.y(),
                        StrictMath.pow(keep, (double) (day - LONGEST - one.day())),
                        Double::sum);
            }
        }
        seen.values().removeIf(count -> count < 0.01);
        var told =
                state.told().stream().filter(one -> one.day() > day - LONGEST).toList();
        return new State(day, state.first(), Map.copyOf(seen), days, List.copyOf(recent), told);
    }

    private Step<State> judged(String key, Cell cell, IncidentFact report, State state, Values values) {
        if (state.day() - state.first() < values.get("leastDays")) {
            return Step.to(state);
        }
        var found = leastLikely(cell, state, values);
        double bound = values.get("falseAlarms") / (values.get("cells") * WINDOWS.size() * (RINGS + 1));
        if (found == null || found.chance() >= bound) {
            return Step.to(state);
        }
        var before = state.told().stream()
                .filter(one -> cell.away(one.x(), one.y()) <= RINGS * 2)
                .findFirst()
                .orElse(null);
        if (before != null && found.chance() >= before.chance() / 100) {
            return Step.to(state);
        }
        var anchor = before == null ? new Told(state.day(), cell.x(), cell.y(), 1) : before;
        var told = new ArrayList<>(state.told());
        told.remove(before);
        told.add(new Told(state.day(), anchor.x(), anchor.y(), found.chance()));
        var now = new State(state.day(), state.first(), state.seen(), state.days(), state.recent(), List.copyOf(told));
        var area =
                found.reports().stream().map(Near::grid).reduce(Cluster::around).orElse(report.area());
        var finding = new Finding(
                SignalKind.CLUSTER,
                name() + ":" + key + ":" + state.day() + ":" + report.incident(),
                name() + ":" + report.kind(KIND) + ":" + anchor.x() + "," + anchor.y(),
                Severity.of(found.chance(), bound),
                area,
                new Cell(anchor.x(), anchor.y()).geohash(),
                report.category() == null ? null : report.kind(KIND),
                null,
                Days.begin(state.day() + 1 - found.days()),
                report.at(),
                Map.of(
                        "observed",
                        (double) found.reports().size(),
                        "expected",
                        found.expected(),
                        "chance",
                        found.chance(),
                        "days",
                        (double) found.days(),
                        "across",
                        (double) (2 * found.rings() + 1)),
                found.reports().stream().map(Near::incident).limit(EVIDENCE).toList());
        return new Step<>(now, List.of(finding));
    }

    private static @Nullable Cylinder leastLikely(Cell cell, State state, Values values) {
        double known = values.get("leastDays");
        Cylinder least = null;
        for (int rings = 0; rings <= RINGS; rings++) {
            double seen = 0;
            for (int x = cell.x() - rings; x <= cell.x() + rings; x++) {
                for (int y = cell.y() - rings; y <= cell.y() + rings; y++) {
                    seen += state.seen().getOrDefault(x + "," + y, 0.0) + values.get("usual") * known;
                }
            }
            for (int days : WINDOWS) {
                var reports = within(cell, state, rings, days);
                if (reports.size() >= values.count("least")
                        && new HashSet<>(reports.stream().map(Near::grid).toList()).size() > 1) {
                    double chance = Tail.atLeast(reports.size(), seen, state.days() + known, days);
                    if (least == null || chance < least.chance()) {
                        least = new Cylinder(days, rings, reports, seen / (state.days() + known) * days, chance);
                    }
                }
            }
        }
        return least;
    }

    private static List<Near> within(Cell cell, State state, int rings, int days) {
        return state.recent().stream()
                .filter(one -> one.day() > state.day() - days && cell.away(one.x(), one.y()) <= rings)
                .toList();
    }

    /** The smallest area that both lie in. */
    static String around(String one, String other) {
        int common = 0;
        while (common < Math.min(one.length(), other.length()) && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        for (int digits : new int[] {15, 12, 9, 6, 4}) {
            if (digits <= common) {
                return one.substring(0, digits);
            }
        }
        return one.substring(0, 2);
    }

    private static @Nullable Cell cell(Fact fact) {
        return fact instanceof IncidentFact report && report.grid() != null && report.cell() != null
                ? Cell.of(report.cell()).orElse(null)
                : null;
    }

    private static String key(IncidentFact report, int x, int y) {
        return report.kind(KIND) + ":" + Math.floorDiv(x, TILE) + "," + Math.floorDiv(y, TILE);
    }
}
