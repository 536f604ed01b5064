package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SomeAccounts;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class MachineApiTests {

    private static final String SECRET = "a secret of the tests";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    JsonMapper json;

    Browser program = new Browser(0);

    @BeforeEach
    void open(@LocalServerPort int port) {
        program = new Browser(port);
    }

    @Test
    void callsWithATokenAndWithoutASession() {
        bear(token("replay", "open sesame", ""));

        var me = program.get("/api/session");

        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains("\"username\":\"replay\"", "\"role\":\"MACHINE\"");
        assertThat(me.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("SESSION"));
    }

    @Test
    void needsNoConfirmationWithAToken() {
        bear(token("replay", "open sesame", ""));

        assertThat(program.send("DELETE", "/api/session", "").statusCode()).isEqualTo(204);
    }

    @Test
    void mayDoWhatItWasGrantedAndNoMore() {
        var client = SomeAccounts.client(context, SECRET, Set.of("territory:import", "operate:read"));

        bear(token(client, SECRET, ""));
        assertThat(program.get("/api/session").body())
                .contains("operate:read", "territory:import")
                .doesNotContain("files:upload");

        bear(token(client, SECRET, "operate:read"));
        assertThat(program.get("/api/session").body()).contains("operate:read").doesNotContain("territory:import");

        assertThat(ask(client, SECRET, "files:upload").body()).contains("invalid_scope");
    }

    @Test
    void isRefusedWithAWrongSecret() {
        assertThat(ask("replay", "wrong", "").statusCode()).isEqualTo(401);
        assertThat(ask("nobody", "wrong", "").body()).contains("invalid_client");
    }

    @Test
    void cannotUseWhatIsForPeople() {
        assertThat(program.signIn("replay", "open sesame").statusCode()).isEqualTo(401);
        assertThat(ask("grid", "open sesame", "").statusCode()).isEqualTo(401);
    }

    @Test
    void isOutAtOnceWhenLocked() {
        var client = SomeAccounts.client(context, SECRET, Set.of("operate:read"));
        bear(token(client, SECRET, ""));
        assertThat(program.get("/api/session").statusCode()).isEqualTo(200);

        SomeAccounts.lock(context, client);

        assertThat(program.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(ask(client, SECRET, "").statusCode()).isEqualTo(401);
    }

    @Test
    void isToldWhatIsWrongWithItsToken() {
        bear("not.a.token");

        var refused = program.get("/api/session");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(refused.body()).contains("NOT_SIGNED_IN");
    }

    @Test
    void isTrustedOnlyWithATokenThatWeSigned() {
        var parts = token("replay", "open sesame", "").split("\\.", 3);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"replay\"", "\"admin\"");
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        bear(parts[0] + "." + forged + "." + parts[2]);

        assertThat(program.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void offersNoOtherWayToAToken() {
        assertThat(program.get("/oauth2/authorize?response_type=code&client_id=replay")
                        .statusCode())
                .isEqualTo(404);
        program.headers.put("Content-Type", "application/x-www-form-urlencoded");
        program.headers.put("Authorization", basic("replay", "open sesame"));
        assertThat(program.send("POST", "/oauth2/token", "grant_type=password&username=admin&password=open+sesame")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void keepsTheSigningKeySealed() {
        token("replay", "open sesame", "");

        assertThat(database.sql("select encode(sealed, 'escape') from identity.signing_key")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(key -> key.contains("RSA") || key.contains("kty"));
    }

    private void bear(String token) {
        program.headers.put("Authorization", "Bearer " + token);
    }

    private String token(String client, String secret, String scope) {
        var answer = ask(client, secret, scope);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> ask(String client, String secret, String scope) {
        var form = "grant_type=client_credentials" + (scope.isEmpty() ? "" : "&scope=" + scope.replace(":", "%3A"));
        program.headers.put("Authorization", basic(client, secret));
        var type = program.headers.put("Content-Type", "application/x-www-form-urlencoded");
        try {
            return program.send("POST", "/oauth2/token", form);
        } finally {
            program.headers.put("Content-Type", type == null ? "application/json" : type);
            program.headers.remove("Authorization");
        }
    }

    private static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
