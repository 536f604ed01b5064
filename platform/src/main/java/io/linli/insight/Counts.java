package io.linli.insight;

import io.linli.countable.Count;
import io.linli.journal.JournalEntry.Position;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What modules let be counted, in two generations of each key, and which of them is shown. In the system's scope only. */
@Repository
class Counts {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    Counts(JdbcClient database, JdbcTemplate batches, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Which generation of a key is shown.
     *
     * @param recounting the other one is to be counted anew, or is being so
     */
    record Model(int active, boolean recounting) {}

    /** Made at the first look: a key that is new is counted from the first event. Nobody else swaps it meanwhile. */
    Model model(String key) {
        database.sql("insert into insight.count_model (key) values (?) on conflict (key) do nothing")
                .param(key)
                .update();
        return database.sql("select active, asked_at is not null from insight.count_model where key = ? for update")
                .param(key)
                .query((row, n) -> new Model(row.getInt(1), row.getBoolean(2)))
                .single();
    }

    int active(String key) {
        return database.sql("select active from insight.count_model where key = ?")
                .param(key)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Since when one of them is being counted anew; null when none is. */
    @Nullable
    Instant askedAt() {
        return database.sql("select min(asked_at) from insight.count_model")
                .query((row, n) -> Matters.instant(row, 1))
                .list()
                .getFirst();
    }

    void add(String key, int generation, List<Count> counts) {
        batches.batchUpdate(
                """
                insert into insight.counted (key, generation, day, area, unit, restricted, assignee, owner, hidden_from,
                    above, below)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (key, generation, day, area, unit, restricted, assignee, owner, hidden_from) do update
                    set above = counted.above + excluded.above, below = counted.below + excluded.below""",
                counts.stream()
                        .map(count -> Arrays.asList(
                                        key,
                                        generation,
                                        count.day(),
                                        count.seen().area(),
                                        count.seen().unit(),
                                        count.seen().restricted(),
                                        count.seen().assignee(),
                                        count.seen().owner(),
                                        count.seen().hiddenFrom(),
                                        count.above(),
                                        count.of())
                                .toArray())
                        .toList());
    }

    void progressed(String key, int generation, Position to) {
        database.sql("""
            insert into insight.count_progress (key, generation, epoch, xid, seq) values (?, ?, ?, ?, ?)
            on conflict (key, generation) do update
                set epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq""")
                .params(key, generation, to.epoch(), to.transaction(), to.number())
                .update();
    }

    Optional<Position> progress(String key, int generation) {
        return database.sql("select epoch, xid, seq from insight.count_progress where key = ? and generation = ?")
                .params(key, generation)
                .query((row, n) -> new Position(row.getInt(1), row.getLong(2), row.getLong(3)))
                .optional();
    }

    /** Empties the generation that is not shown, for a recount. */
    void empty(String key, int generation) {
        database.sql("delete from insight.counted where key = ? and generation = ?")
                .params(key, generation)
                .update();
        database.sql("delete from insight.count_progress where key = ? and generation = ?")
                .params(key, generation)
                .update();
        database.sql("update insight.count_model set asked_at = ? where key = ? and active <> ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), key, generation)
                .update();
    }

    /** The other one has caught up: it is shown from now on. */
    void show(String key, int generation) {
        database.sql("update insight.count_model set active = ?, asked_at = null where key = ?")
                .params(generation, key)
                .update();
    }
}
