package io.linli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.files.SomePhoto;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup is made while people report; then Linli is killed, its data folder is deleted, and everything that had been
 * answered before the backup began must come back.
 */
@Tag("jar")
class DestroyAndRestoreTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    // how much one person may report is another matter
    private static final String WITHOUT_LIMIT = "--linli.identity.reports.worker=0";

    /** What a database is beside its rows: constraints, indexes, triggers, walls and grants. */
    private static final String STRUCTURE = """
        select string_agg(line, chr(10) order by line collate "C") from (
            select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
                where connamespace::regnamespace::text !~ '^pg_|information_schema' and conrelid <> 0
            union all select indexdef from pg_indexes where schemaname !~ '^pg_|information_schema'
            union all select tgrelid::regclass || ' ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text
                from pg_trigger where not tgisinternal
            union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '')
                from pg_policies
            union all select c.oid::regclass || ' ' || relrowsecurity::text || relforcerowsecurity::text || ' '
                    || pg_get_userbyid(relowner) || ' ' || coalesce(relacl::text, '')
                from pg_class c where relnamespace::regnamespace::text !~ '^pg_|information_schema'
        ) structure\
        """;

    @TempDir
    static Path home;

    static Path backup;
    static List<UUID> before = List.of();
    static String reportId = "";
    static String photoId = "";
    static String structure = "";
    static byte[] photo = {};
    static LinliProcess restored;

    @BeforeAll
    static void makeDestroyAndRestore() throws Exception {
        backup = home.resolve("elsewhere/a.linli");
        try (var linli = LinliProcess.started(home, "run", WITHOUT_LIMIT)) {
            reportWithPhoto(linli);
            try (var reporters = Reporters.begin(linli.address(), 4)) {
                reporters.untilTaken(100);
                before = reporters.answered();
                succeeds("backup", "--to", backup.toString());
                reporters.untilTaken(20); // they went on all the time
                reporters.stop();
                assertThat(reporters.turnedAway())
                        .as("nobody noticed the backup")
                        .isZero();
            }
            try (var database = DatabaseOf.superuser(linli.data())) {
                structure = database.ask(STRUCTURE);
            }
            LinliProcess.kill(linli.java(), linli.postmaster());
        }
        FileSystemUtils.deleteRecursively(LinliProcess.data(home));
        succeeds("restore", backup.toString());
        restored = LinliProcess.started(home, "run", WITHOUT_LIMIT);
    }

    @AfterAll
    static void stop() throws Exception {
        restored.close();
    }

    @Test
    void bringsBackAllThatWasAnsweredBeforeTheBackupBegan() throws Exception {
        assertThat(before).hasSizeGreaterThanOrEqualTo(100);
        try (var database = DatabaseOf.superuser(restored.data())) {
            for (var id : before) {
                assertThat(database.ask("select count(*) from incident.incident where id = '" + id + "'"))
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void letsPeopleInAndShowsThemTheirPhotos() throws Exception {
        try (var resident = new Visitor(restored.address())) {
            assertThat(resident.signIn("resident", LinliProcess.PASSWORD).statusCode())
                    .isEqualTo(200);
            var detail =
                    JSON.readTree(resident.get("/api/incidents/" + reportId).body());
            assertThat(detail.path("description").asString()).isEqualTo("示例：路灯不亮，有照片");
            assertThat(resident.bytes(photoPath()).body()).isEqualTo(photo);
        }
    }

    @Test
    void keepsEveryWallGrantIndexAndTrigger() throws Exception {
        try (var database = DatabaseOf.superuser(restored.data())) {
            assertThat(database.ask(STRUCTURE).lines())
                    .containsExactlyElementsOf(structure.lines().toList());
        }
    }

    @Test
    void letsTheReadersOfTheJournalGoOnWithoutRepeatingOrSkipping() throws Exception {
        try (var database = DatabaseOf.superuser(restored.data());
                var resident = new Visitor(restored.address())) {
            assertThat(database.ask("select max(epoch) from journal.epoch"))
                    .as("transaction numbers begin anew")
                    .isEqualTo("2");
            resident.signIn("resident", LinliProcess.PASSWORD);
            var later = reported(resident.post("/api/incidents", """
                {"location": {"longitude": 113.63, "latitude": 28.16}, "description": "示例：恢复以后的上报"}\
                """));
            awaitReaders(database);

            assertThat(database.ask("select count(*) from journal.entry where epoch = 2"))
                    .as("what happens now")
                    .isNotEqualTo("0");
            assertThat(database.ask("select count(*) from incident.search where incident = '"
                            + later.get("id").asString() + "'"))
                    .isEqualTo("1");
            assertThat(database.ask("select count(*) from incident.incident i where not exists"
                            + " (select from incident.search s where s.incident = i.id)"))
                    .as("none was skipped")
                    .isEqualTo("0");
            assertThat(database.ask("select sum(n) from incident.tally"))
                    .as("none was counted twice")
                    .isEqualTo(database.ask("select count(*) from incident.incident"));
        }
    }

    @Test
    void agreesWithTheBackupRowByRow() throws Exception {
        assertThat(succeeds("verify", backup.toString(), "--scratch", home.toString()))
                .contains("完好")
                .containsPattern("校验根.*[1-9]\\d*:[0-9a-f]{64}");
    }

    @Test
    void packsWhatHelpsAndNothingOfAPerson() throws Exception {
        var number = "139" + "12345678";
        try (var guest = new Visitor(restored.address())) {
            guest.signIn(number, "a number in the place of a name");
        }
        var bundle = home.resolve("support.zip");
        assertThat(succeeds("support", "--to", bundle.toString())).contains("support.zip");

        var parts = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(bundle))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts)
                .containsOnlyKeys(
                        "about.json", "settings.json", "database.json", "logs/linli.log", "logs/postgres.log");
        assertThat(parts.get("about.json")).contains("\"use\" : \"DEMO\"", "diskMegabytesFree");
        assertThat(parts.get("settings.json")).contains("LINLI_DATA_DIR", "LINLI_DEMO_PASSWORD");
        assertThat(parts.get("database.json"))
                .contains("PostgreSQL 18", "incident.incident", "flyway_schema_history")
                .doesNotContain("cannotBeAsked");
        assertThat(String.join("\n", parts.values())).doesNotContain(number, LinliProcess.PASSWORD, "示例：路灯不亮，有照片");
    }

    @Test
    void isNotRestoredOverALinliThatRunsNorOverDataWithoutBeingTold() throws Exception {
        refuses("restore", backup.toString());
        var other = home.resolve("other");
        Files.createDirectories(other.resolve("data"));
        Files.writeString(other.resolve("data/linli-data"), "layout=1\nuse=DEMO\n");
        Files.writeString(other.resolve("data/demo.password"), "x");
        Files.copy(home.resolve("keys.json"), other.resolve("keys.json"));
        try (var refused = LinliProcess.begin(other, "restore", backup.toString())) {
            assertThat(refused.end()).isEqualTo(1);
            assertThat(refused.complained()).contains("--replace").hasLineCount(1);
        }
        try (var replaced = LinliProcess.begin(other, "restore", backup.toString(), "--replace")) {
            assertThat(replaced.end()).as(replaced.complained()).isZero();
            assertThat(replaced.said()).contains("replaced-");
        }
    }

    /** A server of one's own, named by its address: here the one that comes along, in a database of its own. */
    @Test
    void isRestoredIntoADatabaseOfOnesOwnAsLongAsThatIsEmpty() throws Exception {
        var data = restored.data();
        var own = Map.of(
                "LINLI_DB_URL", DatabaseOf.url(data, "own"),
                "LINLI_DB_USER", "linli",
                "LINLI_DB_PASSWORD",
                        Files.readString(data.resolve("postgres-app.password")).strip(),
                "LINLI_DB_OWNER", "linli_owner",
                "LINLI_DB_OWNER_PASSWORD",
                        Files.readString(data.resolve("postgres-owner.password"))
                                .strip());
        try (var server = DatabaseOf.superuser(data)) {
            server.run("create database own owner linli_owner");
        }
        var elsewhere = home.resolve("elsewhere-restored");
        Files.createDirectories(elsewhere);
        Files.copy(home.resolve("keys.json"), elsewhere.resolve("keys.json"));
        try (var database = DatabaseOf.superuser(data, "own")) {
            database.run("create table public.of_somebody_else (id int)");
            refusesInto(elsewhere, own, "public.of_somebody_else");
            database.run("drop table public.of_somebody_else");

            var command = LinliProcess.begin(elsewhere, own, "restore", backup.toString());
            assertThat(command.end()).as(command.complained()).isZero();

            assertThat(database.ask(STRUCTURE).lines())
                    .containsExactlyElementsOf(structure.lines().toList());
            for (var id : before) {
                assertThat(database.ask("select count(*) from incident.incident where id = '" + id + "'"))
                        .isEqualTo("1");
            }
            assertThat(elsewhere.resolve("data/files")).isDirectory();
            assertThat(elsewhere.resolve("data/postgres")).doesNotExist();
            refusesInto(elsewhere, own, "LINLI_DB_URL");
        }
    }

    private static void refusesInto(Path other, Map<String, String> environment, String reason) throws Exception {
        var refused = LinliProcess.begin(other, environment, "restore", backup.toString(), "--replace");
        assertThat(refused.end()).isEqualTo(1);
        assertThat(refused.complained())
                .startsWith("linli: ")
                .contains("LINLI_DB_URL", reason)
                .hasLineCount(1);
    }

    @Test
    void leavesNothingBehindWhenABackupIsCutShort() throws Exception {
        var other = home.resolve("short");
        Files.createDirectories(other);
        Files.copy(home.resolve("keys.json"), other.resolve("keys.json"));
        var bytes = Files.readAllBytes(backup);
        Files.write(other.resolve("b.linli"), Arrays.copyOf(bytes, bytes.length / 2));

        try (var refused =
                LinliProcess.begin(other, "restore", other.resolve("b.linli").toString())) {
            assertThat(refused.end()).isEqualTo(1);
            assertThat(refused.complained()).contains("不完整").hasLineCount(1);
        }
        assertThat(other.resolve("data")).doesNotExist();
    }

    private static void reportWithPhoto(LinliProcess linli) throws Exception {
        try (var resident = new Visitor(linli.address())) {
            resident.signIn("resident", LinliProcess.PASSWORD);
            var file = JSON.readTree(
                    resident.upload("a.jpg", SomePhoto.jpeg(640, 480)).body());
            photoId = file.get("id").asString();
            var report = reported(resident.post("/api/incidents", """
                {"location": {"longitude": 113.63, "latitude": 28.16}, "description": "示例：路灯不亮，有照片",
                 "photos": ["%s"]}\
                """.formatted(photoId)));
            reportId = report.get("id").asString();
            var seen = resident.bytes(photoPath());
            assertThat(seen.statusCode()).isEqualTo(200);
            photo = seen.body();
        }
    }

    private static String photoPath() {
        return "/api/incidents/" + reportId + "/photos/" + photoId;
    }

    private static JsonNode reported(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private static void awaitReaders(DatabaseOf database) throws Exception {
        var behind = """
            select count(*) from journal.entry e join journal.cursor c
            on (e.epoch, e.xid, e.seq) > (c.epoch, c.xid, c.seq)\
            """;
        for (int n = 0; n < 600 && !database.ask(behind).equals("0"); n++) {
            Thread.sleep(50);
        }
        assertThat(database.ask(behind)).isEqualTo("0");
    }

    // not closed: closing also ends the database server of the home, which others still use
    private static String succeeds(String... words) throws Exception {
        var command = LinliProcess.begin(home, words);
        assertThat(command.end()).as(command.complained()).isZero();
        assertThat(command.complained()).isEmpty();
        return command.said();
    }

    private static void refuses(String... words) throws Exception {
        var command = LinliProcess.begin(home, words);
        assertThat(command.end()).isEqualTo(1);
        assertThat(command.complained()).startsWith("linli: ").hasLineCount(1);
    }
}
