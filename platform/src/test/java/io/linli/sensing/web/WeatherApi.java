package io.linli.sensing.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP face of weather as some account, in Chinese. */
record WeatherApi(WebApplicationContext context) {

    JsonNode get(String who, String path, int status) {
        return read(client(who).get().uri(path).header("Accept-Language", "zh"), status);
    }

    JsonNode post(String who, String path, String body, int status) {
        return send(HttpMethod.POST, who, path, MediaType.APPLICATION_JSON, body, status);
    }

    JsonNode put(String who, String path, String body, int status) {
        return send(HttpMethod.PUT, who, path, MediaType.APPLICATION_JSON, body, status);
    }

    JsonNode cap(String who, String message, int status) {
        return send(
                HttpMethod.POST,
                who,
                "/api/weather/warnings",
                MediaType.valueOf("application/cap+xml"),
                message.getBytes(UTF_8),
                status);
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    static List<String> texts(JsonNode list, String name) {
        return list.valueStream().map(one -> text(one, name)).toList();
    }

    private JsonNode send(HttpMethod method, String who, String path, MediaType type, Object body, int status) {
        return read(
                client(who)
                        .method(method)
                        .uri(path)
                        .header("Accept-Language", "zh")
                        .contentType(type)
                        .body(body),
                status);
    }

    private static JsonNode read(RestTestClient.RequestHeadersSpec<?> request, int status) {
        var answer = request.exchange().expectBody(String.class).returnResult();
        var body = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "null" : body);
    }

    private RestTestClient client(String who) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(who))))
                .build();
    }
}
