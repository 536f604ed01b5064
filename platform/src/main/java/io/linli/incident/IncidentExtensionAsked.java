package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** Who has it asks for more time. */
@EventName("incident.extension-asked/1")
public record IncidentExtensionAsked(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
