package io.linli.analysis;

import io.linli.analysis.detector.Finding;
import io.linli.notify.Notice;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes what detectors find: each signal once, and each into the warning of its topic. In the system's scope, within the
 * transaction of the reader.
 *
 * <p>Signals of a topic that is open are folded into its warning. What comes again soon after its end (it flaps) is the
 * same warning: opened again when it had been handled, only counted when it was found to be a false alarm or nothing to do.
 */
@Component
class WarningBook {

    private final JdbcClient database;
    private final Mutes mutes;
    private final Answering answering;
    private final WarningTimes times;
    private final WarningTasks tasks;
    private final WarningTrail trail;
    private final Clock clock;

    WarningBook(
            JdbcClient database,
            Mutes mutes,
            Answering answering,
            WarningTimes times,
            WarningTasks tasks,
            WarningTrail trail,
            Clock clock) {
        this.database = database;
        this.mutes = mutes;
        this.answering = answering;
        this.times = times;
        this.tasks = tasks;
        this.trail = trail;
        this.clock = clock;
    }

    private record Latest(
            UUID id,
            WarningLevel level,
            WarningStatus status,
            @Nullable WarningOutcome outcome,
            Answering.Post post,
            @Nullable Instant closedAt,
            @Nullable Instant dueAt) {}

    void take(List<Passage.Told> all) {
        var news = new ArrayList<Notice>();
        for (var told : all) {
            put(told).ifPresent(signal -> place(signal, told.finding(), news));
        }
        tasks.tell(news);
    }

    /** Empty when it was found before. */
    private Optional<UUID> put(Passage.Told told) {
        var found = told.finding();
        var place = told.place();
        return database.sql("""
                        insert into analysis.signal (id, source, found, kind, level, topic, area, cell, category, unit,
                            from_at, to_at, figures, evidence, epoch, xid, seq, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::uuid[], ?, ?::text::xid8, ?, ?)
                        on conflict (source, found) do nothing returning id""")
                .params(Arrays.asList(
                        Ids.next(),
                        told.detector().name() + "/" + told.detector().version(),
                        found.id(),
                        found.kind().name(),
                        found.level().name(),
                        found.topic(),
                        found.area(),
                        found.cell(),
                        found.category(),
                        found.unit(),
                        at(found.from()),
                        at(found.to()),
                        StateJson.write(found.figures()),
                        found.evidence().toString().replace('[', '{').replace(']', '}'),
                        place.epoch(),
                        Place.xid(place),
                        place.number(),
                        at(told.at())))
                .query(UUID.class)
                .optional();
    }

    private void place(UUID signal, Finding found, List<Notice> news) {
        var now = clock.instant();
        var muted = mutes.taking(found.kind(), found.topic(), new AreaCode(found.area()), now);
        if (muted.isPresent()) {
            database.sql("update analysis.signal set mute = ? where id = ?")
                    .params(muted.get(), signal)
                    .update();
            return;
        }
        var latest = latest(found.topic());
        UUID warning;
        if (latest == null || isLongOver(latest, now)) {
            warning = open(found, now, news);
        } else {
            warning = latest.id();
            fold(latest, found, now, news);
        }
        database.sql("update analysis.signal set warning = ? where id = ?")
                .params(warning, signal)
                .update();
    }

    private boolean isLongOver(Latest latest, Instant now) {
        return latest.closedAt() != null
                && latest.closedAt().plus(times.flapping()).isBefore(now);
    }

    private UUID open(Finding found, Instant now, List<Notice> news) {
        var id = Ids.next();
        var area = new AreaCode(found.area());
        var post = answering.of(found.kind(), area);
        var due = times.lookUntil(found.level(), now);
        database.sql("""
                        insert into analysis.warning (id, topic, kind, level, source, area, cell, category, unit,
                            holder_role, holder_area, status, figures, signals, opened_at, last_at, due_at)
                        values (?, ?, ?, ?, 'DETECTOR', ?, ?, ?, ?, ?, ?, 'OPEN', ?::jsonb, 1, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        found.topic(),
                        found.kind().name(),
                        found.level().name(),
                        found.area(),
                        found.cell(),
                        found.category(),
                        found.unit(),
                        post.role().name(),
                        post.area().code(),
                        StateJson.write(found.figures()),
                        at(now),
                        at(now),
                        at(due)))
                .update();
        trail.add(id, "raise", null, null, WarningStatus.OPEN, now);
        tasks.give(
                new WarningTasks.Warned(id, found.kind(), found.level(), area, post, now, due),
                "warning-raised/1",
                news);
        return id;
    }

    private void fold(Latest latest, Finding found, Instant now, List<Notice> news) {
        boolean closed = latest.status() == WarningStatus.CLOSED;
        boolean again = closed && latest.outcome() == WarningOutcome.HANDLED;
        boolean graver = found.level().isGraverThan(latest.level());
        var level = graver ? found.level() : latest.level();
        // it begins anew when it was handled and is there again, or when it has become graver while nobody acts
        boolean anew = again || (graver && latest.status() == WarningStatus.OPEN);
        var due = closed && !again ? null : anew ? times.lookUntil(level, now) : latest.dueAt();
        database.sql("""
                        update analysis.warning set signals = signals + 1, last_at = ?, level = ?, figures = ?::jsonb,
                            status = case when ? then 'OPEN' else status end,
                            outcome = case when ? then null else outcome end,
                            closed_at = case when ? then null else closed_at end,
                            reopened = reopened + ?, due_at = ?
                        where id = ?""")
                .params(Arrays.asList(
                        at(now),
                        level.name(),
                        StateJson.write(found.figures()),
                        again,
                        again,
                        again,
                        again ? 1 : 0,
                        due == null ? null : at(due),
                        latest.id()))
                .update();
        if (again) {
            trail.add(latest.id(), "reopen", null, null, WarningStatus.OPEN, now);
        } else if (graver && !closed) {
            trail.add(latest.id(), "rise", null, null, latest.status(), now);
        }
        if (again || (graver && !closed)) {
            tasks.give(
                    new WarningTasks.Warned(
                            latest.id(), found.kind(), level, new AreaCode(found.area()), latest.post(), now, due),
                    again ? "warning-again/1" : "warning-risen/1",
                    news);
        }
    }

    private @Nullable Latest latest(String topic) {
        return database.sql("""
                        select id, level, status, outcome, holder_role, holder_area, closed_at, due_at
                        from analysis.warning where topic = ? order by last_at desc, id desc limit 1 for update""")
                .param(topic)
                .query((row, n) -> latest(row))
                .optional()
                .orElse(null);
    }

    private static Latest latest(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new Latest(
                row.getObject("id", UUID.class),
                WarningLevel.valueOf(row.getString("level")),
                WarningStatus.valueOf(row.getString("status")),
                outcome == null ? null : WarningOutcome.valueOf(outcome),
                WarningRows.post(row),
                WarningRows.instant(row, "closed_at"),
                WarningRows.instant(row, "due_at"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
