package io.linli.incident;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.NewTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks that an incident makes: one for whoever has it, and when life is in danger one for each post on duty. */
@Component
class IncidentTasks {

    private static final List<AreaLevel> DUTY = List.of(AreaLevel.GRID, AreaLevel.COMMUNITY, AreaLevel.STREET);

    private final Tasks tasks;
    private final Categories categories;

    IncidentTasks(Tasks tasks, Categories categories) {
        this.tasks = tasks;
        this.categories = categories;
    }

    void open(Incident incident) {
        var at = incident.reported().at();
        var holder = incident.progress().holder();
        tasks.open(task(incident, incident.id().matter(), holder, at));
        if (incident.reported().danger()) {
            for (var post : onDuty(incident.progress().placement().area(), incident.hiddenFrom())) {
                if (!post.equals(Holder.post(
                                holder.role() == null ? GRID_WORKER : holder.role(),
                                holder.area() == null
                                        ? incident.progress().placement().area()
                                        : holder.area()))
                        || holder.unit() != null) {
                    tasks.open(task(incident, duty(incident, post), post, at));
                }
            }
        }
    }

    void handOn(Incident incident, Holder to, Instant at) {
        tasks.handOn(task(incident, incident.id().matter(), to, at));
    }

    void finish(Incident incident, Instant at) {
        tasks.finish(incident.id().matter(), at);
        relieve(incident, at);
        settle(incident, at);
    }

    /** It went a level up, and is there to be looked after while somebody else is still at it. */
    void lookAfter(Incident incident, Holder above, Instant at) {
        tasks.handOn(task(incident, level(incident), above, at));
    }

    /** What it went up for is settled. */
    void settle(Incident incident, Instant at) {
        var course = incident.progress().course();
        if (course.escalations() > 0 && course.level() == null) {
            tasks.finish(level(incident), at);
        }
    }

    /** Something besides dealing with it: a second look, seeing to a bad review. */
    void ask(Incident incident, String what, Holder of, Instant at, @Nullable Instant due) {
        tasks.handOn(task(incident, incident.id().matter() + "/" + what, of, at, due));
    }

    void finish(Incident incident, String what, Instant at) {
        tasks.finish(incident.id().matter() + "/" + what, at);
    }

    /** A unit's own part, which its people see without the matter. */
    void help(Incident incident, UUID assistance, Holder of, Instant at, Instant due) {
        tasks.open(task(incident, "assistance:" + assistance, of, at, due));
    }

    void helped(IncidentId incident, UUID assistance, Instant at) {
        tasks.finish("assistance:" + assistance, at);
        tasks.finish(call(incident, assistance), at);
    }

    /** The unit has not answered in time: the post above whoever called it looks after that. */
    void lookAfterCall(Incident incident, UUID assistance, Holder above, Instant at) {
        tasks.open(task(incident, call(incident.id(), assistance), above, at, null));
    }

    private static String call(IncidentId incident, UUID assistance) {
        return incident.matter() + "/call/" + assistance;
    }

    /** The same task, until another time. */
    void move(Incident incident) {
        tasks.move(incident.id().matter(), incident.progress().dueAt());
    }

    private static String level(Incident incident) {
        return incident.id().matter() + "/level";
    }

    /** All that the incident has given somebody to do goes with it. */
    void relocate(Incident incident, Collection<AreaCode> gone) {
        var matter = incident.id().matter();
        var matters = Stream.concat(
                        Stream.of(matter, level(incident), matter + "/check", matter + "/review"),
                        DUTY.stream().map(level -> matter + "/duty/" + level))
                .toList();
        tasks.relocate(matters, incident.progress().placement().area(), gone);
    }

    /** Somebody acts: the posts on duty need not look any more. */
    void relieve(Incident incident, Instant at) {
        if (incident.reported().danger()) {
            for (var level : DUTY) {
                tasks.finish(incident.id().matter() + "/duty/" + level, at);
            }
        }
    }

    /** The posts that look when life is in danger, from the grid to the street. */
    static List<Holder> onDuty(AreaCode area, @Nullable AreaCode hidden) {
        var posts = new ArrayList<Holder>();
        for (var level : DUTY) {
            if (area.level().digits() >= level.digits()) {
                var at = area.at(level);
                if (hidden == null || !hidden.contains(at)) {
                    posts.add(Holder.post(
                            switch (level) {
                                case GRID -> GRID_WORKER;
                                case COMMUNITY -> COMMUNITY_WORKER;
                                default -> STREET_STAFF;
                            },
                            at));
                }
            }
        }
        return posts;
    }

    private static String duty(Incident incident, Holder post) {
        var area = post.area() == null ? incident.progress().placement().area() : post.area();
        return incident.id().matter() + "/duty/" + area.level();
    }

    private NewTask task(Incident incident, String matter, Holder to, Instant at) {
        return task(incident, matter, to, at, incident.progress().dueAt());
    }

    private NewTask task(Incident incident, String matter, Holder to, Instant at, @Nullable Instant due) {
        var now = incident.progress();
        var place = now.placement();
        var named = categories
                .find(now.category())
                .map(category -> category.name() + " · ")
                .orElse("");
        return new NewTask(
                matter,
                named + incident.reported().number(),
                place.area(),
                place.address(),
                new Assignment(
                        to.account(),
                        to.unit(),
                        to.role() == null || to.area() == null ? null : new Queue(to.role(), to.area())),
                incident.reported().restricted(),
                incident.hiddenFrom(),
                at,
                due,
                now.urgent());
    }
}
