package io.linli.analysis.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Feeds detectors fact by fact. Where their states come from and go to is the caller's: a database, a store of a stream,
 * or memory. A detector that fails at a fact keeps the state that it had, and keeps no other from going on.
 */
public final class Course {

    /** Where states are while facts are fed. */
    public interface States {

        /** None for a key that has had no fact yet. */
        @Nullable
        Object get(Detector<?> detector, String key);

        void put(Detector<?> detector, String key, Object state);

        /** All keys that the detector has a state of, in order. */
        List<String> keys(Detector<?> detector);
    }

    /** What went wrong for one detector and key. */
    public record Fault(Detector<?> detector, String key, RuntimeException cause) {}

    /** What one fact led to. */
    public record Outcome(List<Found> findings, List<Fault> faults) {}

    /** One finding and who found it. */
    public record Found(Detector<?> detector, Finding finding) {}

    private final States states;
    private final Function<Detector<?>, Values> values;

    public Course(States states, Function<Detector<?>, Values> values) {
        this.states = states;
        this.values = values;
    }

    public Outcome feed(List<? extends Detector<?>> detectors, Fact fact) {
        var findings = new ArrayList<Found>();
        var faults = new ArrayList<Fault>();
        for (var detector : detectors) {
            if (detector.takes(fact)) {
                feed(detector, fact, findings, faults);
            }
        }
        return new Outcome(findings, faults);
    }

    private <S> void feed(Detector<S> detector, Fact fact, List<Found> findings, List<Fault> faults) {
        for (var key : keys(detector, fact, faults)) {
            try {
                var before = states.get(detector, key);
                var state =
                        before == null ? detector.start() : detector.stateType().cast(before);
                var step = detector.on(key, state, fact, values.apply(detector));
                if (step.state() != before) { // not by its content: a large one is like itself up to the last fact
                    states.put(detector, key, step.state());
                }
                step.findings().forEach(finding -> findings.add(new Found(detector, finding)));
            } catch (RuntimeException e) {
                faults.add(new Fault(detector, key, e));
            }
        }
    }

    private List<String> keys(Detector<?> detector, Fact fact, List<Fault> faults) {
        try {
            return fact instanceof DayEnded ? states.keys(detector) : detector.keys(fact);
        } catch (RuntimeException e) {
            faults.add(new Fault(detector, "", e));
            return List.of();
        }
    }

    /** States that are kept in memory only. */
    public static final class InMemory implements States {

        private final Map<String, Map<String, Object>> states = new HashMap<>();

        @Override
        public @Nullable Object get(Detector<?> detector, String key) {
            return of(detector).get(key);
        }

        @Override
        public void put(Detector<?> detector, String key, Object state) {
            of(detector).put(key, state);
        }

        @Override
        public List<String> keys(Detector<?> detector) {
            return of(detector).keySet().stream().sorted().toList();
        }

        private Map<String, Object> of(Detector<?> detector) {
            return states.computeIfAbsent(detector.name(), name -> new HashMap<>());
        }
    }
}
