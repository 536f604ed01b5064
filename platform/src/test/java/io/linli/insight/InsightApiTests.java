package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "linli.identity.reports.resident=0")
class InsightApiTests {

    private static final String GRID = "430181002001001";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JsonMapper json;

    @Test
    void drillsDownToRowsThatAddUpToTheNumber() {
        var id = report();
        for (int more = 1; more < Figure.LEAST; more++) {
            report();
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var sheet = get("grid", "/api/insight/figures", 200);
            assertThat(sheet.path("area").asString("")).isEqualTo(GRID);
            assertThat(sheet.path("items").get(0).path("figure").path("state").asString(""))
                    .isEqualTo("NOT_MEASURED");
            long n = figure(sheet, "reported").path("value").asLong();
            var seen = rows("grid", "reported", "");
            assertThat(seen).hasSize((int) n).contains(id);
            var residents = figure(sheet, "by-residents");
            assertThat(rows("grid", "by-residents", "&side=ABOVE"))
                    .hasSize(residents.path("numerator").asInt());
        });
        assertThat(rows("grid2", "reported", "")).as("of another grid").doesNotContain(id);
    }

    @Test
    void reportsADayAWeekAMonthAQuarterAndAYearBesideTheOneBefore() {
        var month = get("street", "/api/insight/reports/MONTH?day=2026-03-15", 200);
        assertThat(month.path("period").toString()).contains("2026-03-01", "2026-03-31");
        assertThat(month.path("before").toString()).contains("2026-02-01", "2026-02-28");
        assertThat(get("street", "/api/insight/reports/WEEK?day=2027-01-01", 200)
                        .path("period")
                        .toString())
                .as("from Monday, over the end of the year")
                .contains("2026-12-28", "2027-01-03");
        var quarter = get("street", "/api/insight/reports/QUARTER?day=2027-01-01", 200);
        assertThat(quarter.path("period").toString()).contains("2027-01-01", "2027-03-31");
        assertThat(quarter.path("before").toString()).contains("2026-10-01", "2026-12-31");
        assertThat(get("street", "/api/insight/reports/YEAR?day=2026-12-31", 200)
                        .path("period")
                        .toString())
                .contains("2026-01-01", "2026-12-31");
        assertThat(figure(month, "disputes").path("state").asString("")).isEqualTo("NOT_MEASURED");
        get("resident", "/api/insight/reports/DAY", 403);

        var sheet = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/").with(SignedIn.as("street"))))
                .build()
                .get()
                .uri("/api/insight/reports/MONTH/sheet?day=2026-03-15")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        assertThat(new String(sheet, 0, 2, StandardCharsets.US_ASCII))
                .as("a workbook")
                .isEqualTo("PK");
    }

    @Test
    void tellsEverybodyNumbersAndNothingElse() {
        var open = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity()))
                .build();
        var body = new String(
                open.get()
                        .uri("/api/insight/public?area=430181002001")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);

        assertThat(json.readTree(body).path("months")).hasSize(12);
        assertThat(body).doesNotContain("SJ-", GRID, "\"incident\"");
        open.get()
                .uri("/api/insight/public?area=" + GRID)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void callsUnitsByTheNamesThatCasesCallThemBy() {
        var body = """
                {"location": {"gridCode": "%s"}, "description": "小区门口垃圾成堆没有人清理"}""".formatted(GRID);
        var reported = call("resident", HttpMethod.POST, "/api/incidents", body, 201);
        var handler = reported.path("handler");
        assertThat(handler.path("unit").asString("")).isEqualTo("430181-urban");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("district", "/api/insight/figures/reported/units", 200)
                                .path("items"))
                        .filteredOn(item -> item.path("unit").equals(handler.path("unit")))
                        .singleElement()
                        .satisfies(item -> assertThat(item.path("unitName")).isEqualTo(handler.path("unitName"))));
    }

    private String report() {
        var body = "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"路灯不亮\"}".formatted(GRID);
        return call("resident", HttpMethod.POST, "/api/incidents", body, 201)
                .path("id")
                .asString("");
    }

    @Test
    void makesUpTheWholeOfTheParts() {
        var whole = figure(get("street", "/api/insight/figures", 200), "reported")
                .path("value")
                .asLong();
        var parts = get("street", "/api/insight/figures/reported/parts", 200).path("items");
        long unplaced = rows("street", "reported", "&size=200").isEmpty() ? 0 : whole - sum(parts);

        assertThat(sum(parts)).isLessThanOrEqualTo(whole);
        assertThat(unplaced).isNotNegative();
        assertThat(StreamSupport.stream(parts.spliterator(), false))
                .allSatisfy(
                        part -> assertThat(part.path("areaName").asString("")).isNotBlank());
        var course = get("street", "/api/insight/figures/reported/course", 200).path("items");
        assertThat(sum(course)).isEqualTo(whole);
    }

    @Test
    void tellsOfOnesOwnGroundOnly() {
        assertThat(code(get("grid", "/api/insight/figures?area=430181002", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("grid", "/api/insight/figures/reported/rows?area=430181002006001", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("grid", "/api/insight/reports/MONTH?area=430181002", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("street", "/api/insight/figures?area=430181002999", 400)))
                .isEqualTo("INSIGHT_AREA_UNKNOWN");
        get("resident", "/api/insight/figures", 403);
    }

    @Test
    void tellsOfNoHundredYearsAndOfNoTimeThatRunsBackwards() {
        assertThat(code(get("street", "/api/insight/figures?from=1926-01-01", 400)))
                .isEqualTo("INSIGHT_PERIOD_TOO_LONG");
        assertThat(code(get("street", "/api/insight/figures?from=2026-02-01&to=2026-01-01", 400)))
                .isEqualTo("INSIGHT_PERIOD_INVALID");
        assertThat(code(get("street", "/api/insight/figures/reported/rows?after=nowhere", 400)))
                .isEqualTo("INSIGHT_PAGE_UNKNOWN");
        assertThat(code(get("street", "/api/insight/figures/no-such-figure/rows", 404)))
                .isEqualTo("INDICATOR_UNKNOWN");
    }

    @Test
    void saysSoWhereAReportIsOfNothing() {
        var longAgo = get("street", "/api/insight/figures?from=2025-01-01&to=2025-01-31", 200);
        assertThat(figure(longAgo, "satisfaction").path("state").asString("")).isEqualTo("NO_DATA");
        assertThat(figure(longAgo, "disputes").path("state").asString("")).isEqualTo("NOT_MEASURED");
        var report = get("street", "/api/insight/reports/MONTH?day=2025-01-15", 200);
        assertThat(figure(report, "satisfaction").path("state").asString("")).isEqualTo("NO_DATA");
        assertThat(figure(report, "reported").path("value").asInt(-1)).isZero();
        assertThat(longAgo + report.toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void dividesByNoZero() {
        var path = "/api/insight/indicators/test-" + Long.toString(System.nanoTime(), 36);
        var code = path.substring(path.lastIndexOf('/') + 1);
        call("district", HttpMethod.PUT, path, """
                {"parent": "work", "position": 901, "headline": false, "name": "无分母", "nameEn": "Of nothing",
                 "definition": "已结案而仍在办的。", "definitionEn": "Closed and open at once: there is none.",
                 "kind": "RATIO", "countedBy": "REPORTED", "numerator": ["ON_TIME"], "denominator": ["OPEN", "CLOSED"],
                 "unit": "PERCENT", "direction": "UP", "period": "MONTH", "version": 0}""", 200);

        assertThat(figure(get("district", "/api/insight/figures", 200), code)
                        .path("state")
                        .asString(""))
                .isEqualTo("NO_DATA");
        assertThat(get("district", "/api/insight/figures/" + code + "/parts", 200)
                        .path("items")
                        .valueStream()
                        .map(part -> part.path("figure").path("state").asString("")))
                .isNotEmpty()
                .containsOnly("NO_DATA");
        assertThat(get("district", "/api/insight/figures/" + code + "/rows", 200)
                        .path("items"))
                .isEmpty();

        call("district", HttpMethod.POST, path + "/close", "", 204);
        assertThat(code(get("district", "/api/insight/figures/" + code + "/parts", 404)))
                .as("of a screen that still shows it")
                .isEqualTo("INDICATOR_UNKNOWN");
        assertThat(get("district", "/api/insight/figures", 200).toString()).doesNotContain(code);
    }

    @Test
    void takesANewIndicatorWithoutAProgramAndLetsItGoAgain() {
        var content = """
                {"parent": "work", "position": 900, "headline": false, "name": "紧急按期率", "nameEn": "Urgent ones on time",
                 "definition": "紧急事件中各阶段都没有超过时限的。", "definitionEn": "Urgent incidents none of whose limits was over.",
                 "kind": "RATIO", "countedBy": "ENDED", "numerator": ["ON_TIME"], "denominator": ["URGENT", "STANDING"],
                 "unit": "PERCENT", "direction": "UP", "target": 95, "period": "MONTH", "version": %d}""";
        var path = "/api/insight/indicators/test-" + Long.toString(System.nanoTime(), 36);
        var code = path.substring(path.lastIndexOf('/') + 1);
        assertThat(call("district", HttpMethod.PUT, path, content.formatted(0), 200)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(figure(get("district", "/api/insight/figures", 200), code)
                        .path("state")
                        .asString(""))
                .isIn("MEASURED", "FEW", "NO_DATA");

        assertThat(call("district", HttpMethod.PUT, path, content.formatted(1), 200)
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(code(call("district", HttpMethod.PUT, path, content.formatted(1), 409)))
                .isEqualTo("INDICATOR_CHANGED");
        assertThat(code(call(
                        "district",
                        HttpMethod.PUT,
                        path,
                        content.formatted(2).replace("\"work\"", '"' + code + '"'),
                        400)))
                .isEqualTo("INDICATOR_IN_A_CIRCLE");
        assertThat(code(call(
                        "district", HttpMethod.PUT, path, content.formatted(2).replace("[\"ON_TIME\"]", "[]"), 400)))
                .isEqualTo("INDICATOR_INCOMPLETE");
        call("street", HttpMethod.PUT, path, content.formatted(2), 403);
        assertThat(code(call("district", HttpMethod.POST, "/api/insight/indicators/work/close", "", 409)))
                .isEqualTo("INDICATOR_HOLDS_OTHERS");

        call("district", HttpMethod.POST, path + "/close", "", 204);
        assertThat(code(get("district", "/api/insight/figures/" + code + "/rows", 404)))
                .as("while it was on somebody's screen")
                .isEqualTo("INDICATOR_UNKNOWN");
        assertThat(code(call("district", HttpMethod.PUT, path, content.formatted(3), 409)))
                .isEqualTo("INDICATOR_CLOSED");
    }

    private List<String> rows(String who, String code, String more) {
        var rows = get(who, "/api/insight/figures/" + code + "/rows?size=200" + more.replace("&size=200", ""), 200);
        var ids = new ArrayList<String>();
        while (true) {
            rows.path("items").forEach(row -> ids.add(row.path("id").asString("")));
            var next = rows.path("next").asString("");
            if (next.isEmpty()) {
                return ids;
            }
            rows = get(who, "/api/insight/figures/" + code + "/rows?size=200&after=" + next + more, 200);
        }
    }

    private static long sum(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .mapToLong(item -> item.path("figure").path("value").asLong())
                .sum();
    }

    private static JsonNode figure(JsonNode sheet, String code) {
        return StreamSupport.stream(sheet.path("items").spliterator(), false)
                .filter(item -> item.path("code").asString("").equals(code))
                .findFirst()
                .orElseThrow()
                .path("figure");
    }

    private static String code(JsonNode problem) {
        return problem.path("code").asString("");
    }

    private JsonNode get(String who, String path, int status) {
        return call(who, HttpMethod.GET, path, "", status);
    }

    private JsonNode call(String who, HttpMethod method, String path, String body, int status) {
        var answer = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/")
                                .with(SignedIn.as(who))
                                .with(csrf())))
                .build()
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
        var result = answer.expectBody().returnResult();
        var bytes = result.getResponseBodyContent();
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(result.getStatus().value()).as(path + ": " + text).isEqualTo(status);
        return json.readTree(text.isEmpty() ? "null" : text);
    }
}
