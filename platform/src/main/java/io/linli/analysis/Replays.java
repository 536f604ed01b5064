package io.linli.analysis;

import static io.linli.analysis.AnalysisProblem.REPLAY_RUNS;
import static io.linli.analysis.AnalysisProblem.REPLAY_UNKNOWN;

import io.linli.analysis.detector.Course;
import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Values;
import io.linli.identity.Caller;
import io.linli.journal.Journal;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Lets a detector run again over all that the journal holds, up to where the live one is, with states of its own in
 * memory, and compares what it finds with what was told. By the parameters as they were, it finds the same; with others,
 * one sees what would have been told.
 */
@Service
public class Replays implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final int BATCH = 1_000;
    private static final Duration DEAD = Duration.ofMinutes(2);

    private final DetectorDesk desk;
    private final Engine engine;
    private final Parameters parameters;
    private final FactTimes times;
    private final Journal journal;
    private final JdbcClient database;
    private final SystemScope system;
    private final Acts acts;
    private final Clock clock;
    private volatile boolean stopping;

    Replays(
            DetectorDesk desk,
            Engine engine,
            Parameters parameters,
            FactTimes times,
            Journal journal,
            JdbcClient database,
            SystemScope system,
            Acts acts,
            Clock clock) {
        this.desk = desk;
        this.engine = engine;
        this.parameters = parameters;
        this.times = times;
        this.journal = journal;
        this.database = database;
        this.system = system;
        this.acts = acts;
        this.clock = clock;
    }

    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * One run.
     *
     * @param parameters the others that it ran with; null for those that held
     * @param same found as it was told
     * @param missing told, but not found now
     * @param more found now, but not told
     */
    public record Replay(
            UUID id,
            String detector,
            @Nullable Map<String, Double> parameters,
            State state,
            Instant begunAt,
            @Nullable Instant endedAt,
            long entries,
            long facts,
            long findings,
            long same,
            long missing,
            long more,
            @Nullable String cause) {}

    /** Begins one; it goes on behind the scenes. */
    public Replay begin(Caller caller, String detector, @Nullable Map<String, @Nullable Double> values) {
        var chosen = desk.get(detector);
        if (values != null) {
            DetectorDesk.check(chosen, values);
        }
        var id = open(caller, chosen, values);
        acts.did(Act.of("detector.replay").on("detector", detector));
        Thread.ofVirtual().name("analysis-replay").start(() -> run(id, chosen, values));
        return find(id);
    }

    UUID open(Caller caller, Detector<?> detector, @Nullable Map<String, @Nullable Double> values) {
        var id = Ids.next();
        var now = now();
        // one whose process has died would else be in the way for ever
        database.sql("""
                        update analysis.replay set state = 'FAILED', ended_at = ?, cause = 'its process ended'
                        where state = 'RUNNING' and beat < ?""")
                .params(now, clock.instant().minus(DEAD).atOffset(ZoneOffset.UTC))
                .update();
        try {
            database.sql("""
                            insert into analysis.replay (id, detector, parameters, begun_by, begun_at, beat, state)
                            values (?, ?, ?::jsonb, ?, ?, ?, 'RUNNING')""")
                    .params(Arrays.asList(
                            id,
                            detector.name(),
                            values == null ? null : StateJson.write(values),
                            caller.id().id(),
                            now,
                            now))
                    .update();
        } catch (DuplicateKeyException e) {
            throw REPLAY_RUNS.with();
        }
        return id;
    }

    /** As a thread of its own does it. */
    void run(UUID id, Detector<?> detector, @Nullable Map<String, @Nullable Double> values) {
        var reader = "analysis-replay-" + id;
        try {
            system.run(() -> new Run(id, reader, detector, values).all());
        } catch (RuntimeException e) {
            log.error("Replay {} of {} failed", id, detector.name(), e);
            fail(id, e.getClass().getSimpleName());
        } finally {
            system.run(() -> journal.restart(reader)); // its place is no longer needed
        }
    }

    private final class Run {

        private final UUID id;
        private final String reader;
        private final Detector<?> detector;
        private final @Nullable Values fixed;
        private final List<Parameters.Change> changes;
        private final Set<String> found = new HashSet<>();
        private final Course.InMemory states = new Course.InMemory();
        private @Nullable Instant watermark;
        private @Nullable Position now;
        private long entries;
        private long facts;
        private boolean over;

        Run(UUID id, String reader, Detector<?> detector, @Nullable Map<String, @Nullable Double> values) {
            this.id = id;
            this.reader = reader;
            this.detector = detector;
            this.changes = parameters.changes();
            if (values == null) {
                this.fixed = null;
            } else {
                var given = new HashMap<String, Double>();
                values.forEach((name, value) -> {
                    if (value != null) {
                        given.put(name, value);
                    }
                });
                this.fixed = Values.of(detector.parameters(), given);
            }
        }

        void all() {
            var end = engine.progress(Engine.NAME).map(Engine.Progress::place).orElse(null);
            over = end == null;
            while (!over) {
                if (stopping) {
                    throw new IllegalStateException("The server stops");
                }
                int read = journal.follow(reader, BATCH, batch -> read(batch, end));
                over = over || read == 0;
                beat();
            }
            compare(end);
        }

        private void read(List<JournalEntry> batch, @Nullable Position end) {
            var mine = batch.stream()
                    .takeWhile(entry -> end == null || entry.position().compareTo(end) <= 0)
                    .toList();
            over = mine.size() < batch.size();
            if (mine.isEmpty()) {
                return;
            }
            var at = times.then(mine);
            var passage = new Passage(List.of(detector), new Course(states, any -> values()), watermark);
            for (int i = 0; i < mine.size(); i++) {
                var entry = mine.get(i);
                now = entry.position();
                var time = at.get(i);
                passage.passTo(entry, time, day -> {});
                passage.read(entry, time).ifPresent(told -> {
                    if (told.fact() != null) {
                        passage.feed(entry, told.fact());
                    }
                });
            }
            watermark = passage.watermark();
            entries += mine.size();
            facts += passage.facts().stream().filter(detector::takes).count();
            passage.told().forEach(told -> found.add(told.finding().id()));
        }

        private Values values() {
            return fixed != null ? fixed : Parameters.at(detector, changes, now);
        }

        private void beat() {
            database.sql("update analysis.replay set beat = ?, entries = ?, facts = ?, findings = ? where id = ?")
                    .params(now(), entries, facts, found.size(), id)
                    .update();
        }

        private void compare(@Nullable Position end) {
            var told = told(end);
            var missing = new HashSet<>(told);
            missing.removeAll(found);
            var more = new HashSet<>(found);
            more.removeAll(told);
            database.sql("""
                            update analysis.replay set state = 'DONE', ended_at = ?, beat = ?, entries = ?, facts = ?,
                                findings = ?, same = ?, missing = ?, more = ?
                            where id = ?""")
                    .params(
                            now(),
                            now(),
                            entries,
                            facts,
                            found.size(),
                            found.size() - more.size(),
                            missing.size(),
                            more.size(),
                            id)
                    .update();
        }

        private Set<String> told(@Nullable Position end) {
            if (end == null) {
                return Set.of();
            }
            return toldUntil(detector, end);
        }
    }

    private Set<String> toldUntil(Detector<?> detector, Position end) {
        return new HashSet<>(database.sql("""
                        select found from analysis.signal
                        where source = ? and (epoch, xid, seq) <= (?, ?::text::xid8, ?)""")
                .params(detector.name() + "/" + detector.version(), end.epoch(), Place.xid(end), end.number())
                .query(String.class)
                .list());
    }

    private void fail(UUID id, String cause) {
        database.sql(
                        "update analysis.replay set state = 'FAILED', ended_at = ?, cause = ? where id = ? and state = 'RUNNING'")
                .params(now(), cause, id)
                .update();
    }

    public Replay find(UUID id) {
        return database.sql("select * from analysis.replay where id = ?")
                .param(id)
                .query((row, n) -> replay(row))
                .optional()
                .orElseThrow(() -> REPLAY_UNKNOWN.with(id));
    }

    /** The latest first. */
    public List<Replay> of(String detector, int size) {
        return database.sql("select * from analysis.replay where detector = ? order by begun_at desc, id desc limit ?")
                .params(desk.get(detector).name(), size)
                .query((row, n) -> replay(row))
                .list();
    }

    private static Replay replay(ResultSet row) throws SQLException {
        var parameters = row.getString("parameters");
        return new Replay(
                row.getObject("id", UUID.class),
                row.getString("detector"),
                parameters == null ? null : WarningRows.numbers(parameters),
                State.valueOf(row.getString("state")),
                WarningRows.at(row, "begun_at"),
                WarningRows.instant(row, "ended_at"),
                row.getLong("entries"),
                row.getLong("facts"),
                row.getLong("findings"),
                row.getLong("same"),
                row.getLong("missing"),
                row.getLong("more"),
                row.getString("cause"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public void destroy() {
        stopping = true;
    }
}
