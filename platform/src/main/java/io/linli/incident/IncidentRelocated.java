package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** The ground was divided anew, and it lies in another area now. */
@EventName("incident.relocated/1")
public record IncidentRelocated(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
