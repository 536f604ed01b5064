package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Several reports of one thing, and what is seen on site before one is filed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class MergeTests {

    private static final String SAME = "{\"into\": \"%s\", \"note\": \"同一处\"}";

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void isMergedIntoAnotherAndItsReporterFollowsThatOne() {
        var main = api.report("resident", "东门积水到膝盖");
        var other = api.report("hotline", "东门有积水");
        var third = api.report("hotline", "东门积水很深");
        var there = "{\"location\": {\"gridCode\": \"430181002006001\"}, \"description\": \"西门积水\"}";
        var elsewhere = api.post("resident2", "/api/incidents", there, 201);
        var path = "/api/incidents/" + id(other) + "/merge";
        assertThat(code(api.post("community", path, SAME.formatted(id(other)), 409)))
                .isEqualTo("INCIDENT_MAIN_UNFIT");
        assertThat(code(api.post("community", path, SAME.formatted(id(elsewhere)), 404)))
                .as("on ground that the caller does not look after")
                .isEqualTo("INCIDENT_UNKNOWN");
        assertThat(code(api.post("resident", path, SAME.formatted(id(main)), 404)))
                .isEqualTo("INCIDENT_UNKNOWN");

        // the third was merged into the second before the second into the first: it follows too
        api.step("community", third, "merge", SAME.formatted(id(other)));
        var merged = api.step("community", other, "merge", SAME.formatted(id(main)));
        assertThat(text(merged, "status")).isEqualTo("MERGED");
        assertThat(text(merged, "turned", "main", "number")).isEqualTo(text(main, "number"));
        assertThat(merged.path("steps")).as("an end of its own").isEmpty();
        assertThat(text(api.detail("community", third), "turned", "main", "id")).isEqualTo(id(main));
        assertThat(texts(api.detail("community", main).path("timeline"), "step"))
                .contains("join");

        var concerned = "/api/incidents/" + id(main) + "/concerned";
        var others = api.get("grid", concerned, 200);
        assertThat(texts(others.path("items"), "id")).containsExactly(id(third), id(other));
        assertThat(others.path("reports").asInt()).isEqualTo(2);
        api.get("resident", concerned, 403);
        assertThat(code(api.get("grid2", concerned, 404))).isEqualTo("INCIDENT_UNKNOWN");

        api.step("grid", main, "take", "{}");
        var key = "{\"number\": \"%s\", \"queryCode\": \"%s\"}"
                .formatted(text(third, "number"), text(third, "queryCode"));
        var tracked = api.post(null, "/api/incidents/track", key, 200);
        assertThat(text(tracked, "status")).isEqualTo("HANDLING");
        assertThat(text(tracked, "main")).isEqualTo(text(main, "number"));
        assertThat(texts(tracked.path("timeline"), "text")).contains("已有人开始处理。");

        api.step("grid", main, "feedback", "{\"note\": \"抽干了\"}");
        api.step("community", main, "inspect", "{\"result\": \"PASSED\", \"note\": \"好了\"}");
        await().atMost(Duration.ofSeconds(20)).until(() -> told("hotline", text(third, "number")));
        assertThat(code(api.post("community", path, SAME.formatted(id(main)), 409)))
                .isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
    }

    private boolean told(String who, String number) {
        return api.get(who, "/api/notices?size=50", 200)
                .path("items")
                .valueStream()
                .map(notice -> text(notice, "text"))
                .anyMatch(text -> text.contains(number) && text.contains("已办结"));
    }

    @Test
    void isFiledOnlyAfterSomebodyLookedWhereTheKindAsksForItAndPhotosFromElsewhereAreMarked() {
        var name = "甲类核实" + System.nanoTime();
        var code = text(
                api.post(
                        "district",
                        "/api/categories",
                        "{\"parent\": \"9303\", \"definition\": {\"name\": \"%s\", \"onSite\": true, \"beforePhoto\": true}}"
                                .formatted(name),
                        201),
                "code");
        api.post("district", "/api/categories/" + code + "/publish", "{}", 200);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> texts(api.get("grid", "/api/incidents/categories", 200), "code")
                            .contains(code));
            var reported = api.post(
                    "resident",
                    "/api/incidents",
                    "{\"type\": \"%s\", \"description\": \"请来看\", \"location\": {\"longitude\": 113.64, \"latitude\": 28.16}}"
                            .formatted(name),
                    201);
            assertThat(text(reported, "category")).isEqualTo(code);
            assertThat(code(api.post("district", "/api/incidents/" + id(reported) + "/file", "{}", 409)))
                    .isEqualTo("INCIDENT_NOT_VERIFIED");
            var looked = "/api/incidents/" + id(reported) + "/verify";
            assertThat(code(api.post("district", looked, "{\"note\": \"属实\"}", 409)))
                    .isEqualTo("INCIDENT_EVIDENCE_MISSING");

            var verified = api.post("district", looked, seen(api.photo("district"), 113.69), 200);
            assertThat(text(verified, "status")).isEqualTo("VERIFYING");
            var mark = text(last(verified), "detail");
            assertThat(mark).as("far away, and before anybody had reported it").matches("elsewhere:\\d+ earlier:\\d+");
            assertThat(Long.parseLong(mark.replaceAll("\\D+(\\d+).*", "$1"))).isBetween(4_800L, 5_000L);
            assertThat(text(api.step("district", reported, "file", "{}"), "status"))
                    .isEqualTo("FILED");
        } finally {
            api.post("district", "/api/categories/" + code + "/close", "{\"reason\": \"测试结束\"}", 200);
        }
    }

    private static JsonNode last(JsonNode detail) {
        var timeline = detail.path("timeline");
        return timeline.path(timeline.size() - 1);
    }

    private static String seen(String photo, double longitude) {
        return ("{\"note\": \"属实\", \"photos\": [\"%s\"], \"takenAt\": {\"longitude\": %s, \"latitude\": 28.16,"
                        + " \"at\": \"2026-01-05T08:00:00Z\"}}")
                .formatted(photo, longitude);
    }
}
