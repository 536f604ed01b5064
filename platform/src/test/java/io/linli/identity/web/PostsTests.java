package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Several posts of one person, and who acts for somebody away. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class PostsTests {

    private static final String STREET = "430181004";
    private static final String COMMUNITY = "430181004001";
    private static final String GRID = "430181004001001";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private Staff admin;

    @BeforeEach
    void signIn() {
        comeBack();
        admin = Staff.opened(context, port, Role.ADMINISTRATOR, STREET);
    }

    /** Failures, some of them at a time to come, would keep other tests from signing in. */
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void actsInOnePostOrInAll() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        admin.post(
                "/api/accounts/" + SomeAccounts.id(context, worker.username) + "/posts",
                Staff.post(Role.COMMUNITY_WORKER, "430181004002"),
                201);
        var me = worker.get("/api/session");
        assertThat(areas(me.path("posts"))).containsExactlyInAnyOrder(GRID, "430181004002");
        assertThat(permissions(me)).contains("incident:dispatch");
        var grid = me.path("held")
                .valueStream()
                .filter(post -> text(post, "area").equals(GRID))
                .findFirst()
                .orElseThrow();

        var one = worker.put("/api/session/post", "{\"post\": \"%s\"}".formatted(text(grid, "id")), 200);

        assertThat(areas(one.path("posts"))).containsExactly(GRID);
        assertThat(areas(one.path("held"))).containsExactlyInAnyOrder(GRID, "430181004002");
        assertThat(permissions(one)).doesNotContain("incident:dispatch").contains("incident:handle");
        assertThat(worker.get("/api/session")).isEqualTo(one);
        worker.call("GET", "/api/incidents/export?area=430181004002", "", 403);

        worker.put("/api/session/post", "{}", 200);
        assertThat(areas(worker.get("/api/session").path("posts"))).hasSize(2);
    }

    @Test
    void actsInNobodyElsesPost() {
        var other = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var post = text(other.get("/api/session").path("held").get(0), "id");
        var worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);

        assertThat(code(worker.put("/api/session/post", "{\"post\": \"%s\"}".formatted(post), 409)))
                .isEqualTo("POST_NOT_HELD");
    }

    @Test
    void actsInWhatIsLeftWhenTheChosenPostEnds() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var id = SomeAccounts.id(context, worker.username);
        admin.post("/api/accounts/" + id + "/posts", Staff.post(Role.COMMUNITY_WORKER, COMMUNITY), 201);
        var held = worker.get("/api/session").path("held");
        var community = held.valueStream()
                .filter(post -> text(post, "area").equals(COMMUNITY))
                .map(post -> text(post, "id"))
                .findFirst()
                .orElseThrow();
        worker.put("/api/session/post", "{\"post\": \"%s\"}".formatted(community), 200);

        admin.post("/api/accounts/" + id + "/posts/" + community + "/end", "{}", 200);

        assertThat(areas(worker.get("/api/session").path("posts"))).containsExactly(GRID);
    }

    @Test
    void letsSomebodyActForWhoIsAwayUntilTheyAreBack() {
        var away = Staff.opened(context, port, Role.COMMUNITY_WORKER, "430181004004");
        var deputy = Staff.opened(context, port, Role.GRID_WORKER, GRID);

        var named = deputy(away, deputy, clock.instant(), clock.instant().plusSeconds(3600), 201);

        assertThat(text(named.get(0).path("deputy"), "name")).isEqualTo("示例");
        assertThat(admin.get("/api/accounts/deputies?size=200").valueStream().map(each -> text(each, "id")))
                .contains(text(named.get(0), "id"));
        var elsewhere = Staff.opened(context, port, Role.ADMINISTRATOR, "430181003");
        assertThat(elsewhere
                        .get("/api/accounts/deputies?size=200")
                        .valueStream()
                        .map(each -> text(each, "id")))
                .doesNotContain(text(named.get(0), "id"));
        var me = deputy.get("/api/session");
        assertThat(areas(me.path("posts"))).containsExactlyInAnyOrder(GRID, "430181004004");
        assertThat(me.path("posts")
                        .valueStream()
                        .filter(post -> text(post, "standsInFor").equals("示例")))
                .hasSize(1);
        assertThat(permissions(me)).contains("incident:dispatch");

        clock.advance(Duration.ofHours(1));

        var back = deputy.get("/api/session");
        assertThat(areas(back.path("posts"))).containsExactly(GRID);
        assertThat(permissions(back)).doesNotContain("incident:dispatch");
    }

    @Test
    void endsADeputysTimeEarly() {
        var away = Staff.opened(context, port, Role.COMMUNITY_WORKER, "430181004004");
        var deputy = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var named = deputy(away, deputy, clock.instant(), clock.instant().plusSeconds(3600), 201);

        admin.post(
                "/api/accounts/" + SomeAccounts.id(context, away.username) + "/deputies/" + text(named.get(0), "id")
                        + "/end",
                "",
                200);

        assertThat(areas(deputy.get("/api/session").path("posts"))).containsExactly(GRID);
    }

    @Test
    void givesADeputyNoPowerToAdministrate() {
        var away = Staff.opened(context, port, Role.ADMINISTRATOR, COMMUNITY);
        var deputy = Staff.opened(context, port, Role.GRID_WORKER, GRID);

        deputy(away, deputy, clock.instant(), clock.instant().plusSeconds(3600), 201);

        assertThat(permissions(deputy.get("/api/session"))).doesNotContain("identity:manage");
    }

    @Test
    void refusesDeputiesInACircle() {
        var one = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var two = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var three = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var now = clock.instant();
        deputy(one, two, now, now.plusSeconds(3600), 201);
        deputy(two, three, now, now.plusSeconds(3600), 201);

        assertThat(code(deputy(three, one, now.plusSeconds(1800), now.plusSeconds(7200), 409)))
                .isEqualTo("DEPUTIES_IN_A_CIRCLE");
        deputy(three, one, now.plusSeconds(3600), now.plusSeconds(7200), 201); // when the others are back
    }

    @Test
    void refusesADeputyThatCannotBe() {
        var away = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var deputy = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var elsewhere = Staff.opened(context, port, Role.GRID_WORKER, "430181003001001");
        var locked = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        SomeAccounts.lock(context, locked.username);
        var now = clock.instant();

        assertThat(code(deputy(away, away, now, now.plusSeconds(60), 400))).isEqualTo("DEPUTY_UNFIT");
        assertThat(code(deputy(away, locked, now, now.plusSeconds(60), 400))).isEqualTo("DEPUTY_UNFIT");
        assertThat(code(deputy(away, elsewhere, now, now.plusSeconds(60), 404))).isEqualTo("ACCOUNT_UNKNOWN");
        assertThat(code(deputy(away, deputy, now.plusSeconds(60), now.plusSeconds(30), 400)))
                .isEqualTo("DEPUTY_DATES_REVERSED");
        assertThat(code(deputy(away, deputy, now.minusSeconds(60), now.minusSeconds(30), 400)))
                .isEqualTo("DEPUTY_DATES_REVERSED");
        deputy(away, deputy, now, now.plusSeconds(60), 201);
        assertThat(code(deputy(away, deputy, now.plusSeconds(30), now.plusSeconds(90), 409)))
                .isEqualTo("DEPUTY_THERE");
    }

    private JsonNode deputy(Staff away, Staff deputy, Instant since, Instant until, int status) {
        return admin.post(
                "/api/accounts/" + SomeAccounts.id(context, away.username) + "/deputies",
                "{\"deputy\": \"%s\", \"since\": \"%s\", \"until\": \"%s\"}"
                        .formatted(SomeAccounts.id(context, deputy.username), since, until),
                status);
    }

    private static List<String> areas(JsonNode posts) {
        return posts.valueStream().map(post -> text(post, "area")).toList();
    }

    private static List<String> permissions(JsonNode me) {
        return me.path("permissions").valueStream().map(JsonNode::asString).toList();
    }
}
