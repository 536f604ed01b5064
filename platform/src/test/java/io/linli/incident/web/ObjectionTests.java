package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.steps;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose it is to do: the choice with its reasons, the objection, the review, two who take it at the same time. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ObjectionTests {

    @Autowired
    WebApplicationContext context;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void namesWhoCouldDoItWithTheReasonsAndWritesThemDownWithTheChoice() {
        var reported = api.report("resident", "小区门口垃圾成堆没有人清理");
        api.step("community", reported, "file", "{}");

        var candidates = api.get("community", "/api/incidents/" + id(reported) + "/candidates", 200);

        assertThat(text(candidates.get(0), "unit")).isEqualTo("430181-urban");
        assertThat(texts(candidates.get(0).path("reasons"), "why")).contains("MUST", "LOAD");
        assertThat(candidates.get(0).path("open").asLong(-1)).isPositive();
        var grid = candidates
                .valueStream()
                .filter(one -> text(one, "name").equals("示例甲"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(grid.path("reasons"), "why")).contains("HERE", "ACCOUNTABLE", "LOAD");
        assertThat(texts(grid.path("reasons"), "text")).noneMatch(String::isBlank);

        var dispatched = api.step("community", reported, "dispatch", "{\"unit\": \"430181-urban\"}");
        assertThat(api.get("urban", "/api/incidents/" + id(reported) + "/concerned", 200)
                        .path("items"))
                .as("who has it in hand may ask whom else it concerns")
                .isEmpty();
        assertThat(text(dispatched.path("timeline").get(2), "detail")).isEqualTo("unit:430181-urban because:MUST");
        var elsewhere = SomeAccounts.opened(context, Role.GRID_WORKER, "430181002006001");
        var second = api.report("resident", "楼道里有人停电动车");
        api.step("community", second, "file", "{}");
        assertThat(code(api.post(
                        "community",
                        "/api/incidents/" + id(second) + "/dispatch",
                        "{\"assignee\": \"" + SomeAccounts.id(context, elsewhere) + "\"}",
                        409)))
                .as("somebody without a post on that ground")
                .isEqualTo("INCIDENT_HANDLER_UNFIT");
    }

    @Test
    void isObjectedToTwiceAndThenTheLevelAboveDecidesForGood() {
        var reported = api.report("resident", "小区门口垃圾成堆没有人清理");
        api.step("community", reported, "file", "{}");
        api.step("community", reported, "dispatch", "{\"unit\": \"430181-urban\"}");
        assertThat(code(api.post("civil", "/api/incidents/" + id(reported) + "/object", "{\"note\": \"不是我们\"}", 404)))
                .isEqualTo("INCIDENT_UNKNOWN");

        var objected = api.step("urban", reported, "object", "{\"note\": \"这是物业的责任\"}");
        assertThat(text(objected, "status")).isEqualTo("OBJECTED");
        assertThat(text(objected, "holder", "role")).isEqualTo("COMMUNITY_WORKER");
        assertThat(objected.path("dueAt").isMissingNode())
                .as("the desk has a limit")
                .isFalse();
        assertThat(steps(api.detail("community", reported))).contains("review").doesNotContain("dispatch");

        var back = api.step("community", reported, "review", "{\"upheld\": false, \"note\": \"公共区域归贵单位\"}");
        assertThat(text(back, "status")).isEqualTo("DISPATCHED");
        assertThat(text(back, "holder", "unit")).isEqualTo("430181-urban");
        api.step("urban", reported, "take", "{}");
        var unnamed = api.post("urban", "/api/incidents/" + id(reported) + "/object", "{\"note\": \"还是不归我们\"}", 400);
        assertThat(text(unnamed.path("errors").get(0), "field"))
                .as("who took it says whose it is")
                .isEqualTo("unit");

        api.step("urban", reported, "object", "{\"note\": \"还是不归我们\", \"unit\": \"430181-civil\"}");
        assertThat(code(api.post(
                        "community",
                        "/api/incidents/" + id(reported) + "/review",
                        "{\"upheld\": true, \"note\": \"改派\"}",
                        409)))
                .isEqualTo("INCIDENT_REVIEWED_ABOVE");
        var decided = api.step("street", reported, "review", "{\"upheld\": true, \"note\": \"由民政办理\"}");
        assertThat(text(decided, "holder", "unit")).isEqualTo("430181-civil");
        assertThat(decided.path("turned").path("bound").asBoolean(false)).isTrue();
        assertThat(code(api.post("civil", "/api/incidents/" + id(reported) + "/object", "{\"note\": \"不归我们\"}", 409)))
                .as("no ping-pong")
                .isEqualTo("INCIDENT_DISPATCH_BINDS");
        var corrected =
                api.step("community", reported, "recategorise", "{\"category\": \"9008\", \"note\": \"其实是路灯不亮\"}");
        assertThat(text(corrected, "holder", "unit"))
                .as("nor by calling it something else")
                .isEqualTo("430181-civil");
        assertThat(texts(decided.path("timeline"), "step"))
                .as("the whole trail stays")
                .containsExactly("report", "file", "dispatch", "object", "review", "take", "object", "review");
        assertThat(decided.path("trailIntact").asBoolean(false)).isTrue();
        assertThat(text(decided, "turned", "firstResponder")).isEqualTo("示例己");
    }

    @Test
    void isNotReviewedByWhoObjectedAndNamesWhatTheStateAllows() {
        var reported = api.report("resident", "门口积水一直没有退");
        api.step("community", reported, "file", "{}");
        var me = SomeAccounts.id(context, "community");
        api.step("community", reported, "dispatch", "{\"assignee\": \"" + me + "\"}");

        api.step("community", reported, "object", "{\"note\": \"应由街道办理\"}");
        assertThat(code(api.post(
                        "community",
                        "/api/incidents/" + id(reported) + "/review",
                        "{\"upheld\": false, \"note\": \"不\"}",
                        409)))
                .isEqualTo("INCIDENT_OWN_OBJECTION");

        var refused = api.post("street", "/api/incidents/" + id(reported) + "/file", "{}", 409);
        assertThat(code(refused)).isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
        assertThat(text(refused, "detail")).contains("派单异议").contains("已派遣");
    }

    @Test
    void isTakenByOneOfTwoAndTheOtherIsToldByWhom() throws Exception {
        var first = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, "430181002001");
        var second = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, "430181002001");
        var body = "{\"location\": {\"gridCode\": \"430181002001\"}, \"description\": \"有事情请来看看\"}";
        var reported = api.post("resident", "/api/incidents", body, 201);

        try (var both = Executors.newFixedThreadPool(2)) {
            List<Callable<JsonNode>> takes = List.of(() -> take(first, reported), () -> take(second, reported));
            var answers = both.invokeAll(takes).stream()
                    .map(answer -> answer.resultNow())
                    .toList();

            assertThat(answers)
                    .filteredOn(answer -> text(answer, "status").equals("HANDLING"))
                    .hasSize(1);
            var told = answers.stream()
                    .filter(answer -> !text(answer, "status").equals("HANDLING"))
                    .findFirst()
                    .orElseThrow();
            assertThat(code(told)).isEqualTo("INCIDENT_TAKEN_BY_ANOTHER");
            assertThat(text(told, "detail")).contains("示例");
        } finally {
            SomeAccounts.lock(context, first);
            SomeAccounts.lock(context, second);
        }
    }

    private JsonNode take(String who, JsonNode incident) {
        var answer = api.http(who)
                .post()
                .uri("/api/incidents/" + id(incident) + "/take")
                .header("Accept-Language", "zh")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(answer == null ? "null" : answer);
    }
}
