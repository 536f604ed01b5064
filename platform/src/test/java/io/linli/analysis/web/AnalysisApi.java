package io.linli.analysis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP face of analysis as some account, in Chinese. */
record AnalysisApi(WebApplicationContext context) {

    JsonNode get(String who, String path, int status) {
        return read(client(who).get().uri(path).header("Accept-Language", "zh"), status);
    }

    JsonNode post(String who, String path, String body, int status) {
        return send(HttpMethod.POST, who, path, body, status);
    }

    JsonNode put(String who, String path, String body, int status) {
        return send(HttpMethod.PUT, who, path, body, status);
    }

    private JsonNode send(HttpMethod method, String who, String path, String body, int status) {
        return read(
                client(who)
                        .method(method)
                        .uri(path)
                        .header("Accept-Language", "zh")
                        .contentType(MediaType.APPLICATION_JSON)
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
