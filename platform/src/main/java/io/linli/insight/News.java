package io.linli.insight;

import io.linli.incident.IncidentId;
import io.linli.incident.IncidentStatus;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an incident: codes and times, no text and no person.
 *
 * @param kind of event, such as {@code incident.reported}
 */
public record News(
        IncidentId incident,
        String number,
        String kind,
        AreaCode area,
        String areaName,
        @Nullable String category,
        IncidentStatus status,
        boolean urgent,
        @Nullable Instant dueAt,
        Instant at) {

    static final String REPORTED = "incident.reported";

    /** When both are told at once: as it is now, but still a report when it was one a moment ago. */
    News after(News earlier) {
        return earlier.kind().equals(REPORTED)
                ? new News(incident, number, REPORTED, area, areaName, category, status, urgent, dueAt, at)
                : this;
    }
}
