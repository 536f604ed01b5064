package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** It was accepted as a case (立案). */
@EventName("incident.filed/1")
public record IncidentFiled(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
