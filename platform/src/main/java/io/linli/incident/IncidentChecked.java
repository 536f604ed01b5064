package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Another person looked at what was settled on the spot. */
@EventName("incident.checked/1")
public record IncidentChecked(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
