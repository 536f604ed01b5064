package io.linli.analysis;

import io.linli.analysis.detector.IncidentFact;
import io.linli.analysis.detector.RainFact;
import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentFacts;
import io.linli.incident.IncidentReported;
import io.linli.journal.JournalEntry;
import io.linli.sensing.RainMeasured;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Turns entries of the journal into what detectors are told. Matters of restricted kinds, and those about somebody in
 * service, are told to none: a signal is seen by more people than they are.
 */
final class FactReader {

    private static final List<Class<? extends IncidentEvent>> KINDS = Arrays.stream(
                    IncidentEvent.class.getPermittedSubclasses())
            .<Class<? extends IncidentEvent>>map(kind -> kind.asSubclass(IncidentEvent.class))
            .toList();

    private FactReader() {}

    /** The event, whoever may be told of it. */
    static Optional<IncidentEvent> event(JournalEntry entry) {
        if (!entry.type().startsWith(IncidentFact.ANY)) {
            return Optional.empty();
        }
        for (var kind : KINDS) {
            if (entry.is(kind)) {
                return Optional.of(entry.as(kind));
            }
        }
        return Optional.empty();
    }

    /** Rain is told to all, as of that time. */
    static Optional<RainFact> rain(JournalEntry entry, Instant at) {
        if (!entry.is(RainMeasured.class)) {
            return Optional.empty();
        }
        var rain = entry.as(RainMeasured.class);
        return Optional.of(new RainFact(
                rain.station().code(),
                at,
                rain.areas().stream().map(AreaCode::code).toList(),
                rain.hour(),
                rain.millimetres()));
    }

    static boolean isToldOf(IncidentFacts facts) {
        return facts.restricted() == null && facts.hiddenFrom() == null;
    }

    static Optional<IncidentFact> fact(JournalEntry entry) {
        return event(entry).filter(event -> isToldOf(event.now())).map(event -> fact(entry.type(), event));
    }

    static IncidentFact fact(String type, IncidentEvent event) {
        var before = event.before();
        var now = event.now();
        var grid = now.grid();
        var unit = before != null && before.unit() != null ? before.unit() : now.unit();
        return new IncidentFact(
                type.substring(0, type.indexOf('/')),
                event.incident().id(),
                event.at(),
                now.area().code(),
                grid == null ? null : grid.code(),
                now.geohash(),
                now.category(),
                before == null ? null : before.status(),
                now.status(),
                now.urgent(),
                unit == null ? null : unit.id(),
                before == null ? now.dueAt() : before.dueAt(),
                event instanceof IncidentReported reported ? reported.signature() : null);
    }
}
