package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.FirstAdministrator;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
@Import(MovableClock.Settings.class)
class SetupApiTests {

    @Autowired
    FirstAdministrator first;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    Browser browser = new Browser(0);

    @BeforeEach
    void withoutAnAdministrator(@LocalServerPort int port) {
        browser = new Browser(port);
        database.sql(
                        "update identity.post set role = 'AUDITOR', unit = 'was-administrator' where role = 'ADMINISTRATOR'")
                .update();
    }

    @AfterEach
    void withTheDemosAgain() {
        database.sql("update identity.post set until = since + interval '1 microsecond' where role = 'ADMINISTRATOR'")
                .update();
        database.sql("update identity.post set role = 'ADMINISTRATOR', unit = null where unit = 'was-administrator'")
                .update();
    }

    @Test
    void makesTheFirstAdministratorOnce() {
        var token = first.invite().orElseThrow();
        var name = SomeAccounts.name();
        assertThat(browser.get("/api/setup/" + token).body()).contains("expiresAt");

        assertThat(open(token, name, "long enough for all").statusCode()).isEqualTo(201);

        assertThat(browser.signIn(name, "long enough for all").body()).contains("ADMINISTRATOR", "territory:manage");
        assertThat(open(token, SomeAccounts.name(), "long enough for all").statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/api/setup/" + token).statusCode()).isEqualTo(404);
        assertThat(first.invite()).as("there is one now").isEmpty();
    }

    @Test
    void makesNobodyWithALinkThatHasRunOut() {
        var token = first.invite().orElseThrow();
        clock.advance(Duration.ofHours(24));

        assertThat(open(token, SomeAccounts.name(), "long enough for all").body())
                .contains("SETUP_LINK_INVALID");
    }

    @Test
    void makesNobodyWithALinkThatWasReplaced() {
        var old = first.invite().orElseThrow();
        first.invite();

        assertThat(browser.get("/api/setup/" + old).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheLinkWhenThePasswordIsNotGoodEnough() {
        var token = first.invite().orElseThrow();
        var name = SomeAccounts.name();

        assertThat(open(token, name, "short").body()).contains("PASSWORD_TOO_SHORT", "\"field\":\"password\"");
        assertThat(open(token, name, name + " is me").body()).contains("PASSWORD_TELLS_NAME");
        assertThat(open(token, name, "长".repeat(25)).body()).contains("PASSWORD_TOO_LONG");
        assertThat(open(token, "Not A Name", "long enough for all").body()).contains("USERNAME_INVALID");
        assertThat(open(token, "grid", "long enough for all").body()).contains("USERNAME_TAKEN");
        assertThat(browser.get("/api/setup/" + token).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsNoTokenThatWouldOpenTheLink() {
        var token = first.invite().orElseThrow();

        assertThat(database.sql("select count(*) from identity.setup_token where encode(hash, 'escape') like ?")
                        .param("%" + token + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private java.net.http.HttpResponse<String> open(String token, String username, String password) {
        return browser.post(
                "/api/setup/" + token,
                "{\"username\":\"%s\",\"name\":\"示例\",\"password\":\"%s\"}".formatted(username, password));
    }
}
