package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It was given more time. */
@EventName("incident.extended/1")
public record IncidentExtended(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
