package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.LiveBrowser;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What a screen on the wall is told, over a real connection. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class StreamTests {

    private static final String STREAM = "/api/insight/stream";
    private static final String COMMUNITY = "430181002001";
    private static final String HERE = COMMUNITY + "002";
    private static final String THERE = "430181002006001";

    @Autowired
    ApplicationContext context;

    @Autowired
    JsonMapper json;

    LiveBrowser resident;
    LiveBrowser wall;

    @BeforeEach
    void signIn(@LocalServerPort int port) throws Exception {
        resident = new LiveBrowser(port);
        resident.signIn(SomeAccounts.opened(context, Role.RESIDENT, HERE));
        wall = new LiveBrowser(port);
        wall.signIn(SomeAccounts.opened(context, Role.COMMUNITY_WORKER, COMMUNITY));
    }

    @Test
    void showsWhatIsReportedOnItsGroundAndAfterACutWhatItMissed() throws Exception {
        String last;
        String first;
        try (var page = wall.open(STREAM, null)) {
            page.says("event:still");
            var elsewhere = report(THERE, "");
            var about = report(HERE, ", \"about\": {\"party\": \"COMMUNITY_WORKER\"}");
            first = report(HERE, "");
            page.speaksOf(first);
            assertThat(page.lines())
                    .as("what lies elsewhere, or is about whoever looks, was reported before it")
                    .noneMatch(line -> line.contains(elsewhere) || line.contains(about));
            assertThat(page.lines()).anyMatch(line -> line.contains("\"kind\":\"incident.reported\""));
            last = page.lines().stream()
                    .filter(line -> line.startsWith("id:"))
                    .reduce((before, after) -> after)
                    .orElseThrow()
                    .substring(3);
        }
        var elsewhere = report(THERE, "");
        var missed = report(HERE, "");
        try (var page = wall.open(STREAM, last)) {
            page.speaksOf(missed);
            assertThat(page.lines()).noneMatch(line -> line.contains(elsewhere) || line.contains(first));
        }
    }

    /** Through all three: what is taken in is analysed, and stands on the wall. */
    @Test
    void showsAReportThatWasTakenInAndAnalysed() throws Exception {
        try (var page = wall.open(STREAM, null)) {
            page.says("event:still");

            var report = report(HERE, "");

            page.speaksOf(report);
            var taken = json.readTree(wall.get("/api/incidents/" + report).body());
            assertThat(taken.path("categoryName").asString(""))
                    .as("what it is about was found in its words, before it was kept")
                    .isNotEmpty();
            await().untilAsserted(() -> assertThat(
                            json.readTree(wall.get("/api/analysis/risk/" + HERE).body())
                                    .path("contributions")
                                    .valueStream()
                                    .map(each -> each.path("incident").asString("")))
                    .as("and it adds to the risk of its place")
                    .contains(report));
        }
    }

    @Test
    void saysThatItHasToLookAnewWhenItComesFromAnotherTime() throws Exception {
        try (var page = wall.open(STREAM, "999999999999")) {
            page.says("event:reset");
        }
        var refused = wall.send(STREAM, "yesterday");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().toList().toString()).contains("INSIGHT_PLACE_UNKNOWN");
    }

    @Test
    void isNotForResidents() throws Exception {
        assertThat(resident.get(STREAM).statusCode()).isEqualTo(403);
    }

    private String report(String grid, String more) throws Exception {
        var answer = resident.post("/api/incidents", """
                {"location": {"gridCode": "%s"}, "description": "路灯不亮"%s}""".formatted(grid, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).path("id").asString("");
    }
}
