package io.linli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.files.SomePhoto;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Marked values go in through every input that there is; then Linli is stopped, and all that it leaves on the disk
 * (database, write-ahead log, files, logs, a backup) is searched for their bytes.
 */
@Tag("jar")
class CanaryTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What may not be found. */
    private static final Map<String, String> SECRET = Map.ofEntries(
            Map.entry("the reporter's name", "示例金丝雀甲"),
            Map.entry("the reporter's telephone", "18675309421"),
            Map.entry("a telephone in the description", "18675309422"),
            Map.entry("a telephone with gaps in the description", "186 7530 9423"),
            Map.entry("an identity number in the description", "11010119900307803X"),
            Map.entry("a telephone in the type", "18675309424"),
            Map.entry("a telephone in the address", "18675309425"),
            Map.entry("a telephone in a note of a step", "18675309426"),
            Map.entry("a telephone in a rating", "18675309427"),
            Map.entry("a telephone in a search", "18675309428"),
            Map.entry("a telephone in a body that is refused", "18675309429"),
            Map.entry("a name in a body that is refused", "示例金丝雀乙"),
            Map.entry("the name of a resident", "示例金丝雀丙"),
            Map.entry("the identity number of a resident", "43990119900307801X"),
            Map.entry("the telephone of a resident", "18675309430"),
            Map.entry("the registered address of a resident", "金丝雀户籍地址"),
            Map.entry("the reason of a look at a resident", "金丝雀查看理由"),
            Map.entry("a name that is searched for", "示例金丝雀丁"),
            Map.entry("a note of a move", "金丝雀迁出说明"),
            Map.entry("the name in a claim of a home", "示例金丝雀戊"),
            Map.entry("the identity number in a claim of a home", "439901199003078036"),
            Map.entry("an identity number that is refused", "439901199003078053"),
            Map.entry("an answer at a visit", "金丝雀走访诉求"),
            Map.entry("an address for notices", "canary-reader-7@example.org"),
            Map.entry("the reason of a wish to be erased", "金丝雀删除理由"),
            Map.entry("the purpose of a request for data", "金丝雀申请用途"),
            Map.entry("a wrong password", "金丝雀密码"),
            Map.entry("a password typed as the name of the account", "canary-secret-9"),
            Map.entry("the password", LinliProcess.PASSWORD),
            Map.entry("the name of a photo", "金丝雀照片名"),
            Map.entry("the camera of a photo", SomePhoto.CAMERA),
            Map.entry("the comment in a photo", SomePhoto.COMMENT));

    /** What may be found, and why; that it is found shows that the search finds. */
    private static final Map<String, String> IN_CLEAR = Map.of(
            // the redacted copy of a text, for search and analysis; the operations guide says so
            "the words of the description", "金丝雀井盖不见了",
            // places are no personal data
            "the address", "金丝雀路九十九号",
            "the room of a home", "金丝雀室",
            "the words of a note", "金丝雀已到现场");

    private static final Map<String, List<Path>> found = new TreeMap<>();

    @BeforeAll
    static void writeStopAndSearch(@TempDir Path home) throws Exception {
        // nobody listens there: the address is taken, and the message fails
        try (var linli = LinliProcess.started(
                home,
                "run",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=9",
                "--linli.notify.mail-from=linli@example.org")) {
            write(linli);
            // not closed: that would end the database server too
            var backup = LinliProcess.begin(home, "backup");
            assertThat(backup.end()).as(backup.complained()).isZero();
            assertThat(LinliProcess.data(home).resolve("backups")).isNotEmptyDirectory();
            assertThat(linli.stop()).as(linli.complained()).isIn(0, 143);
        }
        search(home);
    }

    @Test
    void findsNothingThatIsKeptForItsOwnersOnly() {
        assertThat(found).doesNotContainKeys(SECRET.keySet().toArray(String[]::new));
    }

    @Test
    void findsWhatIsKeptInClear() {
        assertThat(found).containsKeys(IN_CLEAR.keySet().toArray(String[]::new));
    }

    private static void write(LinliProcess linli) throws Exception {
        try (var resident = new Visitor(linli.address());
                var grid = new Visitor(linli.address());
                var community = new Visitor(linli.address())) {
            assertThat(resident.signIn("canary-secret-9", "x").statusCode()).isEqualTo(401);
            assertThat(resident.signIn("resident", "金丝雀密码").statusCode()).isEqualTo(401);
            ok(200, resident.signIn("resident", LinliProcess.PASSWORD));
            ok(200, grid.signIn("grid", LinliProcess.PASSWORD));
            ok(200, community.signIn("community", LinliProcess.PASSWORD));
            var area = read(grid.get("/api/session")).at("/posts/0/area").asString();

            var report = report(resident, area, "OPEN");
            report(resident, area, "CONFIDENTIAL");
            report(resident, area, "ANONYMOUS");
            refused(resident);
            live(grid, resident);
            steps(report.get("id").asString(), resident, grid, community);
            assertThat(resident.put("/api/notices/addresses/EMAIL", "{\"address\": \"canary-reader-7@example.org\"}")
                            .statusCode())
                    .isEqualTo(503);
            ok(201, resident.post("/api/my-data/erasure", "{\"reason\": \"金丝雀删除理由\"}"));
            ok(201, community.post("/api/data-protection/requests/export", """
                {"list": "residents.contact", "most": 500, "purpose": "金丝雀申请用途"}\
                """));
            resident.get("/api/incidents?q=18675309428");
            resident.post("/api/incidents/check", "{\"description\":\"18675309428\"}");
            resident.post(
                    "/api/incidents/track",
                    "{\"number\":\"" + report.get("number").asString() + "\",\"queryCode\":\"18675309428\"}");
        }
    }

    private static JsonNode report(Visitor resident, String area, String privacy) throws Exception {
        var photo = ok(201, resident.upload("金丝雀照片名.jpg", SomePhoto.jpegOfAPhone(320, 240, 1)));
        return ok(201, resident.post("/api/event/report", """
            {"type": "井盖 18675309424", "privacy": "%s", "photos": ["%s"],
             "location": {"gridCode": "%s", "address": "金丝雀路九十九号 18675309425"},
             "description": "金丝雀井盖不见了，电话18675309422或186 7530 9423，身份证11010119900307803X",
             "contact": {"name": "示例金丝雀甲", "phone": "18675309421"}}\
            """.formatted(
                        privacy, photo.get("id").asString(), area)));
    }

    private static void refused(Visitor resident) throws Exception {
        for (var body : List.of(
                "{\"description\": \"18675309429\", \"contact\": {\"name\": \"示例金丝雀乙\", \"phone\": \"18675309429 x\"}}",
                "{\"description\": \"示例金丝雀乙 18675309429\", \"privacy\": \"18675309429\", \"location\": \"x\"}",
                "{\"description\": \"示例金丝雀乙 18675309429")) {
            assertThat(resident.post("/api/incidents", body).statusCode()).isEqualTo(400);
        }
        assertThat(resident.upload("金丝雀照片名.jpg", "示例金丝雀乙 18675309429".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }

    private static void live(Visitor grid, Visitor resident) throws Exception {
        var area = read(grid.get("/api/session")).at("/posts/0/area").asString();
        var building = ok(201, grid.post("/api/buildings", "{\"area\": \"" + area + "\", \"name\": \"金丝雀楼\"}"));
        var home = ok(
                        201,
                        grid.post("/api/buildings/" + building.get("id").asString() + "/homes", "{\"room\": \"金丝雀室\"}"))
                .get("id")
                .asString();
        var draft = """
            {"name": "示例金丝雀丙", "identity": "%s", "phone": "18675309430", "registeredAt": "金丝雀户籍地址",
             "home": "%s"}\
            """;
        assertThat(grid.post("/api/residents", draft.formatted("439901199003078053", home))
                        .statusCode())
                .isEqualTo(400);
        var person = ok(201, grid.post("/api/residents", draft.formatted("43990119900307801X", home)))
                .get("id")
                .asString();
        ok(200, grid.post("/api/residents/" + person + "/open", "{\"reason\": \"金丝雀查看理由\"}"));
        ok(200, grid.post("/api/residents/find", "{\"identity\": \"43990119900307801X\"}"));
        ok(200, grid.post("/api/residents/find", "{\"namePart\": \"示例金丝雀丁\", \"area\": \"" + area + "\"}"));
        ok(201, grid.post("/api/residents/" + person + "/visits", """
                {"form": "HOME", "answers": {"people": "1", "care": "false", "gas": "true", "wish": "金丝雀走访诉求"}}\
                """));
        ok(
                201,
                resident.post(
                        "/api/homes/" + home + "/claims",
                        "{\"name\": \"示例金丝雀戊\", \"identity\": \"439901199003078036\", \"phone\": \"18675309430\"}"));
        assertThat(grid.post("/api/residents/" + person + "/move", "{\"note\": \"金丝雀迁出说明\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    private static void steps(String id, Visitor resident, Visitor grid, Visitor community) throws Exception {
        var path = "/api/incidents/" + id;
        var note = "{\"note\": \"金丝雀已到现场，电话18675309426\"}";
        ok(200, grid.post(path + "/take", note));
        ok(200, grid.post(path + "/feedback", note));
        ok(200, community.post(path + "/inspect", "{\"result\": \"PASSED\", \"note\": \"金丝雀已到现场 18675309426\"}"));
        ok(200, resident.post(path + "/rate", """
            {"contacted": true, "solved": true, "satisfied": true, "note": "谢谢 18675309427"}\
            """));
    }

    private static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(answer.request().uri() + ": " + answer.body())
                .isEqualTo(status);
        return read(answer);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static void search(Path home) throws IOException {
        var wanted = new TreeMap<String, byte[]>();
        SECRET.forEach((what, value) -> wanted.put(what, value.getBytes(UTF_8)));
        IN_CLEAR.forEach((what, value) -> wanted.put(what, value.getBytes(UTF_8)));
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = Files.readAllBytes(file);
                wanted.forEach((what, value) -> {
                    if (contains(content, value)) {
                        found.computeIfAbsent(what, none -> new ArrayList<>()).add(home.relativize(file));
                    }
                });
            }
        }
    }

    private static boolean contains(byte[] content, byte[] wanted) {
        for (var at = 0; at <= content.length - wanted.length; at++) {
            var length = 0;
            while (length < wanted.length && content[at + length] == wanted[length]) {
                length++;
            }
            if (length == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
