package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** The reporter took it back. */
@EventName("incident.withdrawn/1")
public record IncidentWithdrawn(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
