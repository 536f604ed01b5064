package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;
import java.util.UUID;

/** Somebody asked to open the reporter of a confidential report, and another person declined. */
@EventName("incident.disclosure-declined/1")
public record DisclosureDeclined(
        IncidentId incident, IncidentFacts before, IncidentFacts now, UUID disclosure, Instant at)
        implements IncidentEvent {}
