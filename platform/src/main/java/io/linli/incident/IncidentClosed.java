package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It has come to its verified end. */
@EventName("incident.closed/1")
public record IncidentClosed(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
