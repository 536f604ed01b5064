package io.linli.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.linli.privacy.Vault;
import io.linli.privacy.Vault.DataKey;
import io.linli.spreadsheet.ImportJob.Found;
import io.linli.spreadsheet.ImportList.Changes;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The imports, their files and their faults in the database. Whatever people wrote is sealed there. */
@Repository
class ImportJobs {

    private static final String KEY = "spreadsheet.import";
    private static final String FILE_NAME = "spreadsheet.name";
    private static final String HEADINGS = "spreadsheet.headings";
    private static final String DETAILS = "spreadsheet.details";
    private static final String PART = "spreadsheet.part/";
    private static final int PART_SIZE = 1 << 20;
    private static final String OPEN = "state in ('CHECKING', 'READY', 'RUNNING')";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Vault vault;
    private final JsonMapper json;
    private final Clock clock;

    ImportJobs(JdbcClient database, JdbcTemplate batches, Vault vault, JsonMapper json, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    record NewJob(UUID id, String list, String owner, String mandate, Locale language, String fileName, Found found) {}

    /** False when the owner has as many open ones as is allowed. */
    @Transactional(label = "write-only")
    public boolean add(NewJob job, byte[] content, Instant expires, int mostOpen) {
        var key = vault.newKey(KEY);
        int parts = (content.length + PART_SIZE - 1) / PART_SIZE;
        var made = database.sql("""
            insert into spreadsheet.import_job (id, list, owner, mandate, language, key, file_name, headings,
                parts, state, uploaded_at, expires_at)
            select :id, :list, :owner, :mandate, :language, :key, :name, :headings, :parts, 'CHECKING',
                :now, :expires
            where (select count(*) from spreadsheet.import_job where owner = :owner and %s) < :most\
            """.formatted(OPEN))
                .param("id", job.id())
                .param("list", job.list())
                .param("owner", job.owner())
                .param("mandate", job.mandate())
                .param("language", job.language().getLanguage())
                .param("key", key.wrapped())
                .param("name", key.seal(FILE_NAME, job.fileName().getBytes(UTF_8)))
                .param("headings", key.seal(HEADINGS, json.writeValueAsBytes(job.found())))
                .param("parts", parts)
                .param("now", now())
                .param("expires", expires.atOffset(UTC))
                .param("most", mostOpen)
                .update();
        for (var number = 0; number < parts && made == 1; number++) {
            var piece =
                    Arrays.copyOfRange(content, number * PART_SIZE, Math.min(content.length, (number + 1) * PART_SIZE));
            database.sql("insert into spreadsheet.import_part (job, number, content) values (?, ?, ?)")
                    .params(job.id(), number, key.seal(PART + number, piece))
                    .update();
        }
        return made == 1;
    }

    Optional<ImportJob> find(UUID id) {
        return database.sql("select * from spreadsheet.import_job where id = ?")
                .param(id)
                .query(this::job)
                .optional();
    }

    Optional<ImportJob> find(UUID id, String owner) {
        return find(id).filter(job -> job.owner().equals(owner));
    }

    List<ImportJob> of(String owner, @Nullable UUID after, int size) {
        return database.sql("""
            select * from spreadsheet.import_job
            where owner = :owner and (cast(:after as uuid) is null or (uploaded_at, id) <
                (select uploaded_at, id from spreadsheet.import_job where id = :after and owner = :owner))
            order by uploaded_at desc, id desc limit :size\
            """)
                .param("owner", owner)
                .param("after", after)
                .param("size", size)
                .query(this::job)
                .list();
    }

    /** The file as it was uploaded; empty when it was removed after its time. */
    Optional<byte[]> content(ImportJob job) {
        var content = new ByteArrayOutputStream();
        for (var number = 0; number < job.parts(); number++) {
            var sealed = database.sql("select content from spreadsheet.import_part where job = ? and number = ?")
                    .params(job.id(), number)
                    .query(byte[].class)
                    .optional();
            if (sealed.isEmpty()) {
                return Optional.empty();
            }
            content.writeBytes(job.key().open(PART + number, sealed.get()));
        }
        return Optional.of(content.toByteArray());
    }

    /** From looked at to running: once, however often it is asked. */
    boolean confirm(UUID id) {
        return database.sql("""
            update spreadsheet.import_job
               set state = 'RUNNING', confirmed_at = ?, line = 0, rows = 0, beat = null, worker = null,
                   attempts = 0
             where id = ? and state = 'READY'\
            """).params(now(), id).update() == 1;
    }

    /** At once where nobody works on it; otherwise after the batch that is being written. */
    boolean cancel(UUID id) {
        return database.sql("""
            update spreadsheet.import_job
               set cancelled = true,
                   state = case when state = 'READY' then 'CANCELLED' else state end,
                   ended_at = case when state = 'READY' then cast(:now as timestamptz) else ended_at end
             where id = :id and %s\
            """.formatted(OPEN))
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
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
                .query(this::job)
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
                .params(Arrays.asList(problem.name(), sealed(job.key(), problem), job.id(), worker))
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
            row.setBytes(6, sealed(job.key(), fault.problem()));
        });
    }

    /** In their order, after the given one. */
    List<Fault> faults(ImportJob job, int line, int number, int size) {
        return database.sql("""
            select line, number, column_key, code, details from spreadsheet.import_fault
            where job = ? and (line, number) > (?, ?) order by line, number limit ?\
            """)
                .params(job.id(), line, number, size)
                .query((row, n) -> new Fault(
                        row.getInt("line"),
                        row.getInt("number"),
                        row.getString("column_key"),
                        problem(job.key(), row.getString("code"), row.getBytes("details"))))
                .list();
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

    /** Removes files and faults after their time; the counts stay. Tells how many there were. */
    @Transactional(label = "write-only")
    public int expire(int most) {
        var over = database.sql("""
            update spreadsheet.import_job
               set file_name = null, headings = null, details = null,
                   state = case when %s then 'CANCELLED' else state end,
                   ended_at = coalesce(ended_at, cast(:now as timestamptz))
             where id in (select id from spreadsheet.import_job
                           where file_name is not null and expires_at < :now
                           order by expires_at limit :most for update skip locked)
            returning id\
            """.formatted(OPEN))
                .param("now", now())
                .param("most", most)
                .query(UUID.class)
                .list();
        for (var id : over) {
            database.sql("delete from spreadsheet.import_fault where job = ?")
                    .param(id)
                    .update();
            database.sql("delete from spreadsheet.import_part where job = ?")
                    .param(id)
                    .update();
        }
        return over.size();
    }

    private byte @Nullable [] sealed(DataKey key, KeptProblem problem) {
        return problem.details().isEmpty() ? null : key.seal(DETAILS, json.writeValueAsBytes(problem.details()));
    }

    private KeptProblem problem(DataKey key, String name, byte @Nullable [] details) {
        return new KeptProblem(
                name,
                details == null ? List.of() : List.of(json.readValue(key.open(DETAILS, details), String[].class)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }

    private ImportJob job(ResultSet row, int n) throws SQLException {
        var key = vault.key(KEY, row.getBytes("key"));
        var name = row.getBytes("file_name");
        var headings = row.getBytes("headings");
        var problem = row.getString("problem");
        var wouldAdd = row.getObject("would_add", Integer.class);
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getString("list"),
                row.getString("owner"),
                row.getString("mandate"),
                Locale.of(row.getString("language")),
                key,
                name == null ? null : new String(key.open(FILE_NAME, name), UTF_8),
                headings == null ? Found.NOTHING : json.readValue(key.open(HEADINGS, headings), Found.class),
                row.getInt("parts"),
                ImportState.valueOf(row.getString("state")),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "ended_at"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("line"),
                row.getInt("rows"),
                row.getObject("total", Integer.class),
                row.getInt("bad"),
                wouldAdd == null ? null : new Changes(wouldAdd, row.getInt("would_change"), row.getInt("would_leave")),
                new Changes(row.getInt("added"), row.getInt("changed"), row.getInt("unchanged")),
                row.getInt("attempts"),
                row.getBoolean("cancelled"),
                problem == null ? null : problem(key, problem, row.getBytes("details")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
