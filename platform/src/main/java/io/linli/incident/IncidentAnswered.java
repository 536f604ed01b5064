package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Who handled it told what was done. */
@EventName("incident.answered/1")
public record IncidentAnswered(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
