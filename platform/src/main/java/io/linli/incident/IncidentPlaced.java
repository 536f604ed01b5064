package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Its place was found, or put right. */
@EventName("incident.placed/1")
public record IncidentPlaced(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
