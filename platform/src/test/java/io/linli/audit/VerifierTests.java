package io.linli.audit;

import static io.linli.audit.Verdict.Fault.COPY_CUT_SHORT;
import static io.linli.audit.Verdict.Fault.COPY_KNOWS_MORE;
import static io.linli.audit.Verdict.Fault.COPY_LINE_CHANGED;
import static io.linli.audit.Verdict.Fault.COPY_LINE_MISSING;
import static io.linli.audit.Verdict.Fault.COPY_MISSING;
import static io.linli.audit.Verdict.Fault.COPY_PUT_ASIDE;
import static io.linli.audit.Verdict.Fault.REASON_CHANGED;
import static io.linli.audit.Verdict.Fault.REASON_REMOVED;
import static io.linli.audit.Verdict.Fault.ROOT_CHANGED;
import static io.linli.audit.Verdict.Fault.ROOT_NOT_AS_NOTED;
import static io.linli.audit.Verdict.Fault.ROOT_REMOVED;
import static io.linli.audit.Verdict.Fault.ROW_CHANGED;
import static io.linli.audit.Verdict.Fault.ROW_FORGED;
import static io.linli.audit.Verdict.Fault.ROW_INSERTED;
import static io.linli.audit.Verdict.Fault.ROW_REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.audit.Verdict.Finding;
import io.linli.privacy.AccessLog;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Whatever is done to records, roots or the copy by who owns the database and the disk, is found and named. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class VerifierTests {

    private static final List<String> TABLES = List.of("audit.record", "audit.reason", "audit.seal");

    @Autowired
    Acts acts;

    @Autowired
    AccessLog looks;

    @Autowired
    Audit audit;

    @Autowired
    Sealer sealer;

    @Autowired
    Seals seals;

    @Autowired
    RootCopy copy;

    @Autowired
    Verifier verifier;

    @Autowired
    JdbcTemplate application;

    @Autowired
    JdbcClient client;

    @Value("${spring.flyway.url}")
    String owner;

    private final List<UUID> records = new ArrayList<>();
    private long root;

    /** Three roots of three records each, so that there is one before and one after. */
    @BeforeEach
    void sealSome() {
        records.clear();
        // the copy in this folder may end where another application on the same database went on
        acts.did(Act.of("test.begins"));
        Sealing.all(sealer, client);
        assertThat(verify().findings()).as("before").isEmpty();
        for (int n = 0; n < 3; n++) {
            var action = "test." + UUID.randomUUID();
            for (int one = 0; one < 3; one++) {
                acts.did(Act.of(action).on("thing", one).because("查看第 " + one + " 件"));
            }
            Sealing.all(sealer, client);
            if (n == 1) {
                root = seals.lastNumber();
                records.addAll(idsOf(action));
            }
        }
        assertThat(records).hasSize(3);
    }

    @AfterEach
    void isWholeAgain() {
        Sealing.all(sealer, client);
        assertThat(verify().findings()).as("after").isEmpty();
    }

    @Test
    void findsNothingWhereNothingWasDone() {
        var verdict = verify();

        assertThat(verdict.isWhole()).isTrue();
        assertThat(verdict.roots()).isEqualTo(seals.lastNumber());
        assertThat(verdict.rows()).isGreaterThanOrEqualTo(9);
        assertThat(verdict.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action = 'test.other'",
                "outcome = 'REFUSED'",
                "account = '00000000-0000-0000-0000-000000000001'",
                "account = null, role = 'AUDITOR'",
                "area = '11'",
                "unit = 'x'",
                "kind = null",
                "code = 'X'",
                "objects = '{2,1}'",
                "persons = array['\\x00'::bytea]",
                "at = at + interval '1 microsecond'",
                "written = written + interval '1 microsecond'",
                "network = '\\x0102030405060708'",
                "request = gen_random_uuid()",
                "reason = null",
                "mac = '\\x00'"
            })
    void namesTheRecordThatWasChanged(String change) {
        tampered("update audit.record set " + change + " where id = '" + records.get(1) + "'", () -> {
            var found = verify().findings();

            assertThat(found).singleElement().satisfies(one -> {
                assertThat(one.fault()).isEqualTo(ROW_CHANGED);
                assertThat(one.number()).isEqualTo(root);
                assertThat(one.sealedAt()).isNotNull();
                assertThat(one.record()).isEqualTo(records.get(1));
            });
        });
    }

    @Test
    void namesTheRecordThatWasRemoved() {
        tampered(
                "delete from audit.record where id = '" + records.getFirst() + "'",
                () -> only(ROW_REMOVED, records.getFirst()));
    }

    @Test
    void namesTheRecordThatWasPutAmongOthers() {
        var id = UUID.randomUUID();
        tampered("""
                insert into audit.record (epoch, xid, seq, written, id, at, area, action, outcome, objects, persons, mac)
                select epoch, xid, seq + 1000000000, written, '%s', at, area, action, outcome, objects, persons, mac
                from audit.record where id = '%s'""".formatted(id, records.getFirst()), () -> only(ROW_INSERTED, id));
    }

    @Test
    void namesTheRecordThatTheApplicationDidNotWrite() {
        var id = UUID.randomUUID();
        tampered("""
                insert into audit.record (epoch, id, at, area, action, outcome, objects, persons, mac)
                select epoch, '%s', at, area, action, outcome, objects, persons, mac
                from audit.record where id = '%s'""".formatted(id, records.getLast()), () -> {
            var found = verify().findings();
            assertThat(found).extracting(Finding::fault).containsExactly(ROW_FORGED);
            assertThat(found).extracting(Finding::record).containsExactly(id);
        });
    }

    @Test
    void findsARecordThatTookThePlaceOfAnother() {
        tampered(
                "update audit.record set id = '%s' where id = '%s'".formatted(UUID.randomUUID(), records.getFirst()),
                () -> assertThat(verify().findings())
                        .extracting(Finding::fault)
                        .containsExactlyInAnyOrder(ROW_REMOVED, ROW_INSERTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root = sha256(root)",
                "merkle = sha256(merkle)",
                "leaves = substring(leaves from 51)",
                "sealed_at = sealed_at + interval '1 second'",
                "seq = seq - 1"
            })
    void namesTheRootThatWasChanged(String change) {
        tampered("update audit.seal set " + change + " where number = " + root, () -> {
            var first = verify().findings().getFirst();

            assertThat(first.number()).isEqualTo(root);
            assertThat(first.fault()).isIn(ROOT_CHANGED, COPY_LINE_CHANGED);
            assertThat(verify().findings()).extracting(Finding::fault).contains(ROOT_CHANGED);
        });
    }

    @Test
    void namesTheRootThatWasRemoved() {
        tampered("delete from audit.seal where number = " + root, () -> {
            var first = verify().findings().getFirst();

            assertThat(first.fault()).isEqualTo(ROOT_REMOVED);
            assertThat(first.number()).isEqualTo(root);
        });
    }

    @Test
    void findsThatTheLastRootsWereTakenFromTheDatabaseOnly() {
        tampered("delete from audit.seal where number > " + root, () -> {
            var found = verify().findings();

            assertThat(found).extracting(Finding::fault).containsExactly(COPY_KNOWS_MORE);
            assertThat(found.getFirst().number()).isEqualTo(root + 1);
        });
    }

    @Test
    void findsByANotedRootThatTheEndWasTakenFromDatabaseAndCopy() throws IOException {
        var noted = audit.latestRoot().orElseThrow().words();
        assertThat(verifier.verify(noted).findings()).isEmpty();

        var lines = lines();
        copied(
                lines.subList(0, lines.size() - 1),
                () -> tampered("delete from audit.seal where number > " + root, () -> {
                    var found = verifier.verify(noted).findings();
                    assertThat(found).extracting(Finding::fault).containsExactly(ROOT_NOT_AS_NOTED);
                    assertThat(found.getFirst().detail()).isEqualTo(noted);
                }));
    }

    @Test
    void keepsProvingARecordWhoseReasonWasErased() {
        assertThat(audit.erase(List.of(records.getFirst()))).isEqualTo(1);
        assertThat(audit.erase(List.of(records.getFirst()))).as("again").isZero();

        var verdict = verify();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.erased()).isPositive();
        List<Boolean> left = owner(database -> database.queryForList(
                "select salt is not null or sealed is not null from audit.reason where record = ?",
                Boolean.class,
                records.getFirst()));
        assertThat(left).containsExactly(false);
    }

    @Test
    void namesTheReasonThatWasChangedOrRemoved() {
        var id = records.getFirst();
        tampered(
                "update audit.reason set salt = sha256(salt) where record = '" + id + "'",
                () -> only(REASON_CHANGED, id));
        tampered("""
                update audit.reason set sealed = (select sealed from audit.reason where record = '%s')
                where record = '%s'""".formatted(records.getLast(), id), () -> only(REASON_CHANGED, id));
        tampered("delete from audit.reason where record = '" + id + "'", () -> only(REASON_REMOVED, id));
    }

    @Test
    void findsThatTheCopyWasCutShortAndWhere() throws IOException {
        var lines = lines();
        copied(lines.subList(0, lines.size() - 2), () -> {
            var found = verify().findings();
            assertThat(found).extracting(Finding::fault).containsExactly(COPY_CUT_SHORT);
            assertThat(found.getFirst().number()).isEqualTo(root);
        });
    }

    @Test
    void findsALineThatIsMissingAndOneThatWasChanged() throws IOException {
        var lines = lines();
        var missing = new ArrayList<>(lines);
        missing.remove(lines.size() - 2);
        copied(
                missing,
                () -> assertThat(verify().findings()).singleElement().satisfies(one -> {
                    assertThat(one.fault()).isEqualTo(COPY_LINE_MISSING);
                    assertThat(one.number()).isEqualTo(root);
                }));

        var changed = new ArrayList<>(lines);
        changed.set(lines.size() - 2, lines.get(lines.size() - 2).replaceFirst(".$", "z"));
        copied(
                changed,
                () -> assertThat(verify().findings()).singleElement().satisfies(one -> {
                    assertThat(one.fault()).isEqualTo(COPY_LINE_CHANGED);
                    assertThat(one.number()).isEqualTo(root);
                }));
    }

    @Test
    void findsThatTheCopyIsGoneAndTheSealerMakesItAgainAndSaysSo() throws IOException {
        var kept = lines();
        Files.delete(file());
        assertThat(verify().findings()).extracting(Finding::fault).containsExactly(COPY_MISSING);

        Sealing.all(sealer, client); // completes the copy, and records that it had to
        Sealing.all(sealer, client);
        assertThat(lines()).startsWith(kept.toArray(String[]::new));
        assertThat(idsOf("audit.copy.completed")).isNotEmpty();
    }

    @Test
    void writesALineAnewThatACrashHadTorn() throws IOException {
        var kept = lines();
        Files.writeString(
                file(),
                String.join("\n", kept).substring(0, String.join("\n", kept).length() - 20));

        Sealing.all(sealer, client);

        assertThat(lines()).startsWith(kept.toArray(String[]::new));
    }

    @Test
    void keepsACopyAsideThatKnowsMoreThanTheDatabase() throws IOException {
        var kept = lines();
        var more = new ArrayList<>(kept);
        more.add(kept.getLast().replaceFirst("^\\d+", String.valueOf(seals.lastNumber() + 7)));
        write(more);

        Sealing.all(sealer, client);
        Sealing.all(sealer, client);

        var found = verify().findings();
        assertThat(found).extracting(Finding::fault).containsExactly(COPY_PUT_ASIDE);
        assertThat(idsOf("audit.copy.put-aside")).isNotEmpty();
        assertThat(lines()).startsWith(kept.toArray(String[]::new));
        for (var aside : copy.aside()) {
            try (var files = Files.walk(aside)) {
                for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.record set action = 'x'",
                "delete from audit.record",
                "truncate audit.record",
                "truncate audit.record_rest",
                "update audit.seal set size = 1",
                "delete from audit.seal",
                "truncate audit.seal",
                "delete from audit.reason",
                "update audit.reason set salt = '\\x00' where erased_at is null",
                "truncate audit.reason"
            })
    void letsNeitherTheApplicationNorTheOwnerRewriteAnything(String statement) {
        assertThatThrownBy(() -> owner(database -> database.update(statement)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(append-only|can only be erased).*");
        assertThatThrownBy(() -> application.update(statement))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|can only be erased|append-only).*");
    }

    @Test
    void looksAreRecordsToo() {
        var viewer = UUID.randomUUID().toString();
        looks.looked(viewer, "incident.reporter", List.of("a", "b"), List.of(viewer), "核实");
        Sealing.all(sealer, client);

        List<String> found = owner(database -> database.queryForList("""
                select action || ' ' || kind || ' ' || array_to_string(objects, ' ') || ' ' || cardinality(persons)
                from audit.record where account = ?::uuid""", String.class, viewer));
        assertThat(found).containsExactly("look incident.reporter a b 1");
    }

    private Verdict verify() {
        return verifier.verify(null);
    }

    private void only(Verdict.Fault fault, UUID record) {
        assertThat(verify().findings()).singleElement().satisfies(one -> {
            assertThat(one.fault()).isEqualTo(fault);
            assertThat(one.number()).isEqualTo(root);
            assertThat(one.record()).isEqualTo(record);
        });
    }

    private List<UUID> idsOf(String action) {
        return owner(database ->
                database.queryForList("select id from audit.record where action = ? order by seq", UUID.class, action));
    }

    private interface Work<T> {
        T with(JdbcTemplate database);
    }

    /** As the owner of the tables, to whom the system's rows are shown. */
    private <T> T owner(Work<T> work) {
        var source = new SingleConnectionDataSource(owner, true);
        try {
            var database = new JdbcTemplate(source);
            database.queryForObject("select set_config('linli.scope', 'system', false)", String.class);
            return work.with(database);
        } finally {
            source.destroy();
        }
    }

    /** Does it as an owner would who first puts the guards out of force; puts everything back afterwards. */
    private void tampered(String statement, Runnable check) {
        owner(database -> {
            for (var table : TABLES) {
                database.execute("create table if not exists public.kept_" + table.replace('.', '_')
                        + " as select * from " + table);
                guards(database, table, "disable");
            }
            try {
                assertThat(database.update(statement)).isPositive();
                check.run();
            } finally {
                for (var table : TABLES) {
                    var kept = "public.kept_" + table.replace('.', '_');
                    database.update("delete from " + table);
                    database.update("insert into " + table + " select * from " + kept);
                    database.execute("drop table " + kept);
                    guards(database, table, "enable");
                }
            }
            return true;
        });
    }

    private static void guards(JdbcTemplate database, String table, String how) {
        database.queryForList("""
                        select tgrelid::regclass::text || ' ' || 'trigger ' || tgname from pg_trigger
                        where not tgisinternal and (tgrelid = ?::regclass
                            or tgrelid in (select inhrelid from pg_inherits where inhparent = ?::regclass))""", String.class, table, table).forEach(one -> {
            var parts = one.split(" ", 2);
            database.execute("alter table " + parts[0] + " " + how + " " + parts[1]);
        });
        if (table.equals("audit.record")) {
            database.execute("alter table audit.record " + (how.equals("disable") ? "disable" : "enable")
                    + " row level security");
        }
    }

    /** With another copy of the roots; puts the true one back, whatever was found. */
    private void copied(List<String> lines, Runnable check) throws IOException {
        var kept = lines();
        write(lines);
        try {
            check.run();
        } finally {
            write(kept);
        }
    }

    private Path file() throws IOException {
        return copy.files().getLast();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file(), String.join("\n", lines) + "\n");
    }
}
