package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Somebody above reminded whoever has it. */
@EventName("incident.urged/1")
public record IncidentUrged(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
