package io.linli.incident;

import io.linli.journal.DomainEvent;
import io.linli.journal.JournalEntry;
import io.linli.journal.RollUp;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Of an incident's month stays where it stood before and after: enough for the counters, and for whoever wants to know
 * which were reported. The steps in between stand in the incident's own trail for good.
 */
@Component
class IncidentRollUp implements RollUp {

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.copyOf(IncidentEvents.KINDS);
    }

    @Override
    public String subject() {
        return "incident";
    }

    @Override
    public DomainEvent sum(List<JournalEntry> entries) {
        var events = entries.stream()
                .map(entry -> IncidentEvents.in(entry)
                        .orElseThrow(() -> new IllegalArgumentException(entry.type() + " is no event of incidents")))
                .toList();
        var first = events.getFirst();
        var last = events.getLast();
        return new IncidentRolledUp(
                first.incident(),
                events.stream().anyMatch(IncidentRollUp::isReport),
                first.before(),
                last.now(),
                events.stream().mapToInt(IncidentRollUp::steps).sum(),
                last.at());
    }

    static boolean isReport(IncidentEvent event) {
        return event instanceof IncidentReported || (event instanceof IncidentRolledUp sum && sum.reported());
    }

    private static int steps(IncidentEvent event) {
        return event instanceof IncidentRolledUp sum ? sum.steps() : 1;
    }
}
