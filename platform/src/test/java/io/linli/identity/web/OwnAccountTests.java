package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One's own password, and where one is signed in. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class OwnAccountTests {

    private static final String STREET = "430181004";
    private static final String GRID = "430181004001001";
    private static final String CHOSEN = "a grid in 2026";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private Staff worker;

    @BeforeEach
    void signIn() {
        comeBack();
        worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
    }

    /** Failures, some of them at a time to come, would keep other tests from signing in. */
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void takesAnotherPasswordAndSignsTheOtherSessionsOut() {
        var other = Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
        assertThat(worker.get("/api/account/password").path("set").asBoolean(false))
                .isTrue();

        worker.put("/api/account/password", change(SomeAccounts.PASSWORD, CHOSEN), 200);

        worker.get("/api/session");
        other.call("GET", "/api/session", "", 401);
        Staff.signedIn(port, worker.username, CHOSEN);
    }

    @ParameterizedTest
    @CsvSource({
        "short, PASSWORD_TOO_SHORT",
        "onlyoneletterkind, PASSWORD_TOO_PLAIN",
        "qwerty123456, PASSWORD_TOO_COMMON",
        "P@ssword123, PASSWORD_TOO_COMMON",
        "correct horse battery, PASSWORD_USED_BEFORE"
    })
    void refusesAPasswordThatIsNotGoodEnough(String chosen, String problem) {
        var refused = worker.put("/api/account/password", change(SomeAccounts.PASSWORD, chosen), 400);

        assertThat(refused.toString()).contains(problem, "\"field\":\"password\"");
    }

    @Test
    void keepsViewsOfAListForTheirHolderAloneWhereverTheySignIn() {
        var late = "{\"items\": [{\"name\": \"逾期的\", \"query\": {\"queue\": \"OVERDUE\", \"q\": \"示例\"}}]}";
        assertThat(worker.get("/api/account/views/incidents").path("items").size())
                .isZero();
        worker.put("/api/account/views/incidents", late, 200);

        var elsewhere = Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
        assertThat(elsewhere.get("/api/account/views/incidents").toString()).contains("逾期的", "OVERDUE");
        assertThat(elsewhere.get("/api/account/views/homes").path("items").size())
                .isZero();
        assertThat(Staff.opened(context, port, Role.GRID_WORKER, GRID)
                        .get("/api/account/views/incidents")
                        .path("items")
                        .size())
                .isZero();
        assertThat(database.sql("select encode(sealed, 'escape') from identity.saved_views")
                        .query(String.class)
                        .list())
                .noneMatch(kept -> kept.contains("OVERDUE"));

        worker.put("/api/account/views/incidents", "{\"items\": [{\"name\": \" \", \"query\": {}}]}", 400);
        worker.call("GET", "/api/account/views/NO", "", 400);
        worker.put("/api/account/views/incidents", "{\"items\": []}", 200);
        assertThat(elsewhere.get("/api/account/views/incidents").path("items").size())
                .isZero();
    }

    @Test
    void refusesAPasswordThatTellsTheName() {
        assertThat(worker.put("/api/account/password", change(SomeAccounts.PASSWORD, worker.username + "!"), 400)
                        .toString())
                .contains("PASSWORD_TELLS_NAME");
    }

    @Test
    void refusesThoseOfBefore() {
        worker.put("/api/account/password", change(SomeAccounts.PASSWORD, CHOSEN), 200);
        clock.advance(Duration.ofSeconds(1));
        worker.put("/api/account/password", change(CHOSEN, CHOSEN + "!"), 200);

        assertThat(worker.put("/api/account/password", change(CHOSEN + "!", CHOSEN), 400)
                        .toString())
                .contains("PASSWORD_USED_BEFORE");
    }

    @Test
    void slowsDownWhoGuessesAtAnOpenSession() {
        for (int i = 0; i < 7; i++) {
            assertThat(worker.put("/api/account/password", change("wrong " + i, CHOSEN), 400)
                            .toString())
                    .contains("PASSWORD_WRONG", "\"field\":\"current\"");
            if (i < 6) {
                clock.advance(Duration.ofSeconds(1L << Math.max(0, i - 3)));
            }
        }

        assertThat(code(worker.put("/api/account/password", change(SomeAccounts.PASSWORD, CHOSEN), 429)))
                .isEqualTo("SIGN_IN_TOO_OFTEN");
    }

    @Test
    void letsWhoForgotThePasswordBackInByTheTelephone() {
        var admin = Staff.opened(context, port, Role.ADMINISTRATOR, STREET);
        var phone = "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        admin.put(
                "/api/accounts/" + SomeAccounts.id(context, worker.username),
                "{\"name\": \"示例\", \"phone\": \"%s\"}".formatted(phone),
                200);
        var stranger = Staff.stranger(port);
        var sent = stranger.post("/api/passwords/codes", "{\"username\": \"%s\"}".formatted(worker.username), 202);
        var code = text(sent, "demoCode");
        var wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(code(stranger.post("/api/passwords/resets", reset(wrong, CHOSEN), 400)))
                .isEqualTo("PASSWORD_CODE_WRONG");
        assertThat(stranger.post("/api/passwords/resets", reset(code, "short"), 400)
                        .toString())
                .contains("PASSWORD_TOO_SHORT");

        stranger.post("/api/passwords/resets", reset(code, CHOSEN), 204);

        worker.call("GET", "/api/session", "", 401);
        Staff.signedIn(port, worker.username, CHOSEN);
        assertThat(code(stranger.post("/api/passwords/resets", reset(code, CHOSEN + "!"), 400)))
                .as("a code is good once")
                .isEqualTo("PASSWORD_CODE_WRONG");
    }

    @Test
    void doesNotTellWhetherThereIsSuchAnAccount() {
        var stranger = Staff.stranger(port);

        var ofNobody =
                stranger.post("/api/passwords/codes", "{\"username\": \"%s\"}".formatted(SomeAccounts.name()), 202);
        var withoutTelephone =
                stranger.post("/api/passwords/codes", "{\"username\": \"%s\"}".formatted(worker.username), 202);

        assertThat(withoutTelephone).isEqualTo(ofNobody);
        for (var name : new String[] {SomeAccounts.name(), worker.username}) {
            var asked = "{\"username\": \"%s\"}".formatted(name);
            for (int n = 0; n < 3; n++) {
                stranger.browser.post("/api/passwords/codes", asked);
            }
            assertThat(code(stranger.post("/api/passwords/codes", asked, 429))).isEqualTo("TOO_OFTEN");
        }
        assertThat(code(stranger.post(
                        "/api/passwords/resets",
                        "{\"username\": \"%s\", \"code\": \"123456\", \"password\": \"%s\"}"
                                .formatted(SomeAccounts.name(), CHOSEN),
                        400)))
                .isEqualTo("PASSWORD_CODE_WRONG");
    }

    @Test
    void showsWhereOneIsSignedInAndSignsTheOthersOut() {
        var other = Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
        var third = Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
        var open = worker.get("/api/account/sessions");
        assertThat(open.size()).isEqualTo(3);
        assertThat(open.valueStream().filter(each -> each.path("here").asBoolean(false)))
                .hasSize(1);
        var others = other.get("/api/account/sessions")
                .valueStream()
                .filter(each -> each.path("here").asBoolean(false))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow();

        worker.call("DELETE", "/api/account/sessions/" + others, "", 204);
        other.call("GET", "/api/session", "", 401);
        third.get("/api/session");

        assertThat(worker.call("DELETE", "/api/account/sessions", "", 200)
                        .path("ended")
                        .asInt(0))
                .isEqualTo(1);
        third.call("GET", "/api/session", "", 401);
        worker.get("/api/session");
        assertThat(code(worker.call("DELETE", "/api/account/sessions/" + others, "", 404)))
                .isEqualTo("SESSION_UNKNOWN");
    }

    @Test
    void showsAttemptsUnderOnesName() {
        new Browser(port).signIn(worker.username, "wrong");

        var attempts = worker.get("/api/account/sign-ins");

        assertThat(attempts.valueStream().map(each -> text(each, "outcome"))).containsExactly("REFUSED", "SIGNED_IN");
        assertThat(attempts.get(0).path("sameNetwork").asBoolean(false)).isTrue();
    }

    private static String change(String current, String chosen) {
        return "{\"current\": \"%s\", \"password\": \"%s\"}".formatted(current, chosen);
    }

    private String reset(String code, String chosen) {
        return "{\"username\": \"%s\", \"code\": \"%s\", \"password\": \"%s\"}"
                .formatted(worker.username, code, chosen);
    }
}
