package io.linli.analysis;

import io.linli.notify.Notice;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A warning that nobody looked at, or settled, in time goes to the post above. Of several instances one does it. */
@Component
class WarningTimers {

    private static final int MOST = 100;
    private static final Duration AT_THE_TOP = Duration.ofDays(1);

    private final JdbcClient database;
    private final Answering answering;
    private final WarningTimes times;
    private final WarningTasks tasks;
    private final WarningTrail trail;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WarningTimers(
            JdbcClient database,
            Answering answering,
            WarningTimes times,
            WarningTasks tasks,
            WarningTrail trail,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.answering = answering;
        this.times = times;
        this.tasks = tasks;
        this.trail = trail;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Late(
            UUID id, SignalKind kind, WarningLevel level, WarningStatus status, AreaCode area, Answering.Post post) {}

    @Scheduled(fixedDelayString = "${linli.analysis.timers:30s}", initialDelayString = "${linli.analysis.timers:30s}")
    void sweep() {
        int moved;
        do {
            moved = system.call(() -> {
                Integer done = transaction.execute(status -> round(clock.instant()));
                return done == null ? 0 : done;
            });
        } while (moved == MOST);
    }

    private int round(Instant now) {
        var news = new ArrayList<Notice>();
        var late = late(now);
        late.forEach(one -> escalate(one, now, news));
        tasks.tell(news);
        return late.size();
    }

    private List<Late> late(Instant now) {
        return database.sql("""
                        select id, kind, level, status, area, holder_role, holder_area from analysis.warning
                        where status <> 'CLOSED' and due_at <= ? order by due_at limit ? for update skip locked""")
                .params(now.atOffset(ZoneOffset.UTC), MOST)
                .query((row, n) -> new Late(
                        row.getObject("id", UUID.class),
                        SignalKind.valueOf(row.getString("kind")),
                        WarningLevel.valueOf(row.getString("level")),
                        WarningStatus.valueOf(row.getString("status")),
                        new AreaCode(row.getString("area")),
                        WarningRows.post(row)))
                .list();
    }

    private void escalate(Late late, Instant now, List<Notice> news) {
        var above = answering.above(late.post());
        var due = above.isPresent() ? times.lookUntil(late.level(), now) : now.plus(AT_THE_TOP);
        var post = above.orElse(late.post());
        database.sql("""
                        update analysis.warning set holder_role = ?, holder_area = ?, escalations = escalations + 1,
                            due_at = ?
                        where id = ?""")
                .params(post.role().name(), post.area().code(), due.atOffset(ZoneOffset.UTC), late.id())
                .update();
        trail.add(late.id(), above.isPresent() ? "escalate" : "overdue", null, null, late.status(), now);
        tasks.give(
                new WarningTasks.Warned(late.id(), late.kind(), late.level(), late.area(), post, now, due),
                "warning-overdue/1",
                news);
    }
}
