package io.linli.spreadsheet;

import static java.time.ZoneOffset.UTC;

import io.linli.spreadsheet.ImportList.Changes;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What a worker notes in the table of imports: that it has one, how far it came, what it found, how it ended. */
@Repository
class ImportWork {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final ImportRows rows;
    private final Clock clock;

    ImportWork(JdbcClient database, JdbcTemplate batches, ImportRows rows, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Takes the oldest that waits for a worker, or whose worker has been silent; of lists that this instance knows, for
     * another release may run beside it.
     */
    @Transactional(label = "write-only")
    public Optional<ImportJob> claim(UUID worker, Collection<String> lists, Instant silent) {
        return database.sql("""
            update spreadsheet.import_job
               set worker = :worker, beat = :now, attempts = attempts + 1
             where id = (select id from spreadsheet.import_job
                          where state in ('CHECKING', 'RUNNING') and (beat is null or beat < :silent)
                            and list in (:lists)
                          order by uploaded_at limit 1 for update skip locked)
            returning *\
            """)
                .param("worker", worker)
                .param("now", now())
                .param("lists", lists)
                .param("silent", silent.atOffset(UTC))
                .query(rows::job)
                .optional();
    }

    /** Gives it back to be taken up at once. */
    void release(UUID id, UUID worker) {
        database.sql("update spreadsheet.import_job set beat = null where id = ? and worker = ?")
                .params(id, worker)
                .update();
    }

    /** Begins the first pass over the file anew. */
    @Transactional(label = "write-only")
    public void startOver(UUID id) {
        database.sql("delete from spreadsheet.import_fault where job = ?")
                .param(id)
                .update();
        database.sql("""
            update spreadsheet.import_job set line = 0, rows = 0, bad = 0 where id = ?\
            """).param(id).update();
    }

    /**
     * Notes how far a pass has come, in the transaction in which the rows were written, so that a batch is in and noted
     * or neither. Fails when somebody else has taken over meanwhile, which undoes what was written.
     */
    Step step(UUID id, UUID worker, int line, int rows, int bad, Changes changes) {
        return database.sql("""
            update spreadsheet.import_job
               set line = :line, rows = :rows, bad = bad + :bad, beat = :now, attempts = 0,
                   added = added + :added, changed = changed + :changed, unchanged = unchanged + :unchanged
             where id = :id and worker = :worker and state in ('CHECKING', 'RUNNING')
            returning cancelled\
            """)
                .param("line", line)
                .param("rows", rows)
                .param("bad", bad)
                .param("now", now())
                .param("added", changes.added())
                .param("changed", changes.changed())
                .param("unchanged", changes.unchanged())
                .param("id", id)
                .param("worker", worker)
                .query(Boolean.class)
                .optional()
                .map(cancelled -> cancelled ? Step.CANCEL : Step.GO_ON)
                .orElse(Step.LOST);
    }

    enum Step {
        GO_ON,
        CANCEL,
        /** Somebody else works on it now. */
        LOST
    }

    void ready(UUID id, UUID worker, int total, @Nullable Changes would) {
        database.sql("""
            update spreadsheet.import_job
               set state = 'READY', total = :total, worker = null, beat = null,
                   would_add = :add, would_change = :change, would_leave = :leave
             where id = :id and worker = :worker and state = 'CHECKING'\
            """)
                .param("total", total)
                .param("add", would == null ? null : would.added())
                .param("change", would == null ? null : would.changed())
                .param("leave", would == null ? null : would.unchanged())
                .param("id", id)
                .param("worker", worker)
                .update();
    }

    void end(UUID id, UUID worker, ImportState state) {
        end(id, worker, state, 0);
    }

    /** With so many rows dealt with, where it was more than was noted last. */
    void end(UUID id, UUID worker, ImportState state, int rows) {
        database.sql("""
            update spreadsheet.import_job
               set state = ?, rows = greatest(rows, ?), ended_at = ?, worker = null, beat = null
             where id = ? and worker = ? and state in ('CHECKING', 'RUNNING')\
            """).params(state.name(), rows, now(), id, worker).update();
    }

    void refuse(ImportJob job, UUID worker, ImportState state, KeptProblem problem) {
        database.sql("""
            update spreadsheet.import_job set problem = ?, details = ? where id = ? and worker = ?\
            """)
                .params(Arrays.asList(problem.name(), rows.details(job.key(), problem), job.id(), worker))
                .update();
        end(job.id(), worker, state);
    }

    void addFaults(ImportJob job, List<Fault> faults) {
        batches.batchUpdate("""
            insert into spreadsheet.import_fault (job, line, number, column_key, code, details)
            values (?, ?, ?, ?, ?, ?)\
            """, faults, 500, (row, fault) -> {
            row.setObject(1, job.id());
            row.setInt(2, fault.line());
            row.setInt(3, fault.number());
            row.setString(4, fault.column());
            row.setString(5, fault.problem().name());
            row.setBytes(6, rows.details(job.key(), fault.problem()));
        });
    }

    BitSet badLines(UUID id) {
        var lines = new BitSet();
        database.sql("select distinct line from spreadsheet.import_fault where job = ?")
                .param(id)
                .query(row -> {
                    lines.set(row.getInt(1));
                });
        return lines;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
