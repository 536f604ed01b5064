package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It had ended, and is taken up again. */
@EventName("incident.reopened/1")
public record IncidentReopened(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
