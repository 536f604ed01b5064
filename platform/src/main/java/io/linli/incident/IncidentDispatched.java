package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It was given to who has to act. */
@EventName("incident.dispatched/1")
public record IncidentDispatched(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
