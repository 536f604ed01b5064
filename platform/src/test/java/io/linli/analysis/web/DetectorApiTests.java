package io.linli.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.analysis.SomeRisk;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DetectorApiTests {

    private static final String TOWN = "430181121";

    @Autowired
    WebApplicationContext context;

    @Test
    void showsTheDetectorsAndChangesTheirParametersWithinTheirBounds() {
        var api = new AnalysisApi(context);
        var course = api.get("district", "/api/analysis/detectors", 200);
        assertThat(course.path("detectors")
                        .valueStream()
                        .map(each -> each.path("name").asString("")))
                .contains(
                        "grid-surge",
                        "silent-grid",
                        "cluster",
                        "recurrence",
                        "objected-again",
                        "coming-back",
                        "slow-unit");
        api.get("community", "/api/analysis/detectors", 403);
        api.get("district", "/api/analysis/detectors/no-such", 404);

        var path = "/api/analysis/detectors/objected-again";
        var tuning = "{\"values\": {\"times\": %s}, \"reason\": \"试\"}";
        var refused = api.put("district", path + "/parameters", tuning.formatted("11"), 400);
        assertThat(refused.path("errors").path(0).path("code").asString("")).isEqualTo("PARAMETER_OUT_OF_RANGE");
        assertThat(refused.path("errors").path(0).path("message").asString("")).contains("10");
        api.put("district", path + "/parameters", "{\"values\": {\"no\": 1}, \"reason\": \"试\"}", 400);
        api.put("auditor", path + "/parameters", tuning.formatted("3"), 403);

        var changed = api.put("district", path + "/parameters", tuning.formatted("3"), 200);
        assertThat(changed.path("parameters").path(0).path("value").asDouble()).isEqualTo(3);
        assertThat(changed.path("parameters").path(0).path("changed").asBoolean())
                .isTrue();
        assertThat(changed.path("changes").path(0).path("reason").asString("")).isEqualTo("试");
        var back = api.put("district", path + "/parameters", tuning.formatted("null"), 200);
        assertThat(back.path("parameters").path(0).path("value").asDouble()).isEqualTo(2);
    }

    /** The detectors are kept from reading as another instance that reads would keep them. */
    @Test
    void showsHowManyFactsWaitAndThatNoneDoOnceTheyAreRead(@Autowired DataSource database) throws SQLException {
        var api = new AnalysisApi(context);

        try (var other = database.getConnection();
                var holding = other.createStatement()) {
            other.setAutoCommit(false);
            holding.execute("select pg_advisory_xact_lock(hashtext('journal.reader'), hashtext('analysis'))");
            api.post("replay", "/api/event/report", """
                    {"type": "群众反映", "location": {"longitude": 113.63, "latitude": 28.16},
                    "description": "示例：巷口的路灯不亮，请派人查看。"}""", 201);

            var waiting = course(api);
            assertThat(waiting.path("behind").asLong()).isPositive();
            assertThat(waiting.path("behindSeconds").asDouble()).isPositive();
            other.rollback();
        }

        var over = await().atMost(Duration.ofSeconds(60))
                .until(() -> course(api), course -> course.path("behind").asLong() == 0);
        assertThat(over.path("behindSeconds").asDouble()).isZero();
        assertThat(over.path("perSecond").asDouble()).isPositive();
    }

    private static JsonNode course(AnalysisApi api) {
        return api.get("district", "/api/analysis/detectors", 200);
    }

    @Test
    void ranksGridsByRiskDownToEachIncidentAndOnTheCallersGroundOnly() {
        var api = new AnalysisApi(context);
        var risk = new SomeRisk(context);
        var grid = risk.grid(TOWN);
        var other = risk.grid("430181125");
        var worker = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, grid.substring(0, 12));
        var urgent = risk.incident(grid, "9001", true, 0);
        var old = risk.incident(grid, "9012", false, 30);
        var foreign = risk.incident(other, "9001", true, 0);

        var weight = "{\"weight\": 3, \"reason\": \"消防\"}";
        api.put(worker, "/api/analysis/risk/weights/9012", weight, 403);
        api.put("district", "/api/analysis/risk/weights/9012", weight, 200);
        var ranking = api.get(worker, "/api/analysis/risk", 200);
        var detail = api.get(worker, "/api/analysis/risk/" + grid, 200);
        api.put("district", "/api/analysis/risk/weights/9012", "{\"weight\": null, \"reason\": \"试完\"}", 200);

        assertThat(ranking.path("items")
                        .valueStream()
                        .map(spot -> spot.path("area").asString("")))
                .contains(grid)
                .doesNotContain(other);
        assertThat(detail.path("contributions")
                        .valueStream()
                        .map(each -> each.path("incident").asString("")))
                .containsExactly(urgent, old);
        // urgent and open: 2 × 1.5; open and one half-life old, of a kind that weighs three: 3 × 1.5 ÷ 2
        assertThat(detail.path("contributions").path(0).path("points").asDouble())
                .isBetween(2.99, 3.0);
        assertThat(detail.path("contributions").path(1).path("points").asDouble())
                .isBetween(2.24, 2.26);
        assertThat(detail.path("points").asDouble()).isBetween(5.23, 5.26);
        assertThat(detail.path("factors").path("weights").path("9012").asDouble())
                .isEqualTo(3);
        assertThat(places(api.get(worker, "/api/analysis/risk?layer=URGENT&category=90", 200)))
                .containsEntry(grid, 1);
        assertThat(places(api.get(worker, "/api/analysis/risk?by=BELOW&area=" + grid.substring(0, 9), 200)))
                .containsEntry(grid.substring(0, 12), 2);
        assertThat(places(api.get(worker, "/api/analysis/risk?day=2001-01-01", 200)))
                .isEmpty();
        assertThat(api.get(worker, "/api/analysis/risk?day=2001-01-01&layer=OPEN", 400)
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asString(""))
                .isEqualTo("RISK_PAST_WHOLE");
        assertThat(api.get(worker, "/api/analysis/risk/" + other, 200)
                        .path("incidents")
                        .asInt())
                .isZero();
        api.get("resident", "/api/analysis/risk", 403);
        risk.forget(urgent, old, foreign);
        SomeAccounts.lock(context, worker);
    }

    private static Map<String, Integer> places(JsonNode ranking) {
        return ranking.path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        spot -> spot.path("area").asString(""),
                        spot -> spot.path("incidents").asInt()));
    }
}
