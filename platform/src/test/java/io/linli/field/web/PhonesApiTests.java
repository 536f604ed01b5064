package io.linli.field.web;

import static io.linli.identity.SignedIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The key with which a phone seals what it keeps without network. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0")
class PhonesApiTests {

    private static final String GRID = "430181002002001";

    private final UUID phone = UUID.randomUUID();

    @Autowired
    WebApplicationContext context;

    private String worker = "";
    private String other = "";

    @BeforeEach
    void open() {
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
        other = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
    }

    @Test
    void isTheSameForAnAccountOnAPhoneAndAnotherForEverybodyElse() {
        var first = lease(worker, phone);
        assertThat(Base64.getDecoder().decode(text(first, "secret"))).hasSize(32);
        assertThat(Instant.parse(text(first, "until"))).isAfter(Instant.parse(text(first, "now")));

        assertThat(text(lease(worker, phone), "secret")).isEqualTo(text(first, "secret"));
        assertThat(text(lease(other, phone), "secret")).isNotEqualTo(text(first, "secret"));
        assertThat(text(lease(worker, UUID.randomUUID()), "secret")).isNotEqualTo(text(first, "secret"));
        assertThat(context.getBean(JdbcClient.class)
                        .sql("select encode(sealed, 'base64') from field.phone where id = ?")
                        .param(UUID.fromString(text(first, "key")))
                        .query(String.class)
                        .single())
                .doesNotContain(text(first, "secret"));
    }

    @Test
    void isNeverGivenAgainOnceItWasTakenBackAndThePhoneLearnsOfItWithoutSigningIn() {
        var lost = lease(worker, phone);
        var state = "/api/field/keys/" + text(lost, "key");
        assertThat(call(HttpMethod.GET, null, state, null, 200).path("revoked").asBoolean(true))
                .isFalse();
        call(HttpMethod.DELETE, other, "/api/field/phones/" + text(lost, "key"), null, 404);

        call(HttpMethod.DELETE, worker, "/api/field/phones/" + text(lost, "key"), null, 204);

        assertThat(call(HttpMethod.GET, null, state, null, 200).path("revoked").asBoolean(false))
                .isTrue();
        assertThat(text(lease(worker, phone), "secret")).isNotEqualTo(text(lost, "secret"));
        var mine = call(HttpMethod.GET, worker, "/api/field/phones", null, 200);
        assertThat(mine.valueStream().filter(each -> each.has("revokedAt")).map(each -> text(each, "key")))
                .containsExactly(text(lost, "key"));
    }

    @Test
    void isTakenBackFromALockedAccount() {
        var key = text(lease(worker, phone), "key");

        SomeAccounts.lock(context, worker);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> call(HttpMethod.GET, null, "/api/field/keys/" + key, null, 200)
                        .path("revoked")
                        .asBoolean(false));
    }

    @Test
    void isForStaffOnlyAndForSoManyPhones() {
        call(HttpMethod.POST, "resident", "/api/field/phones", device(phone), 403);
        for (int n = 0; n < 10; n++) {
            lease(worker, UUID.randomUUID());
        }
        var refused = call(HttpMethod.POST, worker, "/api/field/phones", device(phone), 409);
        assertThat(text(refused, "code")).isEqualTo("PHONES_TOO_MANY");
        assertThat(text(call(HttpMethod.GET, null, "/api/field/keys/" + phone, null, 404), "code"))
                .isEqualTo("PHONE_KEY_UNKNOWN");
    }

    @Test
    void sendsNothingInTheNameOfWhoeverSignedInMeanwhile() {
        var account = text(lease(worker, phone), "account");

        http(worker)
                .get()
                .uri("/api/tasks")
                .header("Linli-Account", account)
                .exchange()
                .expectStatus()
                .isOk();
        var refused = http(other)
                .get()
                .uri("/api/tasks")
                .header("Linli-Account", account)
                .exchange();
        refused.expectStatus().isEqualTo(409);
        assertThat(refused.expectBody(String.class).returnResult().getResponseBody())
                .contains("OTHER_ACCOUNT");
    }

    private JsonNode lease(String who, UUID device) {
        return call(HttpMethod.POST, who, "/api/field/phones", device(device), 200);
    }

    private static String device(UUID device) {
        return "{\"device\": \"%s\"}".formatted(device);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private JsonNode call(HttpMethod method, @Nullable String who, String path, @Nullable String body, int status) {
        var request = http(who).method(method).uri(path);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var answer = request.exchange().expectBody(String.class).returnResult();
        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
        var text = answer.getResponseBody();
        return JsonMapper.shared().readTree(text == null || text.isEmpty() ? "null" : text);
    }

    private RestTestClient http(@Nullable String who) {
        var request = MockMvcRequestBuilders.get("/").with(csrf());
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server ->
                        server.apply(springSecurity()).defaultRequest(who == null ? request : request.with(as(who))))
                .build();
    }
}
