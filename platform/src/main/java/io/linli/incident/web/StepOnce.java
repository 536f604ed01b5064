package io.linli.incident.web;

import io.linli.incident.Doer;
import io.linli.incident.IncidentDesk;
import io.linli.incident.IncidentDetail;
import io.linli.incident.IncidentId;
import io.linli.incident.LateArrivals;
import io.linli.problem.ProblemException;
import io.linli.settings.Idempotency;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A step that is sent again, because its answer was lost, is taken once. */
@Component
class StepOnce {

    private final IncidentDesk desk;
    private final Idempotency idempotency;
    private final LateArrivals late;

    StepOnce(IncidentDesk desk, Idempotency idempotency, LateArrivals late) {
        this.desk = desk;
        this.idempotency = idempotency;
        this.late = late;
    }

    IncidentDetail take(
            Doer by,
            @Nullable String key,
            HttpServletRequest request,
            Object said,
            IncidentId id,
            Supplier<IncidentDetail> step) {
        var caller = by.caller();
        try {
            return idempotency.onceSeeing(
                    idempotency.attempt(key, caller.id().toString(), request, said),
                    step,
                    taken -> taken.id().id(),
                    taken -> desk.again(id, caller));
        } catch (ProblemException refused) {
            throw late.reason(refused, by);
        }
    }
}
