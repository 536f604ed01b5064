package io.linli.identity.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.linli.identity.SignedIn;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class SessionApiTests {

    private static final String PASSWORD = "open sesame";

    @Autowired
    JdbcClient database;

    Browser browser = new Browser(0);

    @BeforeEach
    void open(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    @Test
    void tellsWhoSignedInAndWhatTheyMayDo() {
        assertThat(browser.signIn("urban", PASSWORD).statusCode()).isEqualTo(200);

        assertThat(browser.get("/api/session").body())
                .contains("\"username\":\"urban\"", "\"role\":\"DEPARTMENT_STAFF\"", "\"unit\":\"430181-urban\"")
                .contains("\"areaName\":\"浏阳市\"", "files:upload");
    }

    @Test
    void masksTheNameOfAResident() {
        assertThat(browser.signIn("resident", PASSWORD).body()).contains("\"name\":\"示***甲\"");

        assertThat(database.sql(
                                "select public_name is null and sealed_name is not null from identity.account where username = 'resident'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void givesANewSessionAndANewTokenAtSignIn() {
        browser.signIn("grid", PASSWORD);
        var first = Map.copyOf(browser.cookies);

        browser.signIn("grid", PASSWORD);

        assertThat(browser.cookies.get("SESSION")).isNotEqualTo(first.get("SESSION"));
        assertThat(browser.cookies.get("XSRF-TOKEN")).isNotEqualTo(first.get("XSRF-TOKEN"));
    }

    @Test
    void knowsNobodyAfterSigningOut() {
        browser.signIn("grid", PASSWORD);

        assertThat(browser.send("DELETE", "/api/session", "").statusCode()).isEqualTo(204);

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWithoutTheToken() {
        browser.get("/api/session");
        browser.cookies.remove("XSRF-TOKEN");

        var answer = browser.send("POST", "/api/session", "{\"username\":\"grid\",\"password\":\"" + PASSWORD + "\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("CSRF_TOKEN_MISSING");
    }

    @Test
    void takesASessionThatItCannotReadForSignedOut() {
        browser.signIn("grid", PASSWORD);
        // what an earlier or later release might have left there
        database.sql("""
                update identity.http_session_attributes a set attribute_bytes = '\\xaced000574000568656c6c6f'
                from identity.http_session s where s.primary_id = a.session_primary_id and s.session_id = ?""").param(sessionId()).update();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);

        database.sql("""
                update identity.http_session_attributes a set attribute_bytes = '\\xdeadbeef'
                from identity.http_session s where s.primary_id = a.session_primary_id and s.session_id = ?""").param(sessionId()).update();

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(browser.signIn("grid", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void endsWhenNobodyUsedItForAsLongAsTheSettingSays() {
        browser.signIn("grid", PASSWORD);
        assertThat(idle(-60)).isEqualTo(Duration.ofHours(12).toSeconds());
        assertThat(browser.get("/api/session").statusCode()).isEqualTo(200);

        idle(60);

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void keepsToTheMinuteWhenItWasUsed() {
        browser.signIn("grid", PASSWORD);
        var before = seen(50_000);
        browser.get("/api/session");
        assertThat(seen(0)).isEqualTo(before);

        before = seen(20_000);
        browser.get("/api/session");

        assertThat(seen(0)).isGreaterThan(before + 60_000);
    }

    /** When the session was last used, in milliseconds, after that was put back by so many. */
    private long seen(long earlier) {
        return database.sql("""
                        update identity.http_session set last_access_time = last_access_time - ?
                        where session_id = ? returning last_access_time""").params(earlier, sessionId()).query(Long.class).single();
    }

    /** As if nobody had come for that many seconds longer than the session rests; answers how long it rests. */
    private long idle(int longer) {
        return database.sql("""
                        update identity.http_session
                        set last_access_time = last_access_time - (max_inactive_interval + ?) * 1000::bigint
                        where session_id = ? returning max_inactive_interval""").params(longer, sessionId()).query(Long.class).single();
    }

    @Test
    void keepsLittleInASession() {
        browser.signIn("grid", PASSWORD);

        assertThat(database.sql("""
                select sum(length(attribute_bytes)) from identity.http_session_attributes a
                join identity.http_session s on s.primary_id = a.session_primary_id where s.session_id = ?""").param(sessionId()).query(Integer.class).single())
                .isLessThan(50);
    }

    @Test
    void givesAControllerItsCaller(@Autowired WebApplicationContext context) {
        RestTestClient.bindToApplicationContext(context)
                .configureServer(
                        server -> server.apply(springSecurity()).defaultRequest(get("/").with(SignedIn.as("grid"))))
                .build()
                .get()
                .uri("/api/session")
                .exchange()
                .expectBody()
                .jsonPath("$.posts[0].area")
                .isEqualTo("430181002001001");
    }

    private String sessionId() {
        var cookie = requireNonNull(browser.cookies.get("SESSION"));
        return UUID.fromString(new String(
                        java.util.Base64.getDecoder().decode(cookie), java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }
}
