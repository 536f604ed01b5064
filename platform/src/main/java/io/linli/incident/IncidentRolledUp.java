package io.linli.incident;

import io.linli.journal.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to it in a month of more than three years ago.
 *
 * @param reported whether it was reported in that month
 * @param before as it was before that month; null when it was reported in it
 * @param now as it was at the month's end
 * @param steps how many events these were
 * @param at when the last of them happened
 */
@EventName("incident.rolled-up/1")
public record IncidentRolledUp(
        IncidentId incident, boolean reported, @Nullable IncidentFacts before, IncidentFacts now, int steps, Instant at)
        implements IncidentEvent {}
