package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_HANDLER_UNFIT;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.INCIDENT_TASKS_TOO_MANY;
import static io.linli.incident.IncidentProblem.INCIDENT_TASK_DUE_UNFIT;
import static io.linli.incident.IncidentProblem.INCIDENT_TASK_ELSEWHERE;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.privacy.Redaction;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.linli.tasking.TaskSource;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.Beside;
import io.linli.tasking.Tasks.FieldTask;
import io.linli.tasking.Tasks.Given;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 交办: something that is to be done beside a matter, by name, by a worker or a post of one's own territory. It stands in
 * their one list of tasks, is answered there, and outlives the matter: what somebody does is not taken from them.
 */
@Service
@Transactional
public class TasksBeside {

    private static final int MOST_OPEN = 20;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Incidents incidents;
    private final Standings standings;
    private final Tasks tasks;
    private final Dispatch dispatch;
    private final Posts posts;
    private final Territory territory;
    private final Labels labels;
    private final Redaction redaction;
    private final Notices notices;
    private final Acts acts;
    private final Writes writes;
    private final SystemScope system;
    private final Clock clock;

    TasksBeside(
            Incidents incidents,
            Standings standings,
            Tasks tasks,
            Dispatch dispatch,
            Posts posts,
            Territory territory,
            Labels labels,
            Redaction redaction,
            Notices notices,
            Acts acts,
            Writes writes,
            SystemScope system,
            Clock clock) {
        this.incidents = incidents;
        this.standings = standings;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.posts = posts;
        this.territory = territory;
        this.labels = labels;
        this.redaction = redaction;
        this.notices = notices;
        this.acts = acts;
        this.writes = writes;
        this.system = system;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param area whose worker or post it goes to
     * @param assignee one of those; null: as the server chooses
     */
    public record Wanted(
            String title,
            String words,
            Instant dueAt,
            AreaCode area,
            @Nullable AccountId assignee) {}

    public enum State {
        OPEN,
        DONE,
        /** It cannot be done. */
        NOT_DONE
    }

    /**
     * What was given, and what came of it.
     *
     * @param holder who has it; null while it waits for anybody of the post
     * @param answer in the words of whoever answered
     */
    public record View(
            UUID id,
            String title,
            @Nullable String words,
            AreaCode area,
            String areaName,
            @Nullable String holder,
            @Nullable String givenBy,
            Instant givenAt,
            @Nullable Instant dueAt,
            boolean overdue,
            State state,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable String answeredBy) {}

    /** All of a matter, and whether the caller may give more. */
    public record Listed(List<View> items, boolean mayGive) {}

    /** One to whom it could be given. */
    public record Taker(AccountId account, String name) {}

    /** Who works on the matter sees all of them, whoever's they are; who only sees it, or whom it is about, none. */
    @Transactional(readOnly = true)
    public Listed of(IncidentId id, Caller caller) {
        var incident = incidents.get(id); // unknown to who may not see it
        if (!standings.isInvolved(caller, incident) || StepRules.isAbout(incident, caller)) {
            return new Listed(List.of(), false);
        }
        return new Listed(
                given(id),
                caller.may(IncidentPermissions.DISPATCH)
                        && refusal(incident, caller).isEmpty());
    }

    /** As it stands now, for who gave it and did not hear that it was. */
    @Transactional(readOnly = true)
    public View one(IncidentId id, UUID task) {
        return given(id).stream()
                .filter(view -> view.id().equals(task))
                .findFirst()
                .orElseThrow();
    }

    /** Who holds the post of an area of the caller's territory, as far as the matter is not about them. */
    @Transactional(readOnly = true)
    public List<Taker> takers(IncidentId id, AreaCode area, Caller caller) {
        permit(caller);
        var incident = incidents.get(id);
        var queue = queue(area, caller);
        return posts.at(queue.area(), queue.role()).stream()
                .filter(holder -> fits(incident, holder, queue))
                .map(holder -> new Taker(holder.account(), holder.name()))
                .toList();
    }

    public View give(IncidentId id, Wanted wanted, Caller caller) {
        permit(caller);
        var incident = incidents.lock(id);
        refusal(incident, caller).ifPresent(refused -> {
            throw refused;
        });
        var now = clock.instant();
        if (!wanted.dueAt().isAfter(now) || wanted.dueAt().isAfter(now.plus(LONGEST))) {
            throw INCIDENT_TASK_DUE_UNFIT.with().at("dueAt");
        }
        if (system.call(() -> tasks.openBeside(id.matter())) >= MOST_OPEN) {
            throw INCIDENT_TASKS_TOO_MANY.with(MOST_OPEN);
        }
        var to = assignment(incident, wanted, queue(wanted.area(), caller));
        var title = redaction.redact(wanted.title());
        var task = tasks.give(
                new FieldTask(
                        "given:" + Ids.next(),
                        TaskSource.GIVEN,
                        title,
                        redaction.redact(wanted.words()),
                        wanted.area(),
                        place(incident),
                        to,
                        caller.id(),
                        null,
                        null,
                        null,
                        now,
                        wanted.dueAt(),
                        incident.progress().urgent()),
                new Beside(id.matter(), incident.reported().restricted(), incident.hiddenFrom()));
        acts.did(Act.of("incident.give-task").on("incident", id, task));
        writes.flush();
        tell(incident, task, title, to, caller);
        return one(id, task);
    }

    private Optional<ProblemException> refusal(Incident incident, Caller caller) {
        if (!incident.status().isOpen()) {
            return Optional.of(StepRules.notAllowed(incident.status()));
        }
        if (!standings.of(caller, incident).covers()) {
            return Optional.of(INCIDENT_ON_OTHER_GROUND.with());
        }
        return StepRules.isAbout(incident, caller) ? Optional.of(INCIDENT_ABOUT_YOU.with()) : Optional.empty();
    }

    /** The post that has what is given to an area of the caller's territory. */
    private Queue queue(AreaCode area, Caller caller) {
        var queue = tasks.at(area).queue();
        if (queue == null || territory.find(area).filter(Area::open).isEmpty() || !standings.covers(caller, area)) {
            throw INCIDENT_TASK_ELSEWHERE.with().at("area");
        }
        return queue;
    }

    private Assignment assignment(Incident incident, Wanted wanted, Queue queue) {
        var holders = posts.at(queue.area(), queue.role());
        var able = able(incident, queue);
        var assignee = wanted.assignee();
        if (assignee != null) {
            if (!able.contains(assignee)) {
                throw INCIDENT_HANDLER_UNFIT.with().at("assignee");
            }
            return tasks.of(assignee, wanted.area());
        }
        if (able.isEmpty()) {
            throw INCIDENT_HANDLER_UNFIT.with().at("area");
        }
        var usual = tasks.at(wanted.area());
        // what waits at a post is seen by all who hold it: by none whom the matter is about
        return (usual.assignee() == null && able.size() == holders.size()) || able.contains(usual.assignee())
                ? usual
                : tasks.of(able.getFirst(), wanted.area());
    }

    private List<AccountId> able(Incident incident, Queue queue) {
        return posts.at(queue.area(), queue.role()).stream()
                .filter(holder -> fits(incident, holder, queue))
                .map(Posts.Holder::account)
                .toList();
    }

    private static boolean fits(Incident incident, Posts.Holder holder, Queue queue) {
        return Handlers.fits(incident, Holder.person(holder.account(), queue.role(), queue.area()), holder);
    }

    // the number leads to the matter for whoever may see it, and tells the others nothing
    private static String place(Incident incident) {
        var address = incident.progress().placement().address();
        var number = incident.reported().number();
        return address == null ? number : number + " · " + address;
    }

    private void tell(Incident incident, UUID task, String title, Assignment to, Caller caller) {
        var queue = to.queue();
        var holder = new Holder(
                to.assignee(), null, queue == null ? null : queue.role(), queue == null ? null : queue.area());
        notices.send(dispatch.people(holder).stream()
                .filter(account -> !account.equals(caller.id()))
                .limit(Dispatch.MOST_OF_A_QUEUE)
                .map(account -> new Notice(
                        account.id(),
                        "incident-task-given:" + task,
                        "incident-task-given/1",
                        List.of(title),
                        "task:" + task,
                        incident.progress().urgent()))
                .toList());
    }

    private List<View> given(IncidentId id) {
        var now = clock.instant();
        return system.call(() -> tasks.beside(id.matter())).stream()
                .map(given -> view(given, now))
                .toList();
    }

    private View view(Given given, Instant now) {
        var due = given.dueAt();
        var ended = given.endedAt();
        var done = given.done();
        return new View(
                given.id(),
                given.title(),
                given.words(),
                given.area(),
                labels.area(given.area()),
                labels.person(given.assignee()),
                labels.person(given.owner()),
                given.openedAt(),
                due,
                due != null && (ended == null ? now : ended).isAfter(due),
                done == null ? State.OPEN : done ? State.DONE : State.NOT_DONE,
                ended,
                given.answer(),
                labels.person(given.by()));
    }

    private static void permit(Caller caller) {
        if (!caller.may(IncidentPermissions.DISPATCH)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.DISPATCH);
        }
    }
}
