package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/**
 * It is the same thing as another, and is dealt with there.
 *
 * @param main the other
 */
@EventName("incident.merged/1")
public record IncidentMerged(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, IncidentId main)
        implements IncidentEvent {}
