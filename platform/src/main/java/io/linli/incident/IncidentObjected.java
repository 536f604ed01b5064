package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Who was given it says that it is somebody else's. */
@EventName("incident.objected/1")
public record IncidentObjected(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
