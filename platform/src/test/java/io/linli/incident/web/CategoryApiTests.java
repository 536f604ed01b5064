package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of matters as data: drafted, published, kept in versions, closed and never deleted; and what time does. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class CategoryApiTests {

    private static final String ESTATES = "94";

    @Autowired
    WebApplicationContext context;

    private Api api;

    @BeforeEach
    void open() {
        api = new Api(context);
    }

    @Test
    void shipsTheTaxonomyWorkItemsEstateProblemsAndTheLimitsOfOtherPlacesAsTemplates() {
        var all = api.get("district", "/api/categories", 200);
        assertThat(all.size()).isGreaterThan(690);
        assertThat(all.valueStream().filter(kind -> kind.path("workItem").asBoolean(false)))
                .as("N22: more than ten pieces of work of a grid")
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(all.valueStream().filter(kind -> kind.path("limitConfirmed").asBoolean(true)))
                .as("nothing ships as confirmed here")
                .allMatch(kind -> text(kind, "name").startsWith("试点"));
        assertThat(all.valueStream().map(kind -> text(kind, "name"))).contains("毁绿占绿", "电动车违规上楼", "公共设施维修");

        assertThat(all.valueStream()
                        .filter(kind -> text(kind, "parent").equals(ESTATES)
                                && !text(kind, "name").startsWith("试点"))
                        .map(kind -> text(kind, "name")))
                .as("L05: the twelve kinds of problems that homes are asked about")
                .hasSize(12)
                .contains("停车位", "绿化养护", "加装电梯");

        var ebike = api.get("district", "/api/categories/9402", 200);
        assertThat(text(ebike.path("versions").get(0), "definition", "rule"))
                .as("N40: the fire rule of Nanyang")
                .contains("第三十三条第三项")
                .contains("拒不改正的，处以二百元罚款")
                .contains("适用于南阳市");

        var illegal = api.get("district", "/api/categories/9004", 200).path("templates");
        assertThat(illegal.size()).isEqualTo(2);
        assertThat(illegal.get(1).path("stages").valueStream().map(stage -> text(stage, "name")))
                .containsExactly("停工", "处罚", "拆除");
        assertThat(text(illegal.get(1), "source")).contains("匿名上传");
        assertThat(api.get("grid", "/api/categories", 403)).isNotNull();
    }

    @Test
    void leavesAsASpreadsheetWithAllThatIsSaidOfEachKind() throws IOException {
        var bytes = Objects.requireNonNull(api.http("district")
                .get()
                .uri("/api/categories/export")
                .header("Accept-Language", "zh")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());

        try (var book = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
            var cells = new DataFormatter();
            var rows = new ArrayList<String>();
            book.getSheetAt(0).forEach(row -> {
                var line = new ArrayList<String>();
                row.forEach(cell -> line.add(cells.formatCellValue(cell)));
                rows.add(String.join("|", line));
            });
            assertThat(rows).hasSizeGreaterThan(690);
            assertThat(rows).anyMatch(row -> row.startsWith("9402|电动车违规上楼|2|") && row.contains("处以二百元罚款"));
            assertThat(rows).anyMatch(row -> row.startsWith("9009|井盖缺损|2|"));
        }
        api.get("grid", "/api/categories/export", 403);
    }

    @Test
    void isDraftedPublishedUsedAndClosedButNotDeletedAndAnIncidentKeepsItsVersion() {
        var name = "试点" + System.nanoTime() % 1_000_000;
        var made = call(HttpMethod.POST, "/api/categories", body(name, 4, null), 201);
        var code = text(made, "code");
        assertThat(code).startsWith(ESTATES);
        assertThat(catalogue()).doesNotContain(code);
        call(HttpMethod.POST, "/api/categories/" + code + "/publish", "{}", 200);
        await().atMost(Duration.ofSeconds(20)).until(() -> catalogue().contains(code));
        try {
            var first = report(name);
            assertThat(text(first, "category")).isEqualTo(code);
            var taken = api.step("grid", first, "take", "{}");
            assertThat(taken.path("limitConfirmed").asBoolean(false)).isTrue();
            assertThat(text(taken, "stage", "name")).isEqualTo("甲段");

            call(HttpMethod.PUT, "/api/categories/" + code + "/draft", draft(name, 40, 1), 200);
            assertThat(code(call(HttpMethod.PUT, "/api/categories/" + code + "/draft", draft(name, 41, 1), 409)))
                    .as("over a version that is not the newest")
                    .isEqualTo("CATEGORY_CHANGED");
            call(HttpMethod.POST, "/api/categories/" + code + "/publish", "{}", 200);

            var second = api.step("grid", report(name), "take", "{}");
            var again = api.detail("grid", first);
            assertThat(text(again, "dueAt")).isEqualTo(text(taken, "dueAt"));
            assertThat(text(second, "dueAt")).as("forty days and not four").isGreaterThan(text(taken, "dueAt"));
            var next = api.step("grid", first, "advance", "{\"note\": \"已停工\"}");
            assertThat(text(next, "stage", "name"))
                    .as("of the version it was filed under")
                    .isEqualTo("乙段");
            assertThat(code(api.post(
                            "grid", "/api/incidents/" + Api.id(first) + "/feedback", "{\"note\": \"好了\"}", 409)))
                    .as("closing without the photo that the kind asks for")
                    .isEqualTo("INCIDENT_EVIDENCE_MISSING");
            assertThat(code(call(HttpMethod.DELETE, "/api/categories/" + code, "", 409)))
                    .isEqualTo("CATEGORY_IN_USE");
        } finally {
            call(HttpMethod.POST, "/api/categories/" + code + "/close", "{\"reason\": \"试点结束\"}", 200);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !catalogue().contains(code));
        var versions = api.get("district", "/api/categories/" + code, 200).path("versions");
        assertThat(versions.valueStream().map(version -> version.path("version").asInt(0)))
                .containsExactly(2, 1);
    }

    @Test
    void refusesALimitOfZeroAndALimitThatIsConfirmedButNotThere() {
        var zero = call(HttpMethod.POST, "/api/categories", body("试点零", 0, null), 400);
        assertThat(text(zero.path("errors").get(0), "field")).isEqualTo("definition.stages[0].amount");

        var none = "{\"parent\": \"94\", \"definition\": {\"name\": \"试点空\", \"confirmed\": true}}";
        assertThat(code(call(HttpMethod.POST, "/api/categories", none, 400))).isEqualTo("CATEGORY_LIMIT_UNCONFIRMED");
        assertThat(code(call(HttpMethod.POST, "/api/categories", body("试点词", 4, "路灯不亮"), 409)))
                .isEqualTo("CATEGORY_WORD_TAKEN");
        assertThat(code(call(HttpMethod.POST, "/api/categories/94/close", "{\"reason\": \"试试\"}", 409)))
                .isEqualTo("CATEGORY_HAS_KINDS");
        assertThat(code(call(HttpMethod.DELETE, "/api/categories/9401", "", 409)))
                .isEqualTo("CATEGORY_IN_USE");
    }

    @Test
    void stopsAndGoesOnAndIsLengthenedByTwoPersons() {
        var incident = api.report("resident", "楼下的路灯不亮");
        var id = "/api/incidents/" + Api.id(incident);
        var taken = api.step("grid", incident, "take", "{}");
        assertThat(code(api.post("grid", id + "/suspend", "{\"note\": \"等材料\"}", 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");

        var stopped = api.step("community", incident, "suspend", "{\"note\": \"等供电公司\"}");
        assertThat(text(stopped, "status")).isEqualTo("SUSPENDED");
        assertThat(stopped.has("dueAt")).isFalse();
        assertThat(stopped.has("suspendedSince")).isTrue();
        var on = api.step("community", incident, "resume", "{}");
        assertThat(text(on, "status")).isEqualTo("HANDLING");
        assertThat(text(on, "dueAt")).isEqualTo(text(taken, "dueAt"));

        assertThat(api.post("grid", id + "/extensions", "{\"amount\": 0, \"note\": \"再给些时间\"}", 400))
                .isNotNull();
        api.post("grid", id + "/extensions", "{\"amount\": 2, \"note\": \"再给些时间\"}", 200);
        assertThat(code(api.post("grid", id + "/extensions", "{\"amount\": 2, \"note\": \"再给些时间\"}", 409)))
                .isEqualTo("EXTENSION_WAITS");
        var asked = api.get("community", id + "/extensions", 200).get(0);
        assertThat(asked.path("mayDecide").asBoolean(false)).isTrue();
        assertThat(api.get("grid", id + "/extensions", 200)
                        .get(0)
                        .path("mayDecide")
                        .asBoolean(true))
                .isFalse();
        var more = api.post("community", id + "/extensions/" + Api.id(asked) + "/grant", "{}", 200);
        assertThat(text(more, "dueAt")).isGreaterThan(text(taken, "dueAt"));
        assertThat(more.path("trailIntact").asBoolean(false)).isTrue();
        assertThat(Api.texts(more.path("timeline"), "step"))
                .containsSubsequence("take", "suspend", "resume", "ask_extension", "extend");
        assertThat(code(api.post("community", id + "/extensions/" + Api.id(asked) + "/grant", "{}", 409)))
                .isEqualTo("EXTENSION_DECIDED");
    }

    @Test
    void takesNoYearWithAGapAndNoneFromWhoMayNot() {
        var gap = "{\"source\": \"试验\", \"lines\": [\"2031-01-01,holidays,元旦\"]}";
        assertThat(code(call("admin", HttpMethod.PUT, "/api/calendar/years/2031", gap, 400)))
                .isEqualTo("CALENDAR_NOTICE_INVALID");
        assertThat(call("district", HttpMethod.PUT, "/api/calendar/years/2031", gap, 403))
                .isNotNull();
        assertThat(code(call("admin", HttpMethod.PUT, "/api/calendar/years/2026", gap, 409)))
                .isEqualTo("CALENDAR_YEAR_SHIPPED");
        assertThat(api.get("grid", "/api/calendar/years", 200)
                        .valueStream()
                        .filter(year -> !year.path("published").asBoolean(true)))
                .as("the first year that is not published is named")
                .isNotEmpty();
    }

    private JsonNode report(String type) {
        return api.report("resident", "请来看看", "\"type\": \"" + type + "\"");
    }

    private List<String> catalogue() {
        return Api.texts(api.get("grid", "/api/incidents/categories", 200), "code");
    }

    private static String body(String name, int amount, @Nullable String word) {
        return "{\"parent\": \"%s\", \"definition\": %s}".formatted(ESTATES, definition(name, amount, word));
    }

    private static String draft(String name, int amount, int basedOn) {
        return "{\"basedOn\": %d, \"definition\": %s}".formatted(basedOn, definition(name, amount, null));
    }

    private static String definition(String name, int amount, @Nullable String word) {
        return """
                {"name": "%s", "words": [%s], "route": "AREA_FIRST", "afterPhoto": true, "confirmed": true,
                 "stages": [{"name": "甲段", "amount": %d, "clock": "WORKING_DAY"},
                    {"name": "乙段", "amount": 1, "clock": "WORKING_DAY"}]}""".formatted(name, word == null ? "" : "\"" + word + "\"", amount);
    }

    private JsonNode call(HttpMethod method, String path, String body, int status) {
        return call("district", method, path, body, status);
    }

    private JsonNode call(String who, HttpMethod method, String path, String body, int status) {
        var request = api.http(who).method(method).uri(path).header("Accept-Language", "zh");
        var answer = (body.isEmpty()
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
        var text = answer.getResponseBody();
        return JsonMapper.shared().readTree(text == null || text.isEmpty() ? "null" : text);
    }
}
