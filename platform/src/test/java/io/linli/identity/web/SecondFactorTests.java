package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.identity.SomeApp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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

/** One-time codes beside the password. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class SecondFactorTests {

    private static final String GRID = "430181004001001";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private Staff worker;
    private String secret;
    private JsonNode onPaper;

    @BeforeEach
    void setUp() {
        comeBack();
        worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var key = worker.post("/api/account/second-factor", "", 201);
        secret = text(key, "secret");
        onPaper = worker.put("/api/account/second-factor", shown(now()), 200).path("recoveryCodes");
        later();
    }

    /** Failures, some of them at a time to come, would keep other tests from signing in. */
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void givesAnAppWhatItNeeds() {
        var fresh = Staff.opened(context, port, Role.GRID_WORKER, GRID);

        var key = fresh.post("/api/account/second-factor", "", 201);

        var uri = URI.create(text(key, "uri"));
        assertThat(uri.getScheme()).isEqualTo("otpauth");
        assertThat(uri.getHost()).isEqualTo("totp");
        assertThat(uri.getPath()).endsWith(":" + fresh.username);
        assertThat(uri.getQuery()).contains("secret=" + text(key, "secret"), "issuer=", "digits=6", "period=30");
        assertThat(text(key, "secret")).matches("[A-Z2-7]{32}");
        assertThat(fresh.get("/api/account/second-factor").path("setUp").asBoolean(true))
                .as("not before a code was shown")
                .isFalse();
        Staff.signedIn(port, fresh.username, SomeAccounts.PASSWORD).get("/api/incidents");
    }

    @Test
    void letsNobodyInWithoutACode() {
        var again = signIn();
        assertThat(text(again.get("/api/session"), "due")).isEqualTo("SECOND_FACTOR");
        assertThat(again.get("/api/session").path("permissions").size()).isZero();
        assertThat(code(again.call("GET", "/api/incidents", "", 403))).isEqualTo("SIGN_IN_UNFINISHED");
        assertThat(code(again.put(
                        "/api/account/password",
                        "{\"current\": \"%s\", \"password\": \"a grid in 2026\"}".formatted(SomeAccounts.PASSWORD),
                        403)))
                .as("nor may a password be changed by who has nothing but the password")
                .isEqualTo("SIGN_IN_UNFINISHED");
        again.post("/api/account/second-factor", "", 403);

        var whole = again.post("/api/session/second-factor", shown(now()), 200);

        assertThat(whole.has("due")).isFalse();
        assertThat(text(whole.path("posts").get(0), "area")).isEqualTo(GRID);
        again.get("/api/incidents");
    }

    @Test
    void takesNoCodeTwice() {
        var code = now();
        signIn().post("/api/session/second-factor", shown(code), 200);

        var replayed = signIn().post("/api/session/second-factor", shown(code), 400);

        assertThat(replayed.toString()).contains("SECOND_FACTOR_USED");
        later();
        signIn().post("/api/session/second-factor", shown(now()), 200);
    }

    @Test
    void takesNoEarlierCodeAfterALaterOne() {
        var early = now();
        var next = SomeApp.code(secret, clock.instant().plusSeconds(30));
        signIn().post("/api/session/second-factor", shown(next), 200);

        assertThat(signIn().post("/api/session/second-factor", shown(early), 400)
                        .toString())
                .contains("SECOND_FACTOR_USED");
    }

    @Test
    void bearsWithAClockThatIsHalfAMinuteWrongAndNoMore() {
        var late = SomeApp.code(secret, clock.instant().minusSeconds(60));
        assertThat(signIn().post("/api/session/second-factor", shown(late), 400).toString())
                .contains("SECOND_FACTOR_WRONG");
        var ahead = SomeApp.code(secret, clock.instant().plusSeconds(60));
        assertThat(signIn().post("/api/session/second-factor", shown(ahead), 400)
                        .toString())
                .contains("SECOND_FACTOR_WRONG");

        signIn().post(
                        "/api/session/second-factor",
                        shown(SomeApp.code(secret, clock.instant().plusSeconds(30))),
                        200);
    }

    @Test
    void slowsDownWhoGuesses() {
        var guessing = signIn();
        var wrong = now().equals("000000") ? "111111" : "000000";
        for (int i = 0; i < 7; i++) {
            guessing.post("/api/session/second-factor", shown(wrong), 400);
            if (i < 6) {
                clock.advance(Duration.ofSeconds(1L << Math.max(0, i - 3)));
            }
        }

        assertThat(code(guessing.post("/api/session/second-factor", shown(now()), 429)))
                .isEqualTo("SIGN_IN_TOO_OFTEN");
        assertThat(code(signIn().post("/api/session/second-factor", shown(now()), 429)))
                .as("another session gains nothing")
                .isEqualTo("SIGN_IN_TOO_OFTEN");
    }

    @Test
    void takesEachCodeOnPaperOnce() {
        assertThat(onPaper.size()).isEqualTo(10);
        var code = onPaper.get(3).asString("");
        signIn().post("/api/session/second-factor", shown(code.toUpperCase(Locale.ROOT)), 200);

        assertThat(signIn().post("/api/session/second-factor", shown(code), 400).toString())
                .contains("SECOND_FACTOR_WRONG");
        assertThat(worker.get("/api/account/second-factor")
                        .path("recoveryCodes")
                        .asInt(0))
                .isEqualTo(9);
    }

    @Test
    void keepsKeysAndCodesSealed() {
        var kept = database.sql("""
                select encode(f.sealed, 'escape') || string_agg(encode(r.hash, 'escape'), ' ') from identity.second_factor f
                join identity.recovery_code r on r.account = f.account where f.account = ? group by f.sealed""")
                .param(SomeAccounts.id(context, worker.username).id())
                .query(String.class)
                .single();

        assertThat(kept).doesNotContain(secret).doesNotContain(onPaper.get(0).asString(""));
    }

    @Test
    void isTakenAwayByAnAdministratorWithAReason() {
        var admin = Staff.opened(context, port, Role.ADMINISTRATOR, "430181004");
        var id = SomeAccounts.id(context, worker.username);

        admin.post("/api/accounts/" + id + "/second-factor/reset", "{\"reason\": \"手机丢失\"}", 200);

        worker.call("GET", "/api/session", "", 401);
        signIn().get("/api/incidents");
        assertThat(code(admin.post("/api/accounts/" + id + "/second-factor/reset", "{\"reason\": \"手机丢失\"}", 409)))
                .isEqualTo("SECOND_FACTOR_MISSING");
        assertThat(admin.post("/api/accounts/" + id + "/second-factor/reset", "{\"reason\": \"\"}", 400)
                        .toString())
                .contains("\"field\":\"reason\"");
    }

    @Test
    void isRemovedWithACodeWhereNoneIsNeeded() {
        assertThat(worker.post("/api/account/second-factor/remove", shown("123456"), 400)
                        .toString())
                .contains("SECOND_FACTOR_WRONG");

        worker.post("/api/account/second-factor/remove", shown(now()), 204);

        signIn().get("/api/incidents");
    }

    @Test
    void isNotReplacedByWhoFindsASessionOpen() {
        assertThat(code(worker.post("/api/account/second-factor", "", 409))).isEqualTo("SECOND_FACTOR_THERE");
    }

    private Staff signIn() {
        return Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
    }

    private String now() {
        return SomeApp.code(secret, clock.instant());
    }

    /** Until the app shows another code, in the middle of its time. */
    private void later() {
        var second = clock.instant().getEpochSecond() % 30;
        clock.advance(Duration.ofSeconds(30 - second + 10));
    }

    private static String shown(String code) {
        return "{\"code\": \"%s\"}".formatted(code);
    }
}
