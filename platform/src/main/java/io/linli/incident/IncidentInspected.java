package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Someone else looked at what was done. */
@EventName("incident.inspected/1")
public record IncidentInspected(
        IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, InspectionResult result)
        implements IncidentEvent {}
