package io.linli.analysis.detector;

import static io.linli.incident.IncidentStatus.FEEDBACK;

import io.linli.analysis.SignalKind;
import org.jspecify.annotations.Nullable;

/** A unit that has done what it had to do after its limit more often than is usual. */
public final class SlowUnit extends UnitShare {

    @Override
    public String name() {
        return "slow-unit";
    }

    @Override
    SignalKind kind() {
        return SignalKind.SLOW_UNIT;
    }

    @Override
    @Nullable
    Boolean wrong(IncidentFact step) {
        var due = step.dueAt();
        if (due == null || !step.comesTo(FEEDBACK)) {
            return null;
        }
        return step.at().isAfter(due);
    }
}
