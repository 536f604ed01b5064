package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** One stage of it is done, and the next begins. */
@EventName("incident.advanced/1")
public record IncidentAdvanced(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
