package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Days off have changed, and with them the end of its limit. */
@EventName("incident.rescheduled/1")
public record IncidentRescheduled(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
