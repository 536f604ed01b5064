package io.linli.incident;

import static io.linli.incident.IncidentProblem.CATEGORY_CLOSED;
import static io.linli.incident.IncidentProblem.INCIDENT_CATEGORY_SAME;
import static io.linli.incident.IncidentProblem.UNKNOWN_VALUE;

import io.linli.incident.CategoryLearner.Correction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 类别更正: a matter is of another kind than it was taken for. Whoever has it or looks after it there says so; what is said
 * of that kind now, its evidence, its limits and whose it is, holds from then on.
 */
@Service
@Transactional
public class Recategorisations {

    private final Works works;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Categories categories;
    private final Notes notes;
    private final IncidentDetails details;
    private final ObjectProvider<CategoryLearner> learners;

    Recategorisations(
            Works works,
            IncidentTasks tasks,
            Dispatch dispatch,
            Deadlines deadlines,
            Categories categories,
            Notes notes,
            IncidentDetails details,
            ObjectProvider<CategoryLearner> learners) {
        this.works = works;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.categories = categories;
        this.notes = notes;
        this.details = details;
        this.learners = learners;
    }

    /**
     * Says what it is.
     *
     * @param note why; needed unless a suggestion is followed
     * @param suggestedBy the version of the model whose suggestion is followed
     */
    public IncidentDetail recategorise(
            IncidentId id, Doer by, String category, @Nullable String note, @Nullable String suggestedBy) {
        var work = works.begin(id, by);
        work.check(IncidentStep.RECATEGORISE);
        var incident = work.incident();
        var kind = categories
                .kind(category)
                .orElseThrow(() -> UNKNOWN_VALUE.with(category).at("category"));
        if (!kind.open()) {
            throw CATEGORY_CLOSED.with().at("category");
        }
        var was = incident.progress().category();
        if (kind.code().equals(was)) {
            throw INCIDENT_CATEGORY_SAME.with().at("category");
        }
        if (suggestedBy != null && !isSuggested(id, kind.code(), suggestedBy)) {
            throw UNKNOWN_VALUE.with(suggestedBy).at("suggestedBy");
        }
        var reason = suggestedBy == null ? notes.needed(note) : notes.note(note);
        var codes = (was == null ? "" : was) + ">" + kind.code() + (suggestedBy == null ? "" : " model:" + suggestedBy);
        var holder = incident.progress().holder();
        var next = elsewhere(work, kind.code());
        incident.recategorise(
                work.act(IncidentStep.RECATEGORISE, reason).saying(codes),
                work.standing(),
                kind,
                next,
                runsByKind(incident) ? deadlines.ofKind(incident, kind, work.at()) : null);
        tasks.handOn(incident, next == null ? holder : next, work.at());
        tasks.settle(incident, work.at());
        var correction = new Correction(id, was, kind.code(), work.caller().id(), work.at(), suggestedBy);
        learners.forEach(learner -> learner.corrected(correction));
        return works.done(work);
    }

    // who merely says that it was suggested would need no reason, and would count as one who followed the model
    private boolean isSuggested(IncidentId id, String category, String version) {
        var text = details.text(id).orElse("");
        return learners.stream().anyMatch(learner -> learner.suggests(text, category, version));
    }

    /**
     * Who has it by its new kind, where that is another than by the old. What the desk has yet to decide stays with the desk;
     * whom the level above chose for good keeps it, whatever it is called; and who only has it does not get rid of it like
     * that: they object to it (首接负责).
     */
    private @Nullable Holder elsewhere(Work work, String category) {
        var incident = work.incident();
        var now = incident.progress();
        if (incident.status() == IncidentStatus.OBJECTED
                || incident.status() == IncidentStatus.REOPENED
                || (now.turns().bound() && !StepRules.isAtLevel(now.course().level(), work.caller()))
                || !StepRules.isDesk(work.standing())) {
            return null;
        }
        var about = incident.reported().about();
        var before = dispatch.holder(now.placement(), now.category(), about);
        var next = dispatch.holder(now.placement(), category, about);
        return next.equals(before) || next.equals(now.holder()) ? null : next;
    }

    /** Else the clock of the response or of a decision runs, which is the same for every kind. */
    private static boolean runsByKind(Incident incident) {
        return incident.progress().course().term() != null
                && switch (incident.status()) {
                    case DISPATCHED, HANDLING, REWORK -> true;
                    case REPORTED,
                            VERIFYING,
                            FILED,
                            OBJECTED,
                            SUSPENDED,
                            FEEDBACK,
                            INSPECTING,
                            CLOSED,
                            UNSOLVABLE,
                            REJECTED,
                            REOPENED,
                            MERGED,
                            TRANSFERRED,
                            WITHDRAWN -> false;
                };
    }
}
