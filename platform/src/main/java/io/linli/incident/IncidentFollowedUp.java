package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Somebody saw to a bad review. */
@EventName("incident.followed-up/1")
public record IncidentFollowedUp(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
