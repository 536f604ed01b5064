package io.linli.analysis;

import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.NewTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Gives a warning to whom it concerns: a task for the post that answers for it, and a notice. Blue ones only stand in the inbox. */
@Component
class WarningTasks {

    private static final int MOST = 50;

    private final Tasks tasks;
    private final Notices notices;
    private final Answering answering;
    private final Territory territory;
    private final MessageSource messages;

    WarningTasks(Tasks tasks, Notices notices, Answering answering, Territory territory, MessageSource messages) {
        this.tasks = tasks;
        this.notices = notices;
        this.answering = answering;
        this.territory = territory;
        this.messages = messages;
    }

    /** A warning as far as this needs to know. */
    record Warned(
            UUID id,
            SignalKind kind,
            WarningLevel level,
            AreaCode area,
            Answering.Post post,
            Instant at,
            @Nullable Instant dueAt) {

        String matter() {
            return "warning:" + id;
        }
    }

    /** It is somebody's now: a task, which follows an earlier one, and what there is to be told. */
    void give(Warned warned, String template, List<Notice> news) {
        if (warned.level() == WarningLevel.BLUE) {
            return;
        }
        boolean urgent = warned.level().isGraverThan(WarningLevel.YELLOW);
        // a task is words that are read by whoever has it: Chinese first, as on the list of tasks
        var title = messages.getMessage("signal." + warned.kind(), null, Locale.CHINESE);
        var place = territory.fullName(warned.area());
        tasks.handOn(new NewTask(
                warned.matter(),
                title,
                warned.area(),
                place.isBlank() ? null : place,
                new Assignment(
                        null,
                        null,
                        new Queue(warned.post().role(), warned.post().area())),
                null,
                null,
                warned.at(),
                warned.dueAt(),
                urgent));
        var details = new ArrayList<>(List.of(title, place));
        answering.accounts(warned.post()).stream()
                .limit(MOST)
                .forEach(account -> news.add(new Notice(
                        account,
                        template.replaceFirst("/.*", "") + ":" + warned.id() + ":"
                                + warned.at().toEpochMilli(),
                        template,
                        details,
                        warned.matter(),
                        urgent)));
    }

    void tell(List<Notice> news) {
        if (!news.isEmpty()) {
            notices.send(news);
        }
    }

    void move(UUID warning, @Nullable Instant dueAt) {
        tasks.move("warning:" + warning, dueAt);
    }

    void finish(UUID warning, Instant at) {
        tasks.finish("warning:" + warning, at);
    }
}
