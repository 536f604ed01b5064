package io.linli.spreadsheet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import io.linli.identity.Role;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A list brought through the real server, from the template to the rows that come back. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=linli-import-desk",
            "spring.messages.basename=messages/problem,messages/settings,messages/identity,messages/incident,"
                    + "messages/tasking,messages/territory,messages/files,messages/operation,messages/ca,messages/setup,"
                    + "messages/spreadsheet,messages/audit,messages/residents,messages/workforce,messages/notify,messages/dataprotection,messages/sensing,messages/facility,messages/evacuation,messages/deliberation,test-messages/sheet"
        })
@Import(ImportApiTests.Lists.class)
class ImportApiTests {

    private static final String BOUNDARY = "----LinliTestBoundary7MA4YWxk";

    @TestConfiguration(proxyBeanMethods = false)
    static class Lists {

        final ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();

        @Bean
        PermissionCatalogue testPermissions() {
            return () -> Set.of(
                    new Permission("other:import", Set.of(Role.COMMUNITY_WORKER, Role.STREET_STAFF)),
                    new Permission("hidden:import", Set.of(Role.AUDITOR)));
        }

        @Bean
        ImportList otherList() {
            return new ImportList() {
                @Override
                public String name() {
                    return "other";
                }

                @Override
                public String permission() {
                    return "other:import";
                }

                @Override
                public List<Column> columns() {
                    return List.of(Column.text("name", 20).required(), Column.of("people", ColumnType.WHOLE));
                }

                @Override
                public Changes write(List<SheetRow> rows, ImportContext context) {
                    rows.forEach(row -> taken.add(context.who() + ":" + row.requiredText("name")));
                    return new Changes(rows.size(), 0, 0);
                }
            };
        }

        @Bean
        ImportList hiddenList() {
            return new ImportList() {
                @Override
                public String name() {
                    return "hidden";
                }

                @Override
                public String permission() {
                    return "hidden:import";
                }

                @Override
                public List<Column> columns() {
                    return List.of(Column.text("name", 20).required());
                }

                @Override
                public Changes write(List<SheetRow> rows, ImportContext context) {
                    return Changes.NONE;
                }
            };
        }
    }

    private CookieManager cookies = new CookieManager();
    private HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @Autowired
    Lists lists;

    @BeforeEach
    void signIn() throws Exception {
        signIn("community");
    }

    @AfterEach
    void end() {
        http.close();
    }

