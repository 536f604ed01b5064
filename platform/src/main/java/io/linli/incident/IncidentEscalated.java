package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Its time is over, and the post above looks after it now. */
@EventName("incident.escalated/1")
public record IncidentEscalated(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
