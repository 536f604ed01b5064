package io.linli.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.analysis.SomeFindings;
import io.linli.analysis.WarningLevel;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** In a community where nobody else serves. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WarningApiTests {

    private static final String TOWN = "430181120";

    @Autowired
    WebApplicationContext context;

    private SomeFindings findings;
    private AnalysisApi api;
    private String community;
    private String grid;
    private String worker;
    private String street;

    @BeforeEach
    void openPosts(@Autowired WebApplicationContext here) {
        api = new AnalysisApi(here);
        findings = new SomeFindings(here);
        grid = findings.grid(TOWN);
        community = grid.substring(0, 12);
        worker = SomeAccounts.opened(here, Role.COMMUNITY_WORKER, community);
        street = SomeAccounts.opened(here, Role.STREET_STAFF, TOWN);
    }

    @AfterEach
    void lockThem() {
        SomeAccounts.lock(context, worker);
        SomeAccounts.lock(context, street);
    }

    @Test
    void leadsAWarningFromTheSignalToItsEnd() {
        var topic = findings.topic();
        findings.find(topic, grid, WarningLevel.YELLOW);
        findings.find(topic, grid, WarningLevel.YELLOW);

        var warning = only(topic);
        assertThat(warning.path("signals").asInt()).as("folded").isEqualTo(2);
        assertThat(warning.path("status").asString("")).isEqualTo("OPEN");
        assertThat(warning.path("holderArea").asString("")).isEqualTo(community);
        assertThat(warning.path("reason").asString("")).contains("9");
        assertThat(tasks(worker)).contains("\"matter\":\"warning:" + id(warning) + "\",\"source\":\"WARNING\"");
        assertThat(api.get(worker, "/api/notices?size=20", 200).toString()).contains("warning:" + id(warning));

        var path = "/api/warnings/" + id(warning);
        assertThat(api.post(worker, path + "/acknowledge", "{}", 200)
                        .path("status")
                        .asString(""))
                .isEqualTo("ACKNOWLEDGED");
        assertThat(problem(api.post(worker, path + "/acknowledge", "{}", 409))).isEqualTo("WARNING_STEP_NOT_ALLOWED");
        api.post(worker, path + "/act", "{\"note\": \"已派人，电话13800138000\"}", 200);
        assertThat(problem(api.post(worker, path + "/close", "{\"outcome\": \"MUTED\", \"note\": \"x\"}", 400)))
                .isEqualTo("WARNING_DATA_INVALID");
        var closed = api.post(worker, path + "/close", "{\"outcome\": \"HANDLED\", \"note\": \"已清理\"}", 200);
        assertThat(closed.path("outcome").asString("")).isEqualTo("HANDLED");
        assertThat(closed.has("dueAt")).isFalse();
        assertThat(closed.path("next").isEmpty()).isTrue();
        assertThat(closed.path("trail")
                        .valueStream()
                        .map(step -> step.path("step").asString("")))
                .containsExactly("raise", "acknowledge", "act", "close");
        assertThat(closed.toString()).doesNotContain("13800138000");
        assertThat(tasks(worker)).doesNotContain("warning:" + id(warning));

        var signals = api.get(worker, path + "/signals", 200).path("items");
        assertThat(signals.size()).isEqualTo(2);
        var signal = api.get(worker, "/api/signals/" + id(signals.path(0)), 200);
        assertThat(signal.path("evidence").size()).isEqualTo(1);
        assertThat(signal.path("source").asString("")).isEqualTo("grid-surge/1");
    }

    @Test
    void opensAgainWhatComesBackSoonAfterItWasHandledAndOnlyCountsAFalseAlarm() {
        var handled = findings.topic();
        findings.find(handled, grid, WarningLevel.BLUE);
        close(only(handled), "HANDLED");
        findings.find(handled, grid, WarningLevel.BLUE);
        assertThat(only(handled).path("status").asString("")).isEqualTo("OPEN");
        assertThat(only(handled).path("reopened").asInt()).isEqualTo(1);

        var wrong = findings.topic();
        findings.find(wrong, grid, WarningLevel.BLUE);
        close(only(wrong), "FALSE_ALARM");
        findings.find(wrong, grid, WarningLevel.BLUE);
        assertThat(only(wrong).path("status").asString("")).isEqualTo("CLOSED");
        assertThat(only(wrong).path("signals").asInt()).isEqualTo(2);
        assertThat(tasks(worker)).as("blue only hints").doesNotContain("warning:" + id(only(handled)));
    }

    @Test
    void mutesWithAReasonAndAnEndAndTellsAgainAfterIt() {
        var topic = findings.topic();
        findings.find(topic, grid, WarningLevel.BLUE);
        var path = "/api/warnings/" + id(only(topic)) + "/mute";
        var soon = Instant.now().plus(Duration.ofHours(2));

        assertThat(problem(api.post(worker, path, "{\"reason\": \"施工\", \"until\": \"2020-01-01T00:00:00Z\"}", 400)))
                .isEqualTo("WARNING_DATA_INVALID");
        api.post(worker, path, "{\"until\": \"" + soon + "\"}", 400);
        var mute = api.post(worker, path, "{\"reason\": \"道路施工\", \"until\": \"" + soon + "\"}", 201);
        assertThat(only(topic).path("outcome").asString("")).isEqualTo("MUTED");

        findings.find(topic, grid, WarningLevel.ORANGE);
        assertThat(only(topic).path("signals").asInt()).isEqualTo(1);
        var kept = find(api.get(worker, "/api/warnings/mutes", 200), id(mute));
        assertThat(kept.path("signals").asInt()).isEqualTo(1);

        api.post(worker, "/api/warnings/mutes/" + id(mute) + "/end", "{}", 200);
        assertThat(problem(api.post(worker, "/api/warnings/mutes/" + id(mute) + "/end", "{}", 409)))
                .isEqualTo("MUTE_ENDED");
        findings.find(topic, grid, WarningLevel.BLUE);
        assertThat(only(topic).path("signals").asInt()).isEqualTo(2);
    }

    @Test
    void goesALevelUpWhenNobodyLooksInTime() {
        var topic = findings.topic();
        findings.find(topic, grid, WarningLevel.YELLOW);
        findings.overdue(topic);

        var warning = only(topic);
        assertThat(warning.path("holderArea").asString("")).isEqualTo(TOWN);
        assertThat(warning.path("escalations").asInt()).isEqualTo(1);
        assertThat(tasks(street)).contains("warning:" + id(warning));
        assertThat(tasks(worker)).doesNotContain("warning:" + id(warning));
        close(warning, "NOTHING_TO_DO");
    }

    @Test
    void leavesNoSignalWithoutAnEndAndNamesTheOneThatHasNone() {
        for (var outcome : List.of("HANDLED", "FALSE_ALARM", "NOTHING_TO_DO")) {
            var topic = findings.topic();
            findings.find(topic, grid, WarningLevel.BLUE);
            close(only(topic), outcome);
        }
        findings.find(findings.topic(), grid, WarningLevel.BLUE);

        var report = api.get(worker, "/api/warnings/closed-loop?area=" + community, 200);
        assertThat(report.path("orphans").asInt()).isZero();
        assertThat(report.path("sensed").asInt())
                .isEqualTo(report.path("warned").asInt() + report.path("muted").asInt());
        assertThat(report.path("handled").asInt()).isPositive();

        var lonely = findings.lonely(grid);
        var found = api.get(worker, "/api/warnings/closed-loop?area=" + community, 200);
        findings.forget(lonely);
        assertThat(found.path("orphans").asInt()).isEqualTo(1);
        assertThat(found.path("orphanItems").path(0).path("id").asString("")).isEqualTo(lonely);
        assertThat(found.path("orphanItems").path(0).path("why").asString("")).isEqualTo("NO_WARNING");
    }

    @Test
    void showsNobodyWhatIsNotOnTheirGround() {
        var topic = findings.topic();
        findings.find(topic, grid, WarningLevel.BLUE);
        var path = "/api/warnings/" + id(only(topic));

        assertThat(problem(api.get("community", path, 404))).isEqualTo("WARNING_UNKNOWN");
        api.post("community", path + "/acknowledge", "{}", 404);
        api.get("community", path + "/signals", 404);
        assertThat(find(api.get("community", "/api/warnings?size=200", 200).path("items"), id(only(topic)))
                        .isMissingNode())
                .isTrue();
        api.get("resident", "/api/warnings", 403);
        api.post("auditor", path + "/acknowledge", "{}", 403);
        assertThat(find(
                                api.get("district", "/api/warnings?size=200&area=" + community, 200)
                                        .path("items"),
                                id(only(topic)))
                        .path("level")
                        .asString(""))
                .isEqualTo("BLUE");
        api.get("district", "/api/warnings?after=nothing", 400);
    }

    private void close(JsonNode warning, String outcome) {
        api.post(
                worker,
                "/api/warnings/" + id(warning) + "/close",
                "{\"outcome\": \"" + outcome + "\", \"note\": \"试\"}",
                200);
    }

    private JsonNode only(String topic) {
        return api.get(worker, "/api/warnings/" + findings.warning(topic), 200);
    }

    private String tasks(String who) {
        return api.get(who, "/api/tasks", 200).toString();
    }

    private static JsonNode find(JsonNode items, String id) {
        return items.valueStream()
                .filter(item -> id(item).equals(id))
                .findFirst()
                .orElseGet(() -> items.path("none"));
    }

    private static String id(JsonNode node) {
        return node.path("id").asString("");
    }

    private static String problem(JsonNode node) {
        return node.path("code").asString("");
    }
}
