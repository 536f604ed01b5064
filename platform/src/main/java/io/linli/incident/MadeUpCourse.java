package io.linli.incident;

import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.incident.IncidentPermissions.DISPATCH;
import static io.linli.incident.IncidentPermissions.FILE;
import static io.linli.incident.IncidentPermissions.HANDLE;
import static io.linli.incident.IncidentPermissions.INSPECT;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.incident.Trail.Act;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Leads a made-up incident some way through the steps of {@link Incident}, under its rules. Nine in ten come to an end,
 * the others stand somewhere on the way.
 */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class MadeUpCourse {

    private static final Set<String> STEPS = Set.of(FILE, DISPATCH, HANDLE, INSPECT);
    // where nobody holds the post
    private static final List<AccountId> SUBSTITUTES = List.of(
            AccountId.of("00000000-0000-7000-8000-000000000001"), AccountId.of("00000000-0000-7000-8000-000000000002"));

    private static final int COLLEAGUES = 40;

    /** How far it comes, of a thousand. */
    private enum Fate {
        REPORTED(25),
        FILED(10),
        DISPATCHED(10),
        HANDLING(30),
        ANSWERED(25),
        REWORK(5),
        REJECTED(20),
        WITHDRAWN(15),
        UNSOLVABLE(30),
        CLOSED(830);

        private final int share;

        Fate(int share) {
            this.share = share;
        }

        static Fate of(RandomGenerator random) {
            int rest = random.nextInt(1_000);
            for (var fate : values()) {
                rest -= fate.share;
                if (rest < 0) {
                    return fate;
                }
            }
            return CLOSED;
        }
    }

    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final IncidentTasks tasks;
    private final Posts posts;
    private final Territory territory;
    private final Clock clock;
    private final Notes notes;
    private final MadeUpWords words;
    private volatile @Nullable Note done;

    MadeUpCourse(
            Dispatch dispatch,
            Deadlines deadlines,
            IncidentTasks tasks,
            Posts posts,
            Territory territory,
            Clock clock,
            Notes notes,
            MadeUpWords words) {
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.posts = posts;
        this.territory = territory;
        this.clock = clock;
        this.notes = notes;
        this.words = words;
    }

    void run(Incident incident, RandomGenerator random) {
        var fate = Fate.of(random);
        var official = caller(Holder.post(DISTRICT_STAFF, territory.root()), Set.of());
        var at = later(incident.reported().at(), 600, random);
        var category = incident.progress().category();
        if (at.isAfter(clock.instant())) {
            return;
        }
        switch (fate) {
            case REPORTED -> {}
            case FILED -> incident.file(act(IncidentStep.FILE, official, incident, at), covering(official), 1);
            case REJECTED ->
                incident.reject(act(IncidentStep.REJECT, official, incident, at).with(note()), covering(official));
            case WITHDRAWN -> withdraw(incident, at);
            case DISPATCHED -> {
                incident.file(act(IncidentStep.FILE, official, incident, at), covering(official), 1);
                incident.dispatch(
                        act(IncidentStep.DISPATCH, official, incident, at),
                        covering(official),
                        incident.progress().holder(),
                        deadlines.handling(at, category));
            }
            case HANDLING, ANSWERED, REWORK, UNSOLVABLE, CLOSED -> {
                var handler = handler(incident);
                incident.take(
                        act(IncidentStep.TAKE, handler, incident, at),
                        covering(handler),
                        1,
                        deadlines.handling(at, category));
                if (fate != Fate.HANDLING) {
                    answer(incident, handler, fate, later(at, 8_000, random), random);
                }
            }
        }
    }

    private void withdraw(Incident incident, Instant at) {
        var owner = incident.reported().owner();
        if (owner != null) {
            var reporter = new Caller(owner, "", "", List.of(), Set.of());
            incident.withdraw(
                    new Act(IncidentStep.WITHDRAW, Actor.REPORTER, at, null, note(), List.of()), covering(reporter));
        }
    }

    private void answer(Incident incident, Caller handler, Fate fate, Instant at, RandomGenerator random) {
        var checked = later(at, 3_000, random);
        if (checked.isAfter(clock.instant())) {
            return;
        }
        incident.feedback(act(IncidentStep.FEEDBACK, handler, incident, at).with(note()), covering(handler));
        if (fate != Fate.ANSWERED) {
            var inspector =
                    caller(dispatch.inspector(incident), incident.progress().handlers());
            var result = fate == Fate.REWORK
                    ? InspectionResult.REWORK
                    : fate == Fate.UNSOLVABLE ? InspectionResult.UNSOLVABLE : InspectionResult.PASSED;
            incident.inspect(
                    act(IncidentStep.INSPECT, inspector, incident, checked).with(note()),
                    covering(inspector),
                    result,
                    deadlines.handling(checked, incident.progress().category()));
        }
    }

    /** What is still to be done is somebody's task. */
    void giveTask(Incident incident) {
        if (incident.status() == IncidentStatus.FEEDBACK) {
            tasks.handOn(
                    incident, dispatch.inspector(incident), incident.reported().at());
        } else if (incident.status().isOpen()) {
            tasks.open(incident);
        }
    }

    private static Act act(IncidentStep step, Caller by, Incident incident, Instant at) {
        return Act.of(step, Actor.of(by, incident.progress().placement().area()), at);
    }

    private Note note() {
        var known = done;
        if (known == null) {
            known = notes.needed(words.done());
            done = known;
        }
        return known;
    }

    private static Standing covering(Caller caller) {
        return new Standing(caller, true);
    }

    // a department has many who handle, of whom the demonstration knows one
    private Caller handler(Incident incident) {
        var holder = incident.progress().holder();
        int colleague = Math.floorMod(incident.id().hashCode(), COLLEAGUES);
        var unit = holder.unit();
        if (unit == null || colleague == 0) {
            return caller(holder, Set.of());
        }
        var account = new AccountId(new UUID(0x7000L, 0x8000_0000_0000_0010L + colleague));
        return new Caller(account, "", "", List.of(new Post(DEPARTMENT_STAFF, territory.root(), unit)), STEPS);
    }

    /** Whoever holds that post and is none of those, with everything that its work takes. */
    private Caller caller(Holder holder, Set<AccountId> not) {
        var unit = holder.unit();
        var role = holder.role() == null ? DEPARTMENT_STAFF : holder.role();
        var area = holder.area() == null ? territory.root() : holder.area();
        var person = Stream.concat(
                        holder.account() == null
                                ? (unit == null ? posts.at(area, role) : posts.of(unit)).stream()
                                : posts.find(holder.account()).stream(),
                        SUBSTITUTES.stream().map(account -> new Posts.Holder(account, "", List.of())))
                .filter(one -> !not.contains(one.account()))
                .findFirst()
                .orElseThrow();
        return new Caller(person.account(), "", person.name(), List.of(new Post(role, area, unit)), STEPS);
    }

    // soon as a rule, late at times
    private static Instant later(Instant at, int mostMinutes, RandomGenerator random) {
        return at.plusSeconds(60 + (long) (60L * mostMinutes * Math.pow(random.nextDouble(), 3)));
    }
}
