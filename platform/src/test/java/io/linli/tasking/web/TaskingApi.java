package io.linli.tasking.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import io.linli.settings.Idempotency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP face of tasks as one account or another, in Chinese. */
record TaskingApi(WebApplicationContext context) {

    JsonNode get(String who, String path, int status) {
        return read(client(who).get().uri(path).header("Accept-Language", "zh"), status);
    }

    /** What is not JSON, as text. */
    String sheet(String who, String path) {
        var answer = client(who)
                .get()
                .uri(path)
                .header("Accept-Language", "zh")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return answer == null ? "" : new String(answer, StandardCharsets.UTF_8);
    }

    /** With a key of its own, as a phone gives one to everything that it sends. */
    JsonNode post(String who, String path, String body, int status) {
        return post(who, path, body, UUID.randomUUID().toString(), status);
    }

    JsonNode post(String who, String path, String body, String key, int status) {
        return send(HttpMethod.POST, who, path, body, key, status);
    }

    JsonNode put(String who, String path, String body, int status) {
        return send(HttpMethod.PUT, who, path, body, UUID.randomUUID().toString(), status);
    }

    private JsonNode send(HttpMethod method, String who, String path, String body, String key, int status) {
        return read(
                client(who)
                        .method(method)
                        .uri(path)
                        .header("Accept-Language", "zh")
                        .header(Idempotency.HEADER, key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body),
                status);
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    static List<String> texts(JsonNode array, String name) {
        return array.valueStream().map(each -> text(each, name)).toList();
    }

    private static JsonNode read(RestTestClient.RequestHeadersSpec<?> request, int status) {
        var answer = request.exchange().expectBody(String.class).returnResult();
        var body = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "null" : body);
    }

    private RestTestClient client(String who) {
        var request = MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(who));
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity()).defaultRequest(request))
                .build();
    }
}
