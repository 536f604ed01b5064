package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Somebody went and looked before it was filed. */
@EventName("incident.verified/1")
public record IncidentVerified(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
