package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_LAST_STAGE;
import static io.linli.incident.IncidentProblem.INCIDENT_OVERDUE;
import static io.linli.incident.IncidentProblem.INCIDENT_WITHOUT_CLOCK;

import io.linli.calendar.SlaClock;
import io.linli.calendar.TimeLeft;
import io.linli.calendar.TimeLimit;
import io.linli.calendar.WorkingCalendar;
import io.linli.incident.CategoryDefinition.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Until when each stage of an incident runs, and when somebody is to be told. All of it is counted from what the incident
 * holds, so it can be counted again.
 */
@Component
class Deadlines {

    private final IncidentSettings settings;
    private final Supplier<Taxonomy> kinds;
    private final Versions versions;
    private final WorkingCalendar calendar;

    @Autowired
    Deadlines(IncidentSettings settings, Categories categories, WorkingCalendar calendar) {
        this(settings, categories::taxonomy, categories::version, calendar);
    }

    Deadlines(IncidentSettings settings, Supplier<Taxonomy> kinds, Versions versions, WorkingCalendar calendar) {
        this.settings = settings;
        this.kinds = kinds;
        this.versions = versions;
        this.calendar = calendar;
    }

    /** What an earlier version said of a kind. */
    interface Versions {
        CategoryDefinition of(Taxonomy.Kind kind, int number);
    }

    /**
     * What the time of an incident has brought.
     *
     * @param told how far the warnings have come by now
     * @param over it goes a level up
     * @param next when the next timer fires, unless it goes up
     */
    record Firing(int told, boolean over, Instant next) {}

    /** Everything that is due by now. After a long rest the last of the warnings only. */
    Firing firing(Incident incident, Instant now) {
        var course = incident.progress().course();
        int told = course.told();
        while (told < Due.RED && !next(incident, told).isAfter(now)) {
            told++;
        }
        var waiting = course.next();
        var end = course.told() == Due.OVER && waiting != null ? waiting : next(incident, Due.RED);
        boolean over = told >= Due.RED && !end.isAfter(now);
        return new Firing(told, over, over ? now : told >= Due.RED ? end : next(incident, told));
    }

    /** Minutes, day and night: 分钟级响应. */
    Due response(Instant reported) {
        var limit = TimeLeft.of(settings.responseLimit(), SlaClock.WALL_CLOCK);
        return due(new Term(limit, limit, reported, calendar.revision()), 0);
    }

    /** Until the desk has decided: on an objection, on what was reopened. */
    Due decision(Instant from) {
        var limit = TimeLeft.of(settings.rules().decision().limit());
        return due(new Term(limit, limit, from, calendar.revision()), 0);
    }

    /** Until a unit that was called has answered. */
    Instant call(Instant from) {
        return calendar.deadline(from, settings.rules().call().limit());
    }

    /** Until a bad review has been seen to. */
    Instant followUp(Instant from) {
        return calendar.deadline(from, settings.rules().followUp().limit());
    }

    /** Of the first stage, as the version says that is in force. */
    Due handling(Instant from, @Nullable String category) {
        return handling(from, stages(category, null), category, 0);
    }

    /** Of the stage that it is in, as the version says that it was filed under. */
    Due handling(Instant from, Incident incident) {
        var now = incident.progress();
        return asPromised(
                handling(
                        from,
                        stages(now.category(), now.course().version()),
                        now.category(),
                        now.course().stage()),
                incident,
                from);
    }

    /** Not later than the hotline has promised an answer, whatever limit the kind has; that one runs day and night. */
    Due asPromised(Due due, Incident incident, Instant from) {
        var promised = incident.progress().turns().promised();
        if (promised == null || !promised.isBefore(due.at())) {
            return due;
        }
        var limit = TimeLeft.of(Duration.between(from, promised), SlaClock.WALL_CLOCK);
        return due(new Term(limit, limit, from, calendar.revision()), 0);
    }

    Due nextStage(Instant from, Incident incident) {
        var now = incident.progress();
        var stages = stages(now.category(), now.course().version());
        int next = now.course().stage() + 1;
        if (next >= stages.size()) {
            throw INCIDENT_LAST_STAGE.with();
        }
        return handling(from, stages, now.category(), next);
    }

    boolean hasNextStage(Incident incident) {
        var now = incident.progress();
        return now.course().stage() + 1
                < stages(now.category(), now.course().version()).size();
    }

    /** The present stage and how many there are; empty when there is but one, without a name. */
    Optional<IncidentDetail.Stage> stage(Incident incident) {
        var now = incident.progress();
        var stages = stages(now.category(), now.course().version());
        int at = now.course().stage();
        return at >= stages.size() || (stages.size() == 1 && stages.getFirst().name() == null)
                ? Optional.empty()
                : Optional.of(new IncidentDetail.Stage(stages.get(at).name(), at + 1, stages.size()));
    }

    private Due handling(Instant from, List<Stage> stages, @Nullable String category, int stage) {
        var limit = TimeLeft.of(
                stages.isEmpty()
                        ? general(category)
                        : stages.get(Math.min(stage, stages.size() - 1)).limit());
        return due(new Term(limit, limit, from, calendar.revision()), 0);
    }

    private TimeLimit general(@Nullable String category) {
        var confirmed = category == null ? null : settings.confirmedLimits().get(category);
        return (confirmed == null ? settings.handlingLimit() : confirmed).limit();
    }

