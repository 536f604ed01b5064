package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_REOPEN_TOO_LATE;

import io.linli.files.FileId;
import io.linli.files.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What follows the end of a matter: reopening, a second look, the call to the reporter, seeing to a bad review. */
@Service
@Transactional
public class AfterTheEnd {

    static final String CHECK = "check";
    static final String REVIEW = "review";

    private final Works works;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Ratings ratings;
    private final Notes notes;
    private final Files files;
    private final IncidentSettings settings;

    AfterTheEnd(
            Works works,
            IncidentTasks tasks,
            Dispatch dispatch,
            Deadlines deadlines,
            Ratings ratings,
            Notes notes,
            Files files,
            IncidentSettings settings) {
        this.works = works;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.ratings = ratings;
        this.notes = notes;
        this.files = files;
        this.settings = settings;
    }

    /** By the reporter within the period, or by review: whoever inspects there may at any time. */
    public IncidentDetail reopen(IncidentId id, Doer by, @Nullable String note) {
        var work = works.begin(id, by);
        work.check(IncidentStep.REOPEN);
        var incident = work.incident();
        var reason = notes.needed(note);
        if (work.isReporters()) {
            inTime(incident, work.at());
        }
        var act = work.isReporters()
                ? work.byReporter(IncidentStep.REOPEN, reason)
                : work.act(IncidentStep.REOPEN, reason);
        var desk = dispatch.inspector(incident);
        incident.reopen(act, work.standing(), desk, deadlines.decision(work.at()));
        backOnTheDesk(incident, desk, work.at());
        return works.done(work);
    }

    /** Who knows number and query code is the reporter; in the transaction of who asks. */
    void reopenByCode(Incident incident, Note reason, Instant at) {
        if (!incident.status().next().contains(IncidentStatus.REOPENED)) {
            throw StepRules.notAllowed(incident.status());
        }
        inTime(incident, at);
        var desk = dispatch.inspector(incident);
        var act = new Trail.Act(IncidentStep.REOPEN, Actor.REPORTER, at, null, reason, List.of());
        incident.reopenByCode(act, desk, deadlines.decision(at));
        backOnTheDesk(incident, desk, at);
    }

    private void inTime(Incident incident, Instant at) {
        if (!settings.rules().mayReopen(incident.progress().endedAt(), at)) {
            throw INCIDENT_REOPEN_TOO_LATE.with(settings.rules().reopen().toDays());
        }
    }

    private void backOnTheDesk(Incident incident, Holder desk, Instant at) {
        tasks.finish(incident, CHECK, at);
        tasks.finish(incident, REVIEW, at);
        tasks.handOn(incident, desk, at);
    }

    /** Of what was settled on the spot, by another than who settled it. */
    public IncidentDetail check(IncidentId id, Doer by, boolean passed, @Nullable String note, List<FileId> photos) {
        var work = works.begin(id, by);
        work.check(IncidentStep.CHECK);
        var incident = work.incident();
        var seen = notes.needed(note);
        var desk = dispatch.inspector(incident);
        incident.check(
                work.act(IncidentStep.CHECK, seen, photos),
                work.standing(),
                passed,
                desk,
                deadlines.decision(work.at()));
        files.attach(photos, by.caller().username(), id.matter());
        tasks.finish(incident, CHECK, work.at());
        if (!passed) {
            backOnTheDesk(incident, desk, work.at());
        }
        return works.done(work);
    }

    /**
     * What the reporter said on the telephone.
     *
     * @param answers null when they were not reached
     */
    public IncidentDetail callBack(IncidentId id, Doer by, @Nullable Rating answers, @Nullable String note) {
        var work = works.begin(id, by);
        work.check(IncidentStep.CALL_BACK);
        var said = notes.note(note);
        work.incident().callBack(work.act(IncidentStep.CALL_BACK, said), work.standing(), answers);
        if (answers != null) {
            rated(work.incident(), answers, Rater.CALL_BACK, said, work.at());
        }
        return works.done(work);
    }

    /** Keeps what was answered; of a bad review somebody is given the task to see to it, until a day that is set. */
    void rated(Incident incident, Rating rating, Rater rater, @Nullable Note said, Instant at) {
        var round = incident.progress().turns().reopenings();
        ratings.add(incident.id(), round, rating, rater, said, at);
        if (rating.isBad()) {
            tasks.ask(incident, REVIEW, dispatch.inspector(incident), at, deadlines.followUp(at));
        }
    }

    /** By another than those who dealt with the matter. */
    public IncidentDetail followUp(IncidentId id, Doer by, @Nullable String note) {
        var work = works.begin(id, by);
        work.check(IncidentStep.FOLLOW_UP);
        work.incident().followUp(work.act(IncidentStep.FOLLOW_UP, notes.needed(note)), work.standing());
        tasks.finish(work.incident(), REVIEW, work.at());
        return works.done(work);
    }
}
