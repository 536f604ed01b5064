package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/**
 * Another report of the same thing was merged into it.
 *
 * @param joined the other
 */
@EventName("incident.joined/1")
public record IncidentJoined(
        IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, IncidentId joined)
        implements IncidentEvent {}
