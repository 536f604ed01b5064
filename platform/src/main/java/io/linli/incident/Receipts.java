package io.linli.incident;

import io.linli.settings.SystemScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What reporters are told at once, and again when they ask again. */
@Component
class Receipts {

    private final Incidents incidents;
    private final Labels labels;
    private final SystemScope system;

    Receipts(Incidents incidents, Labels labels, SystemScope system) {
        this.incidents = incidents;
        this.labels = labels;
        this.system = system;
    }

    ReportReceipt of(Incident incident, QueryCode code) {
        return receipt(incident, code, incident.progress().dueAt(), incident.status());
    }

    /** The first answer, whatever has become of the report since. An anonymous one is nobody's to see otherwise. */
    @Transactional(readOnly = true)
    public ReportReceipt again(IncidentId id, QueryCode code) {
        return system.call(() -> {
            var trail = incidents.trail(id);
            var settled = trail.stream()
                    .anyMatch(entry -> entry.act().step() == IncidentStep.INSPECT
                            && entry.act().at().equals(trail.getFirst().act().at()));
            return receipt(
                    incidents.get(id),
                    code,
                    settled ? null : trail.getFirst().due(),
                    settled ? IncidentStatus.CLOSED : IncidentStatus.REPORTED);
        });
    }

    private ReportReceipt receipt(Incident incident, QueryCode code, @Nullable Instant due, IncidentStatus status) {
        var reported = incident.reported();
        var now = incident.progress();
        var area = now.placement().area();
        return new ReportReceipt(
                incident.id(),
                reported.number(),
                code.code(),
                labels.say("incident.reported", incident.id().toString()),
                status,
                area,
                labels.area(area),
                now.placement().grid(),
                now.category(),
                labels.category(now.category()),
                labels.handler(now.holder()),
                due,
                reported.danger(),
                reported.danger() ? DangerWords.NUMBERS : null);
    }
}
