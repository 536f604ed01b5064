package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Who has it began to act; {@code responded} when this was the first human act that the reporter sees. */
@EventName("incident.taken/1")
public record IncidentTaken(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, boolean responded)
        implements IncidentEvent {}
