package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It was not given more time. */
@EventName("incident.extension-refused/1")
public record IncidentExtensionRefused(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
