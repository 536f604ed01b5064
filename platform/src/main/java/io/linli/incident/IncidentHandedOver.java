package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Who had it left, and somebody else has it now. */
@EventName("incident.handed-over/1")
public record IncidentHandedOver(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