    /** What was confirmed; of the kind itself, else of the one above it. */
    private List<Stage> stages(@Nullable String category, @Nullable Integer version) {
        for (var kind : kinds.get().upwards(category)) {
            var definition = version != null && kind.code().equals(category) ? versions.of(kind, version) : kind.is();
            if (definition.confirmed() && !definition.stages().isEmpty()) {
                return definition.stages();
            }
        }
        return List.of();
    }

    /** What is said of its kind now. */
    @Nullable
    Integer version(Incident incident) {
        return kinds.get()
                .find(incident.progress().category())
                .map(Taxonomy.Kind::version)
                .orElse(null);
    }

    /** Whether the competent department has confirmed how long this kind may take; else it reads 未核定. */
    boolean isConfirmed(Incident incident) {
        var now = incident.progress();
        return (now.category() != null && settings.confirmedLimits().containsKey(now.category()))
                || !stages(now.category(), now.course().version()).isEmpty();
    }

    /** Whether its end lies in a year whose days off are not published yet: 暂按周末计. */
    boolean isProvisional(Incident incident) {
        var now = incident.progress();
        var term = now.course().term();
        return term != null
                && now.dueAt() != null
                && term.whole().clock() != SlaClock.WALL_CLOCK
                && !calendar.isPublished(Zone.dayOf(now.dueAt()));
    }

    /** What stays while the clock stands. A limit that is over is not stopped any more. */
    Term suspended(Incident incident, Instant now) {
        var term = running(incident, now);
        var due = incident.progress().dueAt();
        var left =
                due == null ? term.left() : calendar.left(now, due, term.whole().clock());
        return term.withLeft(left, now);
    }

    Due resumed(Incident incident, Instant now) {
        var term = term(incident);
        return due(
                new Term(term.whole(), term.left(), now, calendar.revision()),
                incident.progress().course().told());
    }

    /** With more time, on the same clock; what was told of the shorter limit is told again when it is time for it. */
    Due extended(Incident incident, int more, Instant now) {
        var term = running(incident, now);
        var limit = new TimeLimit(more, term.whole().clock());
        var longer = new Term(term.whole().plus(limit), term.left().plus(limit), term.from(), calendar.revision());
        var due = due(longer, 0);
        while (due.next() != null && !due.next().isAfter(now) && due.told() < Due.RED) {
            due = due(longer, due.told() + 1);
        }
        return due;
    }

    /**
     * Under the first limit of another kind, from when the present one began: what has been used stays used. Of a pause
     * before, that is so much time where both run on the same clock, else the same share.
     */
    Due ofKind(Incident incident, Taxonomy.Kind kind, Instant now) {
        var term = term(incident);
        var stages = stages(kind.code(), kind.version());
        var whole = TimeLeft.of(
                stages.isEmpty() ? general(kind.code()) : stages.getFirst().limit());
        var limit = new Term(whole, rest(whole, term), term.from(), calendar.revision());
        var due = due(limit, 0);
        // of several warnings that are over by now the last only
        while (due.next() != null && !due.next().isAfter(now) && due.told() < Due.RED) {
            due = due(limit, due.told() + 1);
        }
        return asPromised(due, incident, term.from());
    }

    private static TimeLeft rest(TimeLeft whole, Term before) {
        long used = before.whole().amount() - before.left().amount();
        long rest = whole.clock() == before.whole().clock()
                ? whole.amount() - used
                : (long) Math.ceil(whole.amount()
                        * ((double) before.left().amount() / before.whole().amount()));
        return new TimeLeft(whole.clock(), Math.max(0, rest));
    }

    /** The same, as the calendar is now. */
    Due recounted(Incident incident) {
        var course = incident.progress().course();
        var term = term(incident);
        var due = due(new Term(term.whole(), term.left(), term.from(), calendar.revision()), course.told());
        // on its way up the levels it keeps to the time of the level
        return course.told() < Due.OVER ? due : new Due(due.at(), due.term(), course.told(), course.next());
    }

    Term recountedWhileSuspended(Incident incident) {
        var term = term(incident);
        return new Term(term.whole(), term.left(), term.from(), calendar.revision());
    }

    /** When the level above has had its time. */
    Instant escalation(Instant from) {
        return calendar.deadline(from, settings.escalation().limit());
    }

    /** When the next warning is due after that one. */
    Instant next(Incident incident, int told) {
        var due = incident.progress().dueAt();
        return next(term(incident).whole(), due == null ? Instant.MAX : due, told);
    }

    SlaClock clock(Incident incident) {
        return term(incident).whole().clock();
    }

    private Term running(Incident incident, Instant now) {
        var term = term(incident);
        var due = incident.progress().dueAt();
        if (due != null && !due.isAfter(now)) {
            throw INCIDENT_OVERDUE.with();
        }
        return term;
    }

    private static Term term(Incident incident) {
        var term = incident.progress().course().term();
        if (term == null) {
            throw INCIDENT_WITHOUT_CLOCK.with();
        }
        return term;
    }

    private Due due(Term term, int told) {
        var at = calendar.deadline(term.from(), term.left());
        return new Due(at, term, told, next(term.whole(), at, told));
    }

    private Instant next(TimeLeft whole, Instant due, int told) {
        return switch (told) {
            case 0 -> calendar.used(settings.warnings().yellow(), whole, due);
            case Due.YELLOW -> calendar.used(settings.warnings().red(), whole, due);
            default -> due;
        };
    }
}
