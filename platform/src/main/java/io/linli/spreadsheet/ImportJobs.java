package io.linli.spreadsheet;

import static java.time.ZoneOffset.UTC;

import io.linli.spreadsheet.ImportJob.Found;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What those who bring imports ask of them: files, progress and faults. Whatever people wrote is sealed there. */
@Repository
class ImportJobs {

    private static final String PART = "spreadsheet.part/";
    private static final int PART_SIZE = 1 << 20;
    private static final String OPEN = "state in ('CHECKING', 'READY', 'RUNNING')";

    private final JdbcClient database;
    private final ImportRows rows;
    private final Clock clock;

    ImportJobs(JdbcClient database, ImportRows rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    record NewJob(UUID id, String list, String owner, String mandate, Locale language, String fileName, Found found) {}

    /** False when the owner has as many open ones as is allowed. */
    @Transactional(label = "write-only")
    public boolean add(NewJob job, byte[] content, Instant expires, int mostOpen) {
        // two that come at once are counted one after the other
        database.sql("select pg_advisory_xact_lock(hashtext('spreadsheet.import'), hashtext(?))")
                .param(job.owner())
                .query((row, n) -> true)
                .single();
        var key = rows.newKey();
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
                .param("name", ImportRows.name(key, job.fileName()))
                .param("headings", rows.headings(key, job.found()))
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
                .query(rows::job)
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
                .query(rows::job)
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
                        rows.problem(job.key(), row.getString("code"), row.getBytes("details"))))
                .list();
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
