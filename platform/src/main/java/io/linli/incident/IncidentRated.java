package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** The reporter answered the three questions. */
@EventName("incident.rated/1")
public record IncidentRated(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, Rating rating)
        implements IncidentEvent {}
