package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It is another kind of matter than it was taken for; what it was stands in {@code before}. */
@EventName("incident.recategorised/1")
public record IncidentRecategorised(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
