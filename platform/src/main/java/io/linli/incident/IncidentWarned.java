package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** So much of its limit is used up that whoever has it is told. */
@EventName("incident.warned/1")
public record IncidentWarned(
        IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at, WarningColour colour)
        implements IncidentEvent {}
