package io.linli.analysis.detector;

import static io.linli.incident.IncidentStatus.OBJECTED;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One matter that units have objected to more than once: it is being sent to and fro, and somebody above must say whose it is. */
public final class ObjectedAgain implements Detector<ObjectedAgain.State> {

    public record State(List<Instant> objections) {}

    @Override
    public String name() {
        return "objected-again";
    }

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
        return List.of(new Parameter("times", 2, 2, 10));
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public State start() {
        return new State(List.of());
    }

    @Override
    public List<String> keys(Fact fact) {
        return fact instanceof IncidentFact step && step.comesTo(OBJECTED)
                ? List.of(step.incident().toString())
                : List.of();
    }

    @Override
    public Step<State> on(String key, State state, Fact fact, Values values) {
        if (!(fact instanceof IncidentFact step) || state.objections().contains(step.at())) {
            return Step.to(state);
        }
        var objections = new ArrayList<>(state.objections());
        objections.add(step.at());
        var now = new State(List.copyOf(objections));
        if (objections.size() < values.count("times")) {
            return Step.to(now);
        }
        var finding = new Finding(
                SignalKind.OBJECTED_AGAIN,
                name() + ":" + key + ":" + objections.size(),
                name() + ":" + key,
                WarningLevel.BLUE,
                step.area(),
                null,
                step.category(),
                null,
                objections.getFirst(),
                step.at(),
                Map.of("times", (double) objections.size()),
                List.of(step.incident()));
        return new Step<>(now, List.of(finding));
    }
}
