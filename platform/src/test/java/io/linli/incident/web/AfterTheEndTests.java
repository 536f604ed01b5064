package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.steps;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linli.settings.SystemScope;
import io.linli.spreadsheet.TakenList;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What follows the end: settled on the spot and looked at again, reopened, reviewed, called back, counted. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class AfterTheEndTests {

    private static final String GOOD = "{\"contacted\": true, \"solved\": true, \"satisfied\": true}";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void isSettledOnTheSpotInOneCallWithEvidenceAndLookedAtAgainByAnother() {
        assertThat(code(api.post("grid", "/api/incidents/settled", settled("路面有碎玻璃", "", ""), 409)))
                .isEqualTo("INCIDENT_EVIDENCE_MISSING");
        var other = settled("路面有碎玻璃", api.photo("grid2"), "");
        assertThat(code(api.post("grid2", "/api/incidents/settled", other, 409)))
                .isEqualTo("INCIDENT_ON_OTHER_GROUND");
        var about = settled("路面有碎玻璃", api.photo("grid"), ", \"about\": {\"party\": \"GRID_WORKER\"}");
        assertThat(code(api.post("grid", "/api/incidents/settled", about, 409))).isEqualTo("INCIDENT_NOT_SIMPLE");
        assertThat(code(api.post(
                        "resident", "/api/incidents/settled", settled("路面有碎玻璃", api.photo("resident"), ""), 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");

        var key = UUID.randomUUID().toString();
        var body = settled("路面有碎玻璃", api.photo("grid"), "");
        var done = api.post("grid", "/api/incidents/settled", key, body, 201);
        assertThat(text(done, "status")).isEqualTo("CLOSED");
        var again = api.post("grid", "/api/incidents/settled", key, body, 201);
        assertThat(id(again)).isEqualTo(id(done));
        assertThat(text(again, "status")).isEqualTo("CLOSED");
        var detail = api.detail("community", done);
        assertThat(texts(detail.path("timeline"), "step"))
                .containsExactly("report", "file", "dispatch", "take", "feedback", "inspect");
        assertThat(detail.path("trailIntact").asBoolean(false)).isTrue();
        assertThat(text(detail, "turned", "firstResponder")).isEqualTo("示例甲");

        draw(done, false);
        var check = "/api/incidents/" + id(done) + "/check";
        assertThat(code(api.post("community", check, "{\"passed\": true, \"note\": \"好\"}", 409)))
                .isEqualTo("INCIDENT_NOT_SAMPLED");
        draw(done, true);
        assertThat(steps(api.detail("community", done))).contains("check");
        assertThat(code(api.post("grid", check, "{\"passed\": true, \"note\": \"好\"}", 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        var checked = api.step("community", done, "check", "{\"passed\": false, \"note\": \"玻璃还在\"}");
        assertThat(text(checked, "status")).isEqualTo("REOPENED");
        assertThat(text(checked, "holder", "role")).isEqualTo("COMMUNITY_WORKER");
        assertThat(steps(checked)).contains("dispatch");
    }

    @Test
    void marksWhereThePhotosOfWhatWasSettledWereTakenAndRefusesNone() {
        assertThat(settledAt(0)).isEmpty();
        assertThat(settledAt(0.02)).startsWith("elsewhere:");
        assertThat(api.post("grid", "/api/incidents/settled", there(100), 400)
                        .path("errors")
                        .toString())
                .contains("done.takenAt");
    }

    private String settledAt(double off) {
        var detail = api.detail("community", api.post("grid", "/api/incidents/settled", there(off), 201));
        return text(detail.path("timeline").path(4), "detail");
    }

    /** In the grid, its photo so many degrees further north. */
    private String there(double off) {
        var ring = api.get(null, "/api/territory/boundaries?parent=" + Api.GRID.substring(0, 12), 200)
                .path("features")
                .valueStream()
                .filter(each -> text(each, "properties", "code").equals(Api.GRID))
                .findFirst()
                .orElseThrow()
                .at("/geometry/coordinates/0");
        double longitude = FollowingTests.middle(ring, 0);
        double latitude = FollowingTests.middle(ring, 1);
        return """
                {"location": {"longitude": %s, "latitude": %s}, "description": "路面有碎玻璃",
                 "done": {"note": "扫掉了", "photos": ["%s"], "takenAt": {"longitude": %s, "latitude": %s}}}""".formatted(longitude, latitude, api.photo("grid"), longitude, latitude + off);
    }

    @Test
    void isReopenedByItsReporterWithinThePeriodAndAskedAboutAnew() {
        var closed = closed("电梯里有异响");
        var key = "\"number\": \"%s\", \"queryCode\": \"%s\""
                .formatted(text(closed, "number"), text(closed, "queryCode"));
        assertThat(api.post(null, "/api/incidents/track", "{" + key + "}", 200)
                        .path("mayReopen")
                        .asBoolean(false))
                .isTrue();
        api.step("resident", closed, "rate", GOOD);

        var reopened = api.post(null, "/api/incidents/track/reopen", "{" + key + ", \"note\": \"又响了\"}", 200);
        assertThat(text(reopened, "status")).isEqualTo("REOPENED");
        assertThat(code(api.post("grid", "/api/incidents/" + id(closed) + "/take", "{}", 409)))
                .as("the desk dispatches it first")
                .isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
        var dispatched = api.step("community", closed, "dispatch", "{}");
        assertThat(text(
                        dispatched
                                .path("timeline")
                                .path(dispatched.path("timeline").size() - 1),
                        "detail"))
                .contains("because:HERE,FIRST");
        api.step("grid", closed, "take", "{}");
        api.step("grid", closed, "feedback", "{\"note\": \"换了轴承\"}");
        api.step("community", closed, "inspect", "{\"result\": \"PASSED\", \"note\": \"不响了\"}");
        var rated = api.step("resident", closed, "rate", GOOD);
        assertThat(rated.path("turned").path("reopenings").asInt()).isEqualTo(1);
        assertThat(text(rated, "rating", "rater")).isEqualTo("REPORTER");

        system.run(() -> transaction.executeWithoutResult(status -> database.sql(
                        "update incident.incident set ended_at = ended_at - interval '31 days' where id = ?::uuid")
                .param(id(closed))
                .update()));
        assertThat(steps(api.detail("resident", closed))).doesNotContain("reopen");
        assertThat(code(api.post("resident", "/api/incidents/" + id(closed) + "/reopen", "{\"note\": \"还是响\"}", 409)))
                .isEqualTo("INCIDENT_REOPEN_TOO_LATE");
        assertThat(steps(api.detail("community", closed))).as("by review").contains("reopen");
    }

    @Test
    void ofABadReviewSomebodyHasATaskAndTheRatesSayWhatTheyAreOf() {
        var before = rates();
        var good = closed("门口的灯不亮");
        var bad = closed("楼道的灯不亮");
        var silent = closed("车棚的灯不亮");
        api.step("resident", good, "rate", GOOD);
        var refused = api.post(
                "grid",
                "/api/incidents/" + id(bad) + "/call_back",
                "{\"reached\": true, \"contacted\": true, \"solved\": true, \"satisfied\": true}",
                403);
        assertThat(code(refused)).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        api.step("community", bad, "call_back", "{\"reached\": false}");
        api.post("community", "/api/incidents/" + id(bad) + "/call_back", "{\"reached\": true}", 400);
        var called = api.step(
                "community",
                bad,
                "call_back",
                "{\"reached\": true, \"contacted\": true, \"solved\": false, \"satisfied\": false, \"note\": \"没修\"}");
        assertThat(text(called, "rating", "rater")).isEqualTo("CALL_BACK");
        assertThat(called.path("turned").path("toBeFollowedUp").asBoolean(false))
                .isTrue();
        assertThat(code(api.post("resident", "/api/incidents/" + id(bad) + "/rate", GOOD, 409)))
                .isEqualTo("INCIDENT_ALREADY_RATED");
        var task = api.get("community", "/api/tasks?size=200", 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "matter").equals("incident:" + id(bad) + "/review"))
                .findFirst()
                .orElseThrow();
        assertThat(task.path("dueAt").isMissingNode()).isFalse();

        var after = rates();
        assertThat(more(before, after, "ended")).isEqualTo(3);
        assertThat(more(before, after, "answered")).isEqualTo(2);
        assertThat(more(before, after, "contacted")).isEqualTo(2);
        assertThat(more(before, after, "solved")).isEqualTo(1);
        assertThat(more(before, after, "satisfied")).isEqualTo(1);
        assertThat(more(before, after, "bad")).isEqualTo(1);
        double answered = after.path("answered").asDouble();
        assertThat(after.path("solvedRate").asDouble())
                .isCloseTo(after.path("solved").asDouble() / answered, within(1e-9));
        assertThat(after.path("solvedRange").path("low").asDouble(1))
                .as("the interval holds the rate")
                .isLessThan(after.path("solvedRate").asDouble());
        assertThat(after.path("solvedRange").path("high").asDouble(0))
                .isGreaterThan(after.path("solvedRate").asDouble());
        assertThat(after.path("score").asDouble())
                .isCloseTo(
                        (10 * after.path("contacted").asDouble()
                                        + 45 * after.path("solved").asDouble()
                                        + 45 * after.path("satisfied").asDouble())
                                / answered,
                        within(1e-9));

        api.step("community", bad, "follow_up", "{\"note\": \"当天补修，已电话说明\"}");
        assertThat(code(api.post("community", "/api/incidents/" + id(bad) + "/follow_up", "{\"note\": \"再\"}", 409)))
                .isEqualTo("INCIDENT_NOTHING_TO_FOLLOW_UP");
        assertThat(more(before, rates(), "waiting")).isZero();
        assertThat(TakenList.of(context, "community", today("/api/incidents/rates/export"))
                        .row("解决率"))
                .containsEntry("件数", text(after, "solved"))
                .containsEntry("其总数", text(after, "answered"))
                .containsKeys("比率（%）或得分", "95% 区间下限（%）");
        api.get("grid", "/api/incidents/rates?from=2026-01-01&to=2026-01-02", 403);
        assertThat(text(api.detail("resident", silent), "status")).isEqualTo("CLOSED");
    }

    @Test
    void countsWhatWasSolvedByKindAndTellsTheRuleOfTheKind() {
        long before = solved("9402");
        var bike = closed("grid", "电动车推上楼，停在楼道里");
        assertThat(text(bike, "category")).isEqualTo("9402");
        api.report("grid", "电瓶车进楼了");

        assertThat(solved("9402") - before)
                .as("what is not closed is not counted")
                .isEqualTo(1);
        var row = kinds().filter(kind -> text(kind, "category").equals("9402"))
                .findFirst()
                .orElseThrow();
        assertThat(TakenList.of(context, "community", today("/api/incidents/rates/kinds/export") + "&group=94")
                        .row("9402"))
                .containsEntry("类别", "电动车违规上楼")
                .containsEntry("已解决", text(row, "solved"));
        assertThat(text(row, "name")).isEqualTo("电动车违规上楼");
        assertThat(text(row, "groupName")).isEqualTo("小区治理");
        assertThat(text(api.detail("grid", bike), "rule"))
                .as("N40: the fire rule of Nanyang, and where it holds")
                .contains("拒不改正的，处以二百元罚款")
                .contains("适用于南阳市");
        api.get("grid", "/api/incidents/rates/kinds?from=2026-01-01&to=2026-01-02", 403);
    }

    private long solved(String category) {
        return kinds().filter(kind -> text(kind, "category").equals(category))
                .mapToLong(kind -> kind.path("solved").asLong())
                .sum();
    }

    private Stream<JsonNode> kinds() {
        return api.get("community", today("/api/incidents/rates/kinds"), 200)
                .path("items")
                .valueStream();
    }

    private JsonNode closed(String words) {
        return closed("resident", words);
    }

    private JsonNode closed(String who, String words) {
        var reported = api.report(who, words);
        api.step("grid", reported, "take", "{}");
        api.step("grid", reported, "feedback", "{\"note\": \"修了\"}");
        api.step("community", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"好了\"}");
        return reported;
    }

    private JsonNode rates() {
        return api.get("community", today("/api/incidents/rates"), 200);
    }

    private static String today(String path) {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return path + "?area=%s&from=%s&to=%s".formatted(Api.GRID, today.minusDays(1), today.plusDays(1));
    }

    private static long more(JsonNode before, JsonNode after, String what) {
        return after.path(what).asLong() - before.path(what).asLong();
    }

    private static String settled(String words, String photo, String more) {
        return """
                {"location": {"gridCode": "%s"}, "description": "%s",
                 "done": {"note": "扫掉了", "photos": [%s]}%s}""".formatted(Api.GRID, words, photo.isEmpty() ? "" : "\"" + photo + "\"", more);
    }

    /** As if chance had drawn it, or not. */
    private void draw(JsonNode incident, boolean so) {
        system.run(() -> transaction.executeWithoutResult(
                status -> database.sql("update incident.incident set sampled = ? where id = ?::uuid")
                        .params(so, id(incident))
                        .update()));
    }
}
