package io.linli.incident;

import io.linli.files.FileId;
import io.linli.identity.Caller;
import io.linli.incident.Trail.Act;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step about to be taken, under the incident's own lock.
 *
 * @param at when it arrived
 * @param happened when it was done, where that was earlier on a phone
 */
record Work(
        Incident incident,
        Caller caller,
        Standing standing,
        Instant at,
        @Nullable Instant happened) {

    Act act(IncidentStep step, @Nullable Note note) {
        return act(step, note, List.of());
    }

    Act act(IncidentStep step, @Nullable Note note, List<FileId> photos) {
        var area = incident.progress().placement().area();
        return new Act(step, Actor.of(caller, area), at, happened, null, note, photos);
    }

    Act byReporter(IncidentStep step, @Nullable Note note) {
        return new Act(step, Actor.REPORTER, at, happened, null, note, List.of());
    }

    boolean isReporters() {
        return caller.id().equals(incident.reported().owner());
    }

    void check(IncidentStep step) {
        StepRules.check(incident, step, standing);
    }
}
