package io.linli.insight;

import io.linli.incident.IncidentAnswered;
import io.linli.incident.IncidentClosed;
import io.linli.incident.IncidentDispatched;
import io.linli.incident.IncidentEscalated;
import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentFacts;
import io.linli.incident.IncidentFiled;
import io.linli.incident.IncidentId;
import io.linli.incident.IncidentInspected;
import io.linli.incident.IncidentRated;
import io.linli.incident.IncidentReported;
import io.linli.incident.IncidentSource;
import io.linli.incident.IncidentStatus;
import io.linli.incident.IncidentTaken;
import io.linli.incident.IncidentWithdrawn;
import io.linli.incident.InspectionResult;
import io.linli.incident.Rating;
import io.linli.incident.ReportPrivacy;
import io.linli.insight.MatterReader.Known;
import io.linli.journal.JournalEntry.Position;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of one incident, each so many minutes after its report. */
final class SomeCourse {

    /** Where nothing else lies. */
    static final AreaCode AREA = new AreaCode("430181998001001");

    static final Instant EIGHT = Instant.parse("2026-03-02T00:00:00Z"); // eight o'clock in China

    private final IncidentId id = new IncidentId(UUID.randomUUID());
    private final IncidentSource source;
    private final List<IncidentEvent> events = new ArrayList<>();
    private IncidentFacts now;

    private SomeCourse(IncidentSource source, @Nullable Integer dueAfter) {
        this.source = source;
        this.now = facts(IncidentStatus.REPORTED, dueAfter);
        events.add(new IncidentReported(id, now, null, 0, "signature", EIGHT));
    }

    static SomeCourse reported(int dueAfter) {
        return new SomeCourse(IncidentSource.RESIDENT, dueAfter);
    }

    static SomeCourse reportedBy(IncidentSource source) {
        return new SomeCourse(source, null);
    }

    /** Filed and dispatched by the machine, which is no answer to anybody. */
    SomeCourse dispatched(int after) {
        var before = move(IncidentStatus.FILED, due());
        events.add(new IncidentFiled(id, before, now, at(after)));
        before = move(IncidentStatus.DISPATCHED, due());
        events.add(new IncidentDispatched(id, before, now, at(after)));
        return this;
    }

    SomeCourse taken(int after, boolean first) {
        var before = move(IncidentStatus.HANDLING, due());
        events.add(new IncidentTaken(id, before, now, at(after), first));
        return this;
    }

    SomeCourse answered(int after) {
        var before = move(IncidentStatus.FEEDBACK, null);
        events.add(new IncidentAnswered(id, before, now, at(after)));
        return this;
    }

    SomeCourse sentBack(int after, int dueAfter) {
        var before = move(IncidentStatus.REWORK, dueAfter);
        events.add(new IncidentInspected(id, before, now, at(after), InspectionResult.REWORK));
        return this;
    }

    SomeCourse closed(int after) {
        var before = move(IncidentStatus.CLOSED, null);
        events.add(new IncidentInspected(id, before, now, at(after), InspectionResult.PASSED));
        events.add(new IncidentClosed(id, now, now, at(after)));
        return this;
    }

    SomeCourse escalated(int after) {
        events.add(new IncidentEscalated(id, now, now, at(after)));
        return this;
    }

    SomeCourse withdrawn(int after) {
        var before = move(IncidentStatus.WITHDRAWN, null);
        events.add(new IncidentWithdrawn(id, before, now, at(after)));
        return this;
    }

    SomeCourse rated(int after, boolean satisfied) {
        events.add(new IncidentRated(id, now, now, at(after), new Rating(true, true, satisfied)));
        return this;
    }

    IncidentId id() {
        return id;
    }

    Track track() {
        var track = Track.NEW;
        for (var event : events) {
            track = track.after(event);
        }
        return track;
    }

    Known known() {
        return new Known(track(), now, new Position(0, 0, 0));
    }

    static Instant at(int after) {
        return EIGHT.plus(after, ChronoUnit.MINUTES);
    }

    private @Nullable Integer due() {
        var due = now.dueAt();
        return due == null ? null : (int) ChronoUnit.MINUTES.between(EIGHT, due);
    }

    private IncidentFacts move(IncidentStatus to, @Nullable Integer dueAfter) {
        var before = now;
        now = facts(to, dueAfter);
        return before;
    }

    private IncidentFacts facts(IncidentStatus status, @Nullable Integer dueAfter) {
        return new IncidentFacts(
                "SJ-" + id,
                AREA,
                AREA,
                Placement.How.POINT,
                null,
                "0102",
                status,
                false,
                false,
                null,
                null,
                null,
                null,
                ReportPrivacy.OPEN,
                source,
                EIGHT,
                dueAfter == null ? null : at(dueAfter));
    }
}
