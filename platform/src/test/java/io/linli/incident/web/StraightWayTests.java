package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.steps;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;

/** A report from the resident's phone to its verified end. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class StraightWayTests {

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void leadsFromReportOverHandlingAndInspectionToTheReportersAnswer() {
        var reported = api.report("resident", "楼下的路灯不亮");
        assertThat(reported.path("handler").path("name").asString("")).isEqualTo("示例甲");

        assertThat(steps(api.detail("grid", reported)))
                .contains("take", "file", "reject")
                .doesNotContain("inspect");
        var taken = api.step("grid", reported, "take", "{}");
        assertThat(taken.path("status").asString("")).isEqualTo("HANDLING");
        assertThat(taken.path("respondedAt").isMissingNode()).isFalse();
        assertThat(steps(taken)).containsExactly("feedback", "ask_extension", "object", "recategorise");

        api.step("grid", reported, "feedback", "{\"note\": \"换了灯泡\"}");
        var inspected = api.step("community", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"亮了\"}");
        assertThat(inspected.path("status").asString("")).isEqualTo("CLOSED");

        var rated =
                api.step("resident", reported, "rate", "{\"contacted\": true, \"solved\": true, \"satisfied\": false}");
        assertThat(rated.path("rating").path("satisfied").asBoolean(true)).isFalse();
        assertThat(texts(rated.path("timeline"), "step"))
                .containsExactly("report", "file", "dispatch", "take", "feedback", "inspect", "rate");
        assertThat(texts(rated.path("timeline"), "status"))
                .containsExactly("REPORTED", "FILED", "DISPATCHED", "HANDLING", "FEEDBACK", "CLOSED", "CLOSED");
        assertThat(rated.path("trailIntact").asBoolean(false)).isTrue();
    }

    @Test
    void isDispatchedByTheCommunityToWhomItSuggests() {
        var reported = api.report("resident", "有事情请帮忙看看");
        api.step("community", reported, "file", "{}");
        var candidates = api.get("community", "/api/incidents/" + Api.id(reported) + "/candidates", 200);
        assertThat(candidates.get(0).path("suggested").asBoolean(false)).isTrue();
        assertThat(candidates.get(0).path("name").asString("")).isEqualTo("示例甲");

        var skills =
                "/api/workforce/skills/" + candidates.get(0).path("account").asString("");
        knows(skills, "[\"SIGN_LANGUAGE\", \"FIRST_AID\"]");
        var able = api.get("community", "/api/incidents/" + Api.id(reported) + "/candidates", 200);
        knows(skills, "[]");
        assertThat(texts(able.get(0).path("reasons"), "text")).contains("语言与专长：手语、急救");

        var dispatched = api.step("community", reported, "dispatch", "{\"note\": \"请今天去看\"}");

        assertThat(dispatched.path("status").asString("")).isEqualTo("DISPATCHED");
        assertThat(dispatched.path("holder").path("name").asString("")).isEqualTo("示例甲");
    }

    @Test
    void goesToTheDepartmentThatMustDoIt() {
        var reported = api.report("resident", "小区门口垃圾成堆没有人清理");
        assertThat(reported.path("handler").path("unit").asString("")).isEqualTo("430181-urban");
        assertThat(reported.path("categoryName").asString("")).isEqualTo("暴露垃圾");

        var taken = api.step("urban", reported, "take", "{}");
        assertThat(taken.path("holder").path("name").asString("")).isEqualTo("示例己");
        api.step("urban", reported, "feedback", "{\"note\": \"已清运\"}");

        var again = api.step("community", reported, "inspect", "{\"result\": \"REWORK\", \"note\": \"还有一半\"}");
        assertThat(again.path("status").asString("")).isEqualTo("REWORK");
        assertThat(steps(api.detail("urban", reported))).contains("take");
    }

    @Test
    void isNotInspectedByWhoeverHandledIt() {
        var reported = api.report("resident", "门口积水一直没有退");
        api.step("community", reported, "file", "{}");
        var me = api.get("community", "/api/incidents/" + Api.id(reported) + "/candidates", 200)
                .valueStream()
                .filter(one -> one.path("role").asString("").equals("COMMUNITY_WORKER"))
                .map(one -> one.path("account").asString(""))
                .findFirst()
                .orElseThrow();
        api.step("community", reported, "dispatch", "{\"assignee\": \"" + me + "\"}");
        api.step("community", reported, "take", "{}");
        var told = api.step("community", reported, "feedback", "{\"note\": \"抽干了\"}");
        assertThat(steps(told)).doesNotContain("inspect");

        var refused = api.post(
                "community",
                "/api/incidents/" + Api.id(reported) + "/inspect",
                "{\"result\": \"PASSED\", \"note\": \"好\"}",
                409);

        assertThat(refused.path("code").asString("")).isEqualTo("INCIDENT_INSPECTED_BY_HANDLER");
        assertThat(api.step("street", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"好\"}")
                        .path("status")
                        .asString(""))
                .isEqualTo("CLOSED");
    }

    @Test
    void isTakenBackByItsReporterAndNobodyElse() {
        var reported = api.report("resident", "看错了");
        var path = "/api/incidents/" + Api.id(reported) + "/withdraw";
        assertThat(code(api.post("community", path, "{\"note\": \"不要了\"}", 409)))
                .isEqualTo("INCIDENT_REPORTED_BY_ANOTHER");
        assertThat(code(api.post("resident2", path, "{\"note\": \"不要了\"}", 404)))
                .isEqualTo("INCIDENT_UNKNOWN");

        assertThat(api.step("resident", reported, "withdraw", "{\"note\": \"已经好了\"}")
                        .path("status")
                        .asString(""))
                .isEqualTo("WITHDRAWN");
        assertThat(code(api.post("grid", "/api/incidents/" + Api.id(reported) + "/take", "{}", 409)))
                .isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
    }

    @Test
    void isTrackedAndRatedByNumberAndCodeWithoutAnAccount() {
        var reported = api.report("resident", "电梯里有异响");
        var key = "{\"number\": \"%s\", \"queryCode\": \"%s\"}"
                .formatted(
                        reported.path("number").asString(""),
                        reported.path("queryCode").asString(""));
        var tracked = api.post(null, "/api/incidents/track", key, 200);
        assertThat(tracked.path("statusText").asString("")).isEqualTo("已上报");
        assertThat(texts(tracked.path("timeline"), "text")).containsExactly("您已上报。");
        assertThat(tracked.path("mayRate").asBoolean(true)).isFalse();

        var answers =
                key.replace("}", ", \"contacted\": true, \"solved\": true, \"satisfied\": false, \"note\": \"慢\"}");
        assertThat(code(api.post(null, "/api/incidents/track/rate", answers, 409)))
                .isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
        api.step("grid", reported, "take", "{}");
        api.step("grid", reported, "feedback", "{\"note\": \"已修\"}");
        api.step("community", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"好\"}");
        assertThat(api.post(null, "/api/incidents/track", key, 200)
                        .path("mayRate")
                        .asBoolean(false))
                .isTrue();

        var wrong = answers.replaceAll("(\"queryCode\": )\"[^\"]+", "$1\"WRONG");
        assertThat(code(api.post(null, "/api/incidents/track/rate", wrong, 404)))
                .isEqualTo("TRACKING_UNKNOWN");
        var rated = api.post(null, "/api/incidents/track/rate", answers, 200);
        assertThat(rated.path("mayRate").asBoolean(true)).isFalse();
        assertThat(code(api.post(null, "/api/incidents/track/rate", answers, 409)))
                .isEqualTo("INCIDENT_ALREADY_RATED");
        var rating = api.detail("community", reported).path("rating");
        assertThat(rating.path("solved").asBoolean(false)).isTrue();
        assertThat(rating.path("satisfied").asBoolean(true)).isFalse();
        assertThat(rating.path("note").asString("")).isEqualTo("慢");
    }

    private void knows(String path, String skills) {
        api.http("community")
                .put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"skills\": " + skills + "}")
                .exchange()
                .expectStatus()
                .isNoContent();
    }
}
