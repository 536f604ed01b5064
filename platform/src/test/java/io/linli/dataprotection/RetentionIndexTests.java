package io.linli.dataprotection;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.privacy.Retained;
import io.linli.privacy.Retained.Holds;
import io.linli.settings.SystemScope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every night the job looks for what is past its time. Among many rows of which one is due it reads few, as PostgreSQL
 * itself counts them: nothing is read from the first row to the last.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RetentionIndexTests {

    private static final Instant LONG_AGO = Instant.parse("2010-01-01T00:00:00Z");

    private static final String CASES = """
            incident.words   ; 50000 ; incident.incident      ; number='N'||n, status='CLOSED', privacy='OPEN', ended_at=:at
            incident.left    ; 5000  ; incident.incident      ; number='N'||n, status='CLOSED', privacy='OPEN', ended_at=:at, reporter_left_at=now()
            incident.contact ; 50000 ; incident.words         ; contact=case when n < 20 then '\\x01'::bytea end
            identity.sign-in ; 50000 ; identity.sign_in       ; at=:at, outcome='REFUSED'
            identity.guest   ; 10000 ; identity.account       ; kind='GUEST', username='guest-'||lpad(n::text, 13, '0'), sealed_phone='\\x01', phone_index=sha256(n::text::bytea), last_seen=(:at)::date
            notify.notice    ; 50000 ; notify.notice          ; number=n, key='k'||n, at=:at
            audit.reason     ; 50000 ; audit.reason           ; record=case when n = 1 then '00000000-0000-7000-8000-000000000001' else uuidv7() end, salt='\\x01', sealed='\\x01'
            residents.person ; 10000 ; residents.person       ; state='LEFT', registration='HERE', changed_at=:at
            residents.claim  ; 10000 ; residents.claim        ; state='REFUSED', decided_at=:at
            residents.claim  ; 10000 ; residents.correction   ; state='REFUSED', decided_at=:at
            residents.claim  ; 10000 ; residents.taken_over   ; at=:at, matter='home.claim', facts='{NAME}'
            residents.visit  ; 50000 ; residents.visit        ; at=:at
            tasking.note     ; 50000 ; tasking.task_result    ; sealed='\\x01', arrived_at=:at
            tasking.track    ; 50000 ; tasking.patrol_track   ; points=1, last_at=:at
            evacuation.people ; 10000 ; evacuation.emergency   ; name='示例', basis='ORDER', issuer='示例', closed_by=gen_random_uuid(), closed_at=:at
            workforce.presence ; 10000 ; workforce.presence    ; area='430181001001001', arrived_at=:at, left_at=now()
            workforce.link   ; 10000 ; workforce.link         ; kind='CADRE', area='430181001001001', since='2000-01-01', until=(:at)::date, ended_reason='\\x01'
            deliberation.words ; 10000 ; deliberation.talk     ; area='430181001001', place='示例', topics='\\x01', held_at=:at, answer_by=now()""";

    @Autowired
    List<Retained> kinds;

    @Autowired
    DataSource application;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Environment settings;

    @Test
    void asksEveryKindThatEnds() {
        assertThat(CASES.lines().map(line -> line.split(";", 2)[0].strip()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(Retained::kind).toList());
    }

    /** {@code own} is what the rows have that any row of the table would not; the first of them is from 2009. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = CASES)
    void readsFewOfManyRows(String kind, int rows, String table, String own) throws SQLException {
        try (var connection = superuser()) {
            connection.setAutoCommit(false);
            fill(connection, table, rows, own);
            run(connection, "analyze " + table);
            // as the application from here on, with the walls that it sees everything through
            run(connection, "set local role linli");
            TransactionSynchronizationManager.bindResource(application, new ConnectionHolder(connection));
            try {
                system.run(() -> transaction.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    looksAtFew(connection, kind, table, rows);
                }));
            } finally {
                TransactionSynchronizationManager.unbindResource(application);
            }
        }
        tidy(table);
    }

    private void looksAtFew(Connection connection, String kind, String table, int rows) {
        var retained = kinds.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        var before = read(connection);
        retained.due(LONG_AGO, Holds.NONE);
        retained.erase(LONG_AGO, Holds.NONE);
        var after = read(connection);
        after.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        assertThat(after.getOrDefault(table, 0L)).as("rows looked at: " + after).isLessThan(rows / 10);
    }

    /** As many rows, with something in each column that must not be empty. */
    private static void fill(Connection connection, String table, int rows, String own) throws SQLException {
        var values = columns(connection, table);
        for (var one : own.split(", (?=[a-z_]+=)", -1)) {
            var parts = one.split("=", 2);
            values.put(
                    parts[0],
                    parts[1].replace(
                            ":at",
                            "case when n = 1 then timestamptz '2009-03-01' else now() - n * interval '1 second' end"));
        }
        // neither triggers nor keys of other tables: what counts here is how rows are found
        run(
                connection,
                "set local session_replication_role = replica",
                "insert into %s (%s) select %s from generate_series(1, %d) n"
                        .formatted(table, String.join(", ", values.keySet()), String.join(", ", values.values()), rows),
                "set local session_replication_role = origin");
    }

    private static Map<String, String> columns(Connection connection, String table) throws SQLException {
        var values = new TreeMap<String, String>();
        try (var ask = connection.prepareStatement("""
                select a.attname, format_type(a.atttypid, null) from pg_attribute a
                where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull
                    and not a.atthasdef and a.attidentity = ''""")) {
            ask.setString(1, table);
            try (var found = ask.executeQuery()) {
                while (found.next()) {
                    values.put(found.getString(1), something(found.getString(2)));
                }
            }
        }
        return values;
    }

    private static String something(String type) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text" -> "''";
            case "bytea" -> "'\\x00'::bytea";
            case "jsonb" -> "'{}'::jsonb";
            case "boolean" -> "false";
            case "timestamp with time zone" -> "now()";
            case "date" -> "current_date";
            case "integer", "bigint", "smallint", "double precision", "numeric" -> "0";
            default -> {
                if (type.endsWith("[]")) {
                    yield "'{}'::" + type;
                }
                throw new IllegalArgumentException(type);
            }
        };
    }

    /** How many rows of each table this transaction has looked at, one after the other or by an index that helps little. */
    private static Map<String, Long> read(Connection connection) {
        var counts = new TreeMap<String, Long>();
        try (var ask = connection.createStatement();
                var found = ask.executeQuery("""
                        select schemaname || '.' || relname, seq_tup_read + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where seq_tup_read + coalesce(idx_tup_fetch, 0) > 0""")) {
            while (found.next()) {
                counts.put(found.getString(1), found.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return counts;
    }

    /** The rows are gone; their room is given back, and what the planner believes of the table with it. */
    private void tidy(String table) throws SQLException {
        try (var connection = superuser()) {
            run(connection, "vacuum (analyze) " + table);
        }
    }

    private Connection superuser() throws SQLException {
        var url = settings.getRequiredProperty("spring.flyway.url")
                .replace(settings.getRequiredProperty("spring.flyway.user"), "postgres");
        return DriverManager.getConnection(url, "postgres", "");
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        for (var sql : new ArrayList<>(List.of(statements))) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
