package io.linli.incident.web;

import static io.linli.identity.SignedIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.files.SomePhoto;
import io.linli.files.SomeSound;
import io.linli.files.Uploads;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP interface as one of the demo accounts, in Chinese. */
final class Api {

    /** The demo account grid looks after this one; community and street sit above it. */
    static final String GRID = "430181002001001";

    private final WebApplicationContext context;
    private final String language;

    Api(WebApplicationContext context) {
        this(context, "zh");
    }

    private Api(WebApplicationContext context, String language) {
        this.context = context;
        this.language = language;
    }

    Api in(String other) {
        return new Api(context, other);
    }

    /** A report from that grid; more fields of the body may follow. */
    JsonNode report(String who, String description, String... fields) {
        var more = fields.length == 0 ? "" : ", " + String.join(", ", fields);
        var body =
                "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"%s\"%s}".formatted(GRID, description, more);
        return post(who, "/api/incidents", body, 201);
    }

    JsonNode step(String who, JsonNode incident, String step, String body) {
        return post(who, "/api/incidents/" + id(incident) + "/" + step, body, 200);
    }

    JsonNode detail(String who, JsonNode incident) {
        return get(who, "/api/incidents/" + id(incident), 200);
    }

    static String id(JsonNode incident) {
        return incident.path("id").asString("");
    }

    static List<String> steps(JsonNode detail) {
        return detail.path("steps")
                .valueStream()
                .map(step -> step.path("name").asString(""))
                .toList();
    }

    static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(each -> each.path(field).asString("")).toList();
    }

    JsonNode post(@Nullable String who, String path, String body, int status) {
        return read(
                http(who)
                        .post()
                        .uri(path)
                        .header("Accept-Language", language)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .exchange(),
                status);
    }

    /** A POST with a key that makes it safe to send again. */
    JsonNode post(String who, String path, String key, String body, int status) {
        return read(
                http(who)
                        .post()
                        .uri(path)
                        .header("Accept-Language", language)
                        .header("Idempotency-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .exchange(),
                status);
    }

    /** An uploaded photo. */
    String photo(String who) {
        return context.getBean(Uploads.class)
                .take(SomePhoto.jpeg(640, 480), who)
                .id()
                .toString();
    }

    /** An uploaded voice note. */
    String voice(String who) {
        return context.getBean(Uploads.class)
                .take(SomeSound.of("live.webm"), who)
                .id()
                .toString();
    }

    static String code(JsonNode problem) {
        return problem.path("code").asString("");
    }

    static String text(JsonNode node, String... path) {
        for (var name : path) {
            node = node.path(name);
        }
        return node.asString("");
    }

    JsonNode get(@Nullable String who, String path, int status) {
        return read(
                http(who).get().uri(path).header("Accept-Language", language).exchange(), status);
    }

    private static JsonNode read(RestTestClient.ResponseSpec exchanged, int status) {
        var answer = exchanged.expectBody(String.class).returnResult();
        var body = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
        return JsonMapper.shared().readTree(body == null ? "null" : body);
    }

    RestTestClient http(@Nullable String who) {
        var request = MockMvcRequestBuilders.get("/").with(csrf());
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server ->
                        server.apply(springSecurity()).defaultRequest(who == null ? request : request.with(as(who))))
                .build();
    }
}
