package io.linli.insight;

import io.linli.incident.IncidentAnswered;
import io.linli.incident.IncidentEscalated;
import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentRated;
import io.linli.incident.IncidentRolledUp;
import io.linli.incident.IncidentStatus;
import io.linli.incident.IncidentTaken;
import io.linli.incident.IncidentVerified;
import io.linli.incident.Rating;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one incident, one after the other, tell of how it went.
 *
 * @param late a limit of it was over before what it was set for was done
 * @param partial only the sum of its months is known, not its steps
 */
record Track(
        @Nullable Instant respondedAt,
        @Nullable Instant endedAt,
        boolean late,
        int reworks,
        int reopenings,
        int escalations,
        @Nullable Rating rating,
        @Nullable Instant ratedAt,
        boolean partial) {

    /** Before its first event. */
    static final Track NEW = new Track(null, null, false, 0, 0, 0, null, null, false);

    Track after(IncidentEvent event) {
        var before = event.before();
        var is = event.now().status();
        var due = before == null ? null : before.dueAt();
        boolean ends = !is.isOpen()
                && (endedAt == null || (before != null && before.status().isOpen()));
        return new Track(
                respondedAt == null && answers(event) ? event.at() : respondedAt,
                is.isOpen() ? null : ends ? event.at() : endedAt,
                late
                        || event instanceof IncidentEscalated
                        || (due != null && event.at().isAfter(due)),
                reworks + comes(event, IncidentStatus.REWORK),
                reopenings + comes(event, IncidentStatus.REOPENED),
                escalations + (event instanceof IncidentEscalated ? 1 : 0),
                event instanceof IncidentRated rated ? rated.rating() : rating,
                event instanceof IncidentRated ? event.at() : ratedAt,
                partial || event instanceof IncidentRolledUp);
    }

    /** 分钟级响应: what a person did and the reporter sees; of a taking {@code incident} says whether it was the first. */
    private static boolean answers(IncidentEvent event) {
        return (event instanceof IncidentTaken taken && taken.responded())
                || event instanceof IncidentVerified // somebody stood at the place
                || event instanceof IncidentAnswered;
    }

    private static int comes(IncidentEvent event, IncidentStatus to) {
        var before = event.before();
        return event.now().status() == to && (before == null || before.status() != to) ? 1 : 0;
    }
}
