package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Its clock goes on with what was left. */
@EventName("incident.resumed/1")
public record IncidentResumed(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
