package io.linli.analysis.detector;

import static io.linli.incident.IncidentStatus.CLOSED;
import static io.linli.incident.IncidentStatus.REOPENED;
import static io.linli.incident.IncidentStatus.REWORK;

import io.linli.analysis.SignalKind;
import org.jspecify.annotations.Nullable;

/** A unit whose matters are sent back by the inspection, or opened again after their end, more often than is usual. */
public final class ComingBack extends UnitShare {

    @Override
    public String name() {
        return "coming-back";
    }

    @Override
    SignalKind kind() {
        return SignalKind.COMING_BACK;
    }

    @Override
    @Nullable
    Boolean wrong(IncidentFact step) {
        if (step.comesTo(REWORK) || step.comesTo(REOPENED)) {
            return true;
        }
        return step.comesTo(CLOSED) ? Boolean.FALSE : null;
    }
}
