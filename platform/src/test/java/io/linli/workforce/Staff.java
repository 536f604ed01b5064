package io.linli.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP interface of organisations as one of the demo accounts, in Chinese. */
public record Staff(WebApplicationContext context, @Nullable String username) {

    public Staff as(@Nullable String other) {
        return new Staff(context, other);
    }

    public JsonNode get(String path, int status) {
        return read(client().get().uri("/api/workforce" + path).header("Accept-Language", "zh"), status);
    }

    public JsonNode post(String path, String body, int status) {
        return send(HttpMethod.POST, path, body, status);
    }

    /** Whatever comes of it. */
    public JsonNode attempt(String path, String body) {
        var answer = client().post()
                .uri("/api/workforce" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(String.valueOf(answer));
    }

    public JsonNode put(String path, String body, int status) {
        return send(HttpMethod.PUT, path, body, status);
    }

    private JsonNode send(HttpMethod method, String path, String body, int status) {
        return read(
                client().method(method)
                        .uri("/api/workforce" + path)
                        .header("Accept-Language", "zh")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body),
                status);
    }

    /** A new organisation; tells its id. */
    public String made(String kind, String name, @Nullable String parent, String area) {
        return make(kind, name, parent, area, 201)
                .path("organisation")
                .path("id")
                .asString("");
    }

    public JsonNode make(String kind, String name, @Nullable String parent, String area, int status) {
        return post(
                "/organisations",
                """
                {"kind": "%s", "name": "%s", "area": "%s"%s}""".formatted(kind, name, area, parent == null ? "" : ", \"parent\": \"" + parent + "\""),
                status);
    }

    /** Forgets every organisation that stands in that area and what hangs on it. */
    public static void forget(WebApplicationContext context, String area) {
        var database = context.getBean(JdbcClient.class);
        var theirs = "(select id from workforce.organisation where area like '" + area + "%')";
        for (var rows : List.of(
                "organisation_change where organisation in " + theirs,
                "coverage where organisation in " + theirs,
                "responsibility where unit in " + theirs,
                "member where organisation in " + theirs + " or body in " + theirs,
                "organisation where id in " + theirs)) {
            database.sql("delete from workforce." + rows).update();
        }
    }

    public static List<String> texts(JsonNode array, String... path) {
        return array.valueStream()
                .map(each -> {
                    var node = each;
                    for (var name : path) {
                        node = node.path(name);
                    }
                    return node.asString("");
                })
                .toList();
    }

    public static String code(JsonNode problem) {
        return problem.path("code").asString("");
    }

    private static JsonNode read(RestTestClient.RequestHeadersSpec<?> request, int status) {
        var answer = request.exchange().expectBody(String.class).returnResult();
        var body = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "null" : body);
    }

    private RestTestClient client() {
        var request = MockMvcRequestBuilders.get("/").with(csrf());
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(username == null ? request : request.with(SignedIn.as(username))))
                .build();
    }
}
