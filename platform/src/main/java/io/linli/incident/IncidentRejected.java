package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It was not accepted. */
@EventName("incident.rejected/1")
public record IncidentRejected(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
