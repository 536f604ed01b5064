package io.linli.insight;

import io.linli.countable.Count;
import io.linli.journal.Journal;
import io.linli.journal.JournalEntry.Position;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What modules let be counted, in two generations of each key, and which of them is shown. In the system's scope only. */
@Repository
class Counts {

    private static final int MOST_CLEARED = 5_000;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Journal journal;
    private final Clock clock;

    Counts(JdbcClient database, JdbcTemplate batches, Journal journal, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Which generation of a key is shown.
     *
     * @param recounting the other one is to be counted anew, or is being so
     */
    record Model(int active, boolean recounting) {}

    /**
     * Made at the first look: a key that is new is counted from the first event, and shown once that has come to where the
     * journal stands now. Nobody else swaps it meanwhile.
     */
    Model model(String key) {
        return held(key).orElseGet(() -> {
            var head = journal.last();
            database.sql("""
                insert into insight.count_model (key, head_epoch, head_xid, head_seq) values (?, ?, ?, ?)
                on conflict (key) do nothing""")
                    .params(key, head.epoch(), head.transaction(), head.number())
                    .update();
            return held(key).orElseThrow();
        });
    }

    private Optional<Model> held(String key) {
        return database.sql("select active, asked_at is not null from insight.count_model where key = ? for update")
                .param(key)
                .query((row, n) -> new Model(row.getInt(1), row.getBoolean(2)))
                .optional();
    }

    /** Which generation is shown of those keys that have been counted as far as the journal went when they were new. */
    Map<String, Integer> shown(Collection<String> keys) {
        Map<String, Integer> found = new HashMap<>();
        database.sql("""
            select m.key, m.active from insight.count_model m
            left join insight.count_progress p on p.key = m.key and p.generation = m.active
            where m.key = any (?::text[]) and (coalesce(p.epoch, 0), coalesce(p.xid, 0), coalesce(p.seq, 0))
                >= (m.head_epoch, m.head_xid, m.head_seq)""").param(keys.toArray(String[]::new)).query(row -> {
            found.put(row.getString(1), row.getInt(2));
        });
        return found;
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

    /** Empties a generation that was shown, bit by bit: it may hold all that there ever was. */
    void clear(String key, int generation) {
        database.sql("""
            delete from insight.counted where ctid = any (array(
                select c.ctid from insight.counted c where c.key = ? and c.generation = ?
                order by c.area, c.day limit ?))""").params(key, generation, MOST_CLEARED).update();
    }

    /** What is left of the generation that is not shown goes, for a recount. */
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
