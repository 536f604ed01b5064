package io.linli.incident.web;

import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What becomes of matters whose holder leaves or is away. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class HandOverTests {

    private static final String COMMUNITY = "430181004004";
    private static final String GRID = "430181004004001";
    /** The demo has somebody at every grid. */
    private static final String ANOTHER = "demo-" + GRID;

    @Autowired
    WebApplicationContext context;

    private Api api;
    private String admin;
    private String desk;
    private String worker;

    @BeforeEach
    void open() {
        api = new Api(context);
        admin = SomeAccounts.opened(context, Role.ADMINISTRATOR, "430181004");
        desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, COMMUNITY);
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
    }

    @Test
    void givesWhatALeaverHadInHandToWhoHoldsTheSamePost() {
        var reported = dispatched();
        var before = api.step(worker, reported, "take", "{}");

        lock(worker);

        var now = handedOver(reported);
        assertThat(text(now, "status")).isEqualTo("HANDLING");
        assertThat(text(now, "dueAt")).as("the clock goes on").isEqualTo(text(before, "dueAt"));
        assertThat(tasks(ANOTHER)).contains(id(reported));
        var done = api.step(ANOTHER, reported, "feedback", "{\"note\": \"接手后已处理\"}");
        assertThat(text(done, "status")).isEqualTo("FEEDBACK");
        assertThat(done.path("trailIntact").asBoolean(true)).isTrue();
    }

    @Test
    void letsAnybodyOfThePostGoOnWhereALeaverStopped() {
        var second = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, COMMUNITY);
        var reported = report(GRID);
        dispatch(reported, second);
        api.step(second, reported, "take", "{}");

        lock(second);

        var now = handedOver(reported);
        assertThat(text(now, "holder", "role")).isEqualTo("COMMUNITY_WORKER");
        assertThat(now.path("holder").has("name")).isFalse();
        assertThat(tasks(desk)).contains(id(reported));
        var taken = api.step(desk, reported, "take", "{}");
        assertThat(text(taken, "status")).isEqualTo("HANDLING");
        assertThat(text(taken, "dueAt")).isEqualTo(text(now, "dueAt"));
        api.step(desk, reported, "feedback", "{\"note\": \"已处理\"}");
    }

    @Test
    void handsOverOnlyWhatSomebodyHadByThePostThatEnded() {
        var id = SomeAccounts.id(context, worker);
        var given = api.post(
                admin,
                "/api/accounts/" + id + "/posts",
                "{\"role\": \"GRID_WORKER\", \"area\": \"430181004004002\"}",
                201);
        var here = dispatched();
        var there = report("430181004004002");
        dispatch(there, worker);
        var post = given.path("posts")
                .valueStream()
                .filter(each -> text(each, "area").equals(GRID))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow();

        api.post(admin, "/api/accounts/" + id + "/posts/" + post + "/end", "{}", 200);

        handedOver(here);
        assertThat(steps(api.detail(desk, there))).doesNotContain("hand_over");
        assertThat(tasks(worker)).contains(id(there)).doesNotContain(id(here));
    }

    @Test
    void letsADeputyDoWhatTheHolderWouldAndSaysSoInTheTrail() {
        var deputy = SomeAccounts.opened(context, Role.GRID_WORKER, "430181004002001");
        var reported = dispatched();
        assertThat(tasks(deputy)).doesNotContain(id(reported));
        api.post(
                admin,
                "/api/accounts/" + SomeAccounts.id(context, worker) + "/deputies",
                "{\"deputy\": \"%s\", \"until\": \"%s\"}"
                        .formatted(
                                SomeAccounts.id(context, deputy), Instant.now().plusSeconds(3600)),
                201);
        assertThat(tasks(deputy)).contains(id(reported));

        var taken = api.step(deputy, reported, "take", "{}");

        var actor =
                taken.path("timeline").get(taken.path("timeline").size() - 1).path("actor");
        assertThat(text(actor, "role")).isEqualTo("GRID_WORKER");
        assertThat(actor.path("deputy").asBoolean(false)).isTrue();
        assertThat(taken.path("trailIntact").asBoolean(true)).isTrue();
        var fed = api.step(deputy, reported, "feedback", "{\"note\": \"已处理\"}");
        assertThat(text(fed, "status")).isEqualTo("FEEDBACK");
    }

    @Test
    void sendsWhatIsNewToTheDeputyWhileTheHolderIsAway() {
        var grid = "430181004004003";
        var deputy = SomeAccounts.opened(context, Role.GRID_WORKER, "430181004002001");
        api.post(
                admin,
                "/api/accounts/" + SomeAccounts.id(context, "demo-" + grid) + "/deputies",
                "{\"deputy\": \"%s\", \"until\": \"%s\"}"
                        .formatted(
                                SomeAccounts.id(context, deputy), Instant.now().plusSeconds(3600)),
                201);

        var reported = report(grid);

        assertThat(text(reported, "handler", "name")).isEqualTo("示例");
        assertThat(tasks(deputy)).contains(id(reported));
    }

    private JsonNode report(String grid) {
        return api.post(
                "resident",
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"楼下路灯不亮\"}".formatted(grid),
                201);
    }

    private JsonNode dispatched() {
        var reported = report(GRID);
        dispatch(reported, worker);
        return reported;
    }

    private void dispatch(JsonNode reported, String to) {
        api.step(desk, reported, "file", "{}");
        api.step(desk, reported, "dispatch", "{\"assignee\": \"%s\"}".formatted(SomeAccounts.id(context, to)));
    }

    private void lock(String username) {
        api.post(admin, "/api/accounts/" + SomeAccounts.id(context, username) + "/lock", "{\"reason\": \"已离职\"}", 200);
    }

    private JsonNode handedOver(JsonNode incident) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> steps(api.detail(desk, incident)).contains("hand_over"));
        return api.detail(desk, incident);
    }

    private List<String> tasks(String who) {
        return Api.texts(api.get(who, "/api/tasks?state=open&size=200", 200).path("items"), "incidentId");
    }

    private static List<String> steps(JsonNode detail) {
        return Api.texts(detail.path("timeline"), "step");
    }
}
