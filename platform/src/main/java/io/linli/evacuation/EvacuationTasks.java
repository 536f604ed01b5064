package io.linli.evacuation;

import io.linli.evacuation.Answerers.Answerer;
import io.linli.identity.Role;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.NewTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Gives households to whom they concern: a task each, without a word about who lives there, and one notice for all. */
@Component
class EvacuationTasks {

    private final Tasks tasks;
    private final Notices notices;
    private final Answerers answerers;
    private final Territory territory;
    private final MessageSource messages;

    EvacuationTasks(Tasks tasks, Notices notices, Answerers answerers, Territory territory, MessageSource messages) {
        this.tasks = tasks;
        this.notices = notices;
        this.answerers = answerers;
        this.territory = territory;
        this.messages = messages;
    }

    /** A household as far as a task needs to know. */
    record Given(
            UUID household,
            AreaCode area,
            @Nullable String place,
            Answerer to,
            Instant at,
            @Nullable Instant due) {}

    void give(Given given) {
        var first = given.to().role() == Role.GRID_WORKER
                ? answerers.accounts(given.to()).stream().findFirst().orElse(null)
                : null;
        // a task is words that are read by whoever has it: Chinese first, as on the list of tasks
        tasks.handOn(new NewTask(
                matter(given.household()),
                messages.getMessage("evacuation.task", null, Locale.CHINESE),
                given.area(),
                given.place(),
                new Assignment(
                        first, null, new Queue(given.to().role(), given.to().area())),
                null,
                null,
                given.at(),
                given.due(),
                true));
    }

    /** One notice for each post, however many households it has. */
    void tell(UUID emergency, String name, Collection<Answerer> whom, String template, Instant at) {
        var news = whom.stream()
                .distinct()
                .flatMap(post -> answerers.accounts(post).stream()
                        .map(account -> new Notice(
                                account.id(),
                                template.replaceFirst("/.*", "") + ":" + emergency + ":" + at.toEpochMilli(),
                                template,
                                List.of(name, territory.fullName(post.area())),
                                null,
                                true)))
                .toList();
        if (!news.isEmpty()) {
            notices.send(news);
        }
    }

    void finish(UUID household, Instant at) {
        tasks.finish(matter(household), at);
    }

    private static String matter(UUID household) {
        return "evacuation:" + household;
    }
}
