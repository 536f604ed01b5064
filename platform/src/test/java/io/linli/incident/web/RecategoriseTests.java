package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.steps;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.settings.SystemScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** A matter is of another kind than it was taken for. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class RecategoriseTests {

    /** 暴露垃圾, which the department must do; 噪声扰民, which nobody must. */
    private static final String TO_WASTE = "{\"category\": \"9001\", \"note\": \"现场是垃圾堆放\"}";

    private static final String TO_NOISE = "{\"category\": \"9015\", \"note\": \"主要是噪声\"}";

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void goesOnAsTheKindThatItIsWithWhomeverThatKindIsFor() {
        var reported = api.report("resident", "楼下的路灯不亮");
        var taken = api.step("grid", reported, "take", "{}");
        assertThat(text(taken, "category")).isEqualTo("9008");

        var changed = api.step("community", reported, "recategorise", TO_WASTE);

        assertThat(text(changed, "category")).isEqualTo("9001");
        assertThat(text(changed, "status")).as("it stays where it stands").isEqualTo("HANDLING");
        assertThat(text(changed, "holder", "unit")).isEqualTo("430181-urban");
        assertThat(changed.path("dueAt").isMissingNode()).isFalse();
        var last = changed.path("timeline").path(changed.path("timeline").size() - 1);
        assertThat(text(last, "step")).isEqualTo("recategorise");
        assertThat(text(last, "detail")).isEqualTo("9008>9001");
        assertThat(text(last, "note")).isEqualTo("现场是垃圾堆放");
        assertThat(changed.path("trailIntact").asBoolean(false)).isTrue();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(news("urban", reported)).contains("incident-task/1"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(figures(reported)).isNotEmpty().allMatch("9001"::equals));

        assertThat(text(api.step("urban", reported, "take", "{}"), "status")).isEqualTo("HANDLING");
        assertThat(text(api.step("urban", reported, "recategorise", TO_NOISE), "holder", "unit"))
                .as("who only has it does not get rid of it by that")
                .isEqualTo("430181-urban");
        api.step("urban", reported, "feedback", "{\"note\": \"已处理\"}");
        var late = api.post("community", "/api/incidents/" + id(reported) + "/recategorise", TO_WASTE, 409);
        assertThat(code(late)).isEqualTo("INCIDENT_CATEGORY_SETTLED");
        assertThat(text(late, "detail")).contains("已反馈", "处理中").doesNotContain("已结案");
    }

    @Test
    void isSaidWithAReasonByWhoHasToDoWithIt() {
        var reported = api.report("resident", "楼下的路灯不亮");
        var path = "/api/incidents/" + id(reported) + "/recategorise";

        assertThat(code(api.post("resident", path, TO_WASTE, 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        assertThat(code(api.post("urban", path, TO_WASTE, 404))).isEqualTo("INCIDENT_UNKNOWN");
        assertThat(field(api.post("grid", path, "{\"category\": \"9001\"}", 400)))
                .isEqualTo("note");
        assertThat(field(api.post("grid", path, TO_WASTE.replace("9001", "9099"), 400)))
                .isEqualTo("category");
        assertThat(code(api.post("grid", path, TO_WASTE.replace("9001", "9008"), 409)))
                .isEqualTo("INCIDENT_CATEGORY_SAME");

        var triage = api.get("grid", "/api/analysis/incidents/" + id(reported) + "/triage", 200);
        var model = text(triage, "model");
        var suggested = text(triage.path("kinds").path("categories").get(0), "code");
        var following = "{\"category\": \"%s\", \"suggestedBy\": \"%s\"}";
        assertThat(field(api.post("grid", path, following.formatted("9015", model), 400)))
                .as("what the model does not say needs a reason")
                .isEqualTo("suggestedBy");
        assertThat(field(api.post("grid", path, following.formatted(suggested, "another"), 400)))
                .isEqualTo("suggestedBy");

        var followed = api.step("grid", reported, "recategorise", following.formatted(suggested, model));
        assertThat(text(followed, "status")).isEqualTo("REPORTED");
        assertThat(texts(followed.path("timeline"), "detail")).contains("9008>" + suggested + " model:" + model);
        assertThat(steps(followed)).contains("recategorise");
        assertThat(database.sql(
                                "select category_after || ' ' || model from analysis.correction where incident = ?::uuid")
                        .param(id(reported))
                        .query(String.class)
                        .list())
                .as("what it learns from: the label, and no text")
                .containsExactly(suggested + " " + model);
    }

    private static String field(JsonNode refused) {
        return text(refused.path("errors").path(0), "field");
    }

    private List<String> news(String who, JsonNode incident) {
        return api.get(who, "/api/notices?size=200", 200)
                .path("items")
                .valueStream()
                .filter(notice -> text(notice, "matter").equals("incident:" + id(incident)))
                .map(notice -> text(notice, "template"))
                .toList();
    }

    private List<String> figures(JsonNode incident) {
        return system.call(() -> transaction.execute(status ->
                database.sql("""
                        select category from insight.matter m join insight.model o on o.active = m.generation
                        where incident = ?::uuid""").param(id(incident)).query(String.class).list()));
    }
}
