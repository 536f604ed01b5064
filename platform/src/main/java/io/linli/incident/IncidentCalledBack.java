package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** The reporter was called and not reached. */
@EventName("incident.called-back/1")
public record IncidentCalledBack(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
