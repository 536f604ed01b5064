package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Its clock stands. */
@EventName("incident.suspended/1")
public record IncidentSuspended(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
