package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit of whose matters more go wrong in one way than is usual, judged by how unlikely that share is. Of units only: a
 * post may be one person, and people are not scored.
 */
abstract class UnitShare implements Detector<UnitShare.State> {

    private static final int MOST = 400;
    private static final int EVIDENCE = 50;

    /** A matter of the unit's that has come to its point. */
    public record Done(UUID incident, Instant at, boolean wrong) {}

    /**
     * What is known of a unit.
     *
     * @param told when it was last told
     */
    public record State(List<Done> done, @Nullable Instant told) {}

    /** Whether it went wrong; null when the fact does not say. */
    abstract @Nullable Boolean wrong(IncidentFact step);

    abstract SignalKind kind();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> inputs() {
        return Set.of(IncidentFact.ANY);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("usualShare", 0.15, 0.01, 0.9),
                new Parameter("chance", 0.001, 0.000001, 0.1),
                new Parameter("least", 10, 3, 400),
                new Parameter("days", 60, 7, 365),
                new Parameter("pause", 14, 1, 90));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(List.of(), null);
    }

    @Override
    public List<String> keys(Fact fact) {
        return fact instanceof IncidentFact step && step.unit() != null && wrong(step) != null
                ? List.of(step.area().substring(0, Math.min(6, step.area().length())) + ":" + step.unit())
                : List.of();
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        if (!(fact instanceof IncidentFact step) || step.unit() == null) {
            return Step.to(state);
        }
        var wrong = wrong(step);
        if (wrong == null) {
            return Step.to(state);
        }
        var since = step.at().minus(Duration.ofDays(values.count("days")));
        // what goes wrong once more is still one matter
        var done = new ArrayList<>(state.done().stream()
                .filter(one -> one.at().isAfter(since) && !one.incident().equals(step.incident()))
                .toList());
        boolean before = state.done().stream().anyMatch(one -> one.incident().equals(step.incident()) && one.wrong());
        done.add(new Done(step.incident(), step.at(), wrong || before));
        var kept = List.copyOf(done.subList(Math.max(0, done.size() - MOST), done.size()));
        var now = new State(kept, state.told());
        int all = kept.size();
        int bad = (int) kept.stream().filter(Done::wrong).count();
        boolean toldLately =
                state.told() != null && step.at().isBefore(state.told().plus(Duration.ofDays(values.count("pause"))));
        if (all < values.count("least") || toldLately || !wrong) {
            return Step.to(now);
        }
        double chance = Tail.ofShare(bad, all, values.get("usualShare"));
        if (chance >= values.get("chance")) {
            return Step.to(now);
        }
        var finding = new Finding(
                kind(),
                name() + ":" + key + ":" + step.incident() + ":" + step.at().getEpochSecond(),
                name() + ":" + key,
                WarningLevel.BLUE,
                key.substring(0, key.indexOf(':')),
                null,
                null,
                step.unit(),
                kept.getFirst().at(),
                step.at(),
                Map.of(
                        "observed",
                        (double) bad,
                        "of",
                        (double) all,
                        "expected",
                        all * values.get("usualShare"),
                        "chance",
                        chance),
                kept.reversed().stream()
                        .filter(Done::wrong)
                        .map(Done::incident)
                        .limit(EVIDENCE)
                        .toList());
        return new Step<>(new State(kept, step.at()), List.of(finding));
    }
}
