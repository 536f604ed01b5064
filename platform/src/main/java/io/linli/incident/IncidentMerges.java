package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_MAIN_UNFIT;

import io.linli.incident.Trail.Act;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 并案: several reports of one thing are dealt with as one; who reported each of them is told as of their own. */
@Service
@Transactional
public class IncidentMerges {

    private final Works works;
    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final Notes notes;
    private final Writes writes;
    private final SystemScope system;

    IncidentMerges(
            Works works, Incidents incidents, IncidentTasks tasks, Notes notes, Writes writes, SystemScope system) {
        this.works = works;
        this.incidents = incidents;
        this.tasks = tasks;
        this.notes = notes;
        this.writes = writes;
        this.system = system;
    }

    /**
     * Makes it part of another, for good: the table of states knows no way back, and the trail of both tells why.
     *
     * @param into another that is open and that the caller looks after too
     */
    public IncidentDetail merge(IncidentId id, Doer by, IncidentId into, @Nullable String note) {
        if (id.equals(into)) {
            throw INCIDENT_MAIN_UNFIT.with().at("into");
        }
        // always in the same order, so that two who merge crosswise wait for each other and do not block for ever
        boolean first = id.id().compareTo(into.id()) < 0;
        var one = incidents.lock(first ? id : into);
        var other = incidents.lock(first ? into : id);
        var work = works.of(first ? one : other, by);
        var main = first ? other : one;
        work.check(IncidentStep.MERGE);
        var reason = notes.needed(note);
        if (!main.status().isOpen()
                || !works.of(main, by).standing().covers()
                || StepRules.isAbout(main, by.caller())
                || !same(main.hiddenFrom(), work.incident().hiddenFrom())) {
            throw INCIDENT_MAIN_UNFIT.with().at("into");
        }
        work.incident().merge(work.act(IncidentStep.MERGE, reason), work.standing(), into);
        main.join(Act.of(IncidentStep.JOIN, Actor.SYSTEM, work.at()), id);
        tasks.finish(work.incident(), work.at());
        return system.call(() -> {
            // what was part of it is part of the other now
            writes.add("update incident.incident set merged_into = ? where merged_into = ?", into.id(), id.id());
            // and whoever followed it follows the other
            writes.add("""
                    insert into incident.follower (incident, account, at)
                    select ?, account, at from incident.follower where incident = ? on conflict do nothing""", into.id(), id.id());
            incidents.save(main);
            return works.done(work);
        });
    }

    // what is kept from some post is not made part of what that post deals with
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return List.of(one == null ? "" : one).equals(List.of(other == null ? "" : other));
    }
}
