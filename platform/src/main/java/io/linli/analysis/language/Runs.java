package io.linli.analysis.language;

import static io.linli.analysis.language.LanguageProblem.RUN_RUNS;

import io.linli.identity.Caller;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Work over many texts, one of a kind at a time, with what came of it. */
@Component
class Runs {

    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    /** None takes so long: its process has ended. */
    private static final Duration DEAD = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient database;
    private final SystemScope system;
    private final Clock clock;

    Runs(JdbcClient database, SystemScope system, Clock clock) {
        this.database = database;
        this.system = system;
        this.clock = clock;
    }

    enum Kind {
        TRAINING,
        DRIFT,
        HOT
    }

    /** @param result null while it runs, and when it failed */
    record Kept(Run run, @Nullable String result) {

        <T> @Nullable T as(Class<T> type) {
            return result == null ? null : JSON.readValue(result, type);
        }
    }

    /** Begins one; it goes on behind the scenes. */
    Run begin(Kind kind, Caller caller, String reason, Supplier<Object> work) {
        var id = open(kind, caller, reason);
        Thread.ofPlatform().daemon().name("analysis-" + kind).start(() -> run(id, work));
        return find(id);
    }

    UUID open(Kind kind, Caller caller, String reason) {
        var id = Ids.next();
        var now = clock.instant();
        database.sql("""
                        update analysis.run set state = 'FAILED', ended_at = ?, cause = 'its process ended'
                        where state = 'RUNNING' and asked_at < ?""").params(at(now), at(now.minus(DEAD))).update();
        try {
            database.sql("""
                            insert into analysis.run (id, kind, asked_by, asked_at, reason, state)
                            values (?, ?, ?, ?, ?, 'RUNNING')""")
                    .params(id, kind.name(), caller.id().id(), at(now), reason)
                    .update();
        } catch (DuplicateKeyException e) {
            throw RUN_RUNS.with();
        }
        return id;
    }

    void run(UUID id, Supplier<Object> work) {
        try {
            var result = JSON.writeValueAsString(system.call(work));
            database.sql("update analysis.run set state = 'DONE', ended_at = ?, result = ?::jsonb where id = ?")
                    .params(at(clock.instant()), result, id)
                    .update();
        } catch (RuntimeException e) {
            log.error("Run {} failed", id, e);
            database.sql("update analysis.run set state = 'FAILED', ended_at = ?, cause = ? where id = ?")
                    .params(at(clock.instant()), e.getClass().getSimpleName(), id)
                    .update();
        }
    }

    Run find(UUID id) {
        return database.sql("select * from analysis.run where id = ?")
                .param(id)
                .query((row, n) -> kept(row).run())
                .single();
    }

    /** The latest first. */
    List<Kept> latest(Kind kind, int most) {
        return database.sql("select * from analysis.run where kind = ? order by asked_at desc limit ?")
                .params(kind.name(), most)
                .query((row, n) -> kept(row))
                .list();
    }

    /** The latest that came to an end. */
    Optional<Kept> done(Kind kind) {
        return database.sql(
                        "select * from analysis.run where kind = ? and state = 'DONE' order by asked_at desc limit 1")
                .param(kind.name())
                .query((row, n) -> kept(row))
                .optional();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Kept(
                new Run(
                        row.getObject("id", UUID.class),
                        Run.State.valueOf(row.getString("state")),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        row.getString("reason"),
                        row.getString("cause")),
                row.getString("result"));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