    @Test
    void goesFromTheTemplateToTheRowsThatComeBack() throws Exception {
        var template = bytes("/api/imports/lists/other/template");
        assertThat(template.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("%E5%8F%A6%E4%B8%80%E6%B8%85%E5%8D%95.xlsx");
        assertThat(template.headers().firstValue("Cache-Control")).hasValue("no-store");
        var filled = filled(template.body());

        var brought = bring("other", "名单.xlsx", filled);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(201);
        var id = json.readTree(brought.body()).get("id").asString();
        var ready = until(id, "READY");
        assertThat(ready.get("total").asInt()).isEqualTo(2);
        assertThat(ready.get("bad").asInt()).isEqualTo(1);
        assertThat(ready.get("title").asString()).isEqualTo("另一清单");
        assertThat(ready.get("fileName").asString()).isEqualTo("名单.xlsx");
        var faults = get("/api/imports/" + id + "/faults?size=1");
        assertThat(faults.at("/items/0/line").asInt()).isEqualTo(4);
        assertThat(faults.at("/items/0/heading").asString()).isEqualTo("人数");
        assertThat(faults.at("/items/0/message").asString()).isEqualTo("应为整数，例如 12。");
        assertThat(get("/api/imports/" + id + "/faults?after="
                                + faults.get("next").asString())
                        .get("items")
                        .isEmpty())
                .isTrue();

        assertThat(post("/api/imports/" + id + "/confirm").statusCode()).isEqualTo(200);
        var done = until(id, "DONE");

        assertThat(done.at("/result/added").asInt()).isEqualTo(1);
        assertThat(lists.taken).contains("community:示例甲").doesNotContain("community:示例乙");
        try (var book = new XSSFWorkbook(
                new ByteArrayInputStream(bytes("/api/imports/" + id + "/result").body()))) {
            assertThat(book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("示例乙");
        }
        assertThat(get("/api/imports?size=1").at("/items/0/id").asString()).isEqualTo(id);
    }

    @Test
    void offersWhatTheCallerMayBring() throws Exception {
        assertThat(get("/api/imports/lists").get("items").findValuesAsString("name"))
                .contains("other")
                .doesNotContain("hidden");
        assertThat(bytes("/api/imports/lists/hidden/template").statusCode()).isEqualTo(403);
        assertThat(bring("hidden", "a.csv", "姓名\n甲\n".getBytes(UTF_8)).statusCode())
                .isEqualTo(403);
        assertThat(bytes("/api/imports/lists/nothing/template").statusCode()).isEqualTo(404);
    }

    @Test
    void saysAtOnceWhatIsWrongWithTheFile() throws Exception {
        var refused = bring("other", "a.xls", "<html></html>".getBytes(UTF_8));

        assertThat(refused.statusCode()).isEqualTo(400);
        var problem = json.readTree(refused.body());
        assertThat(problem.get("code").asString()).isEqualTo("SHEET_FORMAT_UNKNOWN");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("file");
        assertThat(bring("other", "a.csv", new byte[(20 << 20) + 1]).statusCode())
                .isEqualTo(413);
        assertThat(bring("other", "", new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void showsNobodyAnothersImport() throws Exception {
        var mine = json.readTree(bring("other", "a.csv", "姓名,人数\n示例丙,1\n".getBytes(UTF_8))
                        .body())
                .get("id")
                .asString();

        comeAs("street");

        for (var path : List.of("", "/faults", "/result")) {
            assertThat(bytes("/api/imports/" + mine + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(post("/api/imports/" + mine + "/confirm").statusCode()).isEqualTo(404);
        assertThat(post("/api/imports/" + mine + "/cancel").statusCode()).isEqualTo(404);
        assertThat(get("/api/imports").get("items").findValuesAsString("id")).doesNotContain(mine);
    }

    @Test
    void isNotForStrangers() throws Exception {
        cookies.getCookieStore().removeAll();
        http.send(HttpRequest.newBuilder(uri("/api/session")).build(), BodyHandlers.discarding());

        assertThat(bytes("/api/imports").statusCode()).isEqualTo(401);
        assertThat(bring("other", "a.csv", "姓名\n甲\n".getBytes(UTF_8)).statusCode())
                .isEqualTo(401);
    }

    private static byte[] filled(byte[] template) throws Exception {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(template));
                var out = new ByteArrayOutputStream()) {
            var good = book.getSheetAt(0).createRow(2);
            good.createCell(0).setCellValue("示例甲");
            good.createCell(1).setCellValue(3);
            var bad = book.getSheetAt(0).createRow(3);
            bad.createCell(0).setCellValue("示例乙");
            bad.createCell(1).setCellValue("三");
            book.write(out);
            return out.toByteArray();
        }
    }

    private JsonNode until(String id, String state) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get("/api/imports/" + id),
                        job -> job.get("state").asString().equals(state));
    }

    private JsonNode get(String path) throws Exception {
        return json.readTree(new String(bytes(path).body(), UTF_8));
    }

    private HttpResponse<byte[]> bytes(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> bring(String list, String name, byte[] content) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return http.send(
                request("/api/imports?list=" + list)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return HttpRequest.newBuilder(uri(path)).header("X-XSRF-TOKEN", token).header("Accept-Language", "zh");
    }

    private void comeAs(String username) throws Exception {
        http.close();
        cookies = new CookieManager();
        http = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(username);
    }

    private void signIn(String username) throws Exception {
        http.send(HttpRequest.newBuilder(uri("/api/session")).build(), BodyHandlers.discarding());
        var answer = http.send(
                request("/api/session")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"username\":\"" + username + "\",\"password\":\"open sesame\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
