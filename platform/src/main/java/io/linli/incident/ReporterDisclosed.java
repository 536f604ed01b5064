package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;

/** The reporter of a confidential report was opened to two persons. */
@EventName("incident.disclosed/1")
public record ReporterDisclosed(IncidentId incident, IncidentFacts before, IncidentFacts now, Instant at)
        implements IncidentEvent {}
