package io.linli.residents.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import io.linli.residents.SomePerson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the HTTP face of residents as one of the demo's accounts. */
public final class ResidentsApi {

    /** Of the demo account grid; community and street sit above it. */
    public static final String HERE = "430181002001001";

    /** Of grid2, in another community of the same street. */
    public static final String THERE = "430181002006001";

    private final WebApplicationContext context;

    public ResidentsApi(WebApplicationContext context) {
        this.context = context;
    }

    /** A home in a new building of that grid. */
    public String home(String who, String grid) {
        var name = "测试" + UUID.randomUUID().toString().substring(0, 8) + "栋";
        var building = post(who, "/api/buildings", "{\"area\": \"%s\", \"name\": \"%s\"}".formatted(grid, name), 201);
        return room(who, text(building, "id"), "101");
    }

    public String room(String who, String building, String room) {
        var home = post(
                who,
                "/api/buildings/" + building + "/homes",
                "{\"unit\": \"1单元\", \"room\": \"%s\", \"floorArea\": 89.5}".formatted(room),
                201);
        return text(home, "id");
    }

    /** Somebody who lives in that home, with more fields of the body. */
    public JsonNode person(String who, String home, String name, String... fields) {
        return post(who, "/api/residents", body(home, name, SomePerson.identity(), fields), 201);
    }

    public static String body(String home, String name, String identity, String... fields) {
        var more = fields.length == 0 ? "" : ", " + String.join(", ", fields);
        return "{\"name\": \"%s\", \"identity\": \"%s\", \"home\": \"%s\"%s}".formatted(name, identity, home, more);
    }

    public JsonNode get(@Nullable String who, String path, int status) {
        return read(client(who).get().uri(path).header("Accept-Language", "zh").exchange(), status);
    }

    public JsonNode post(@Nullable String who, String path, String body, int status) {
        return read(
                client(who)
                        .post()
                        .uri(path)
                        .header("Accept-Language", "zh")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .exchange(),
                status);
    }

    /** Agrees to a purpose. */
    public void agree(String who, String purpose) {
        var asked = client(who)
                .put()
                .uri("/api/my-data/consents/" + purpose)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}");
        read(asked.exchange(), 204);
    }

    /** Takes the consent back. */
    public void withdraw(String who, String purpose) {
        read(client(who).delete().uri("/api/my-data/consents/" + purpose).exchange(), 204);
    }

    public static String text(JsonNode node, String... path) {
        for (var name : path) {
            node = node.path(name);
        }
        return node.asString("");
    }

    private static JsonNode read(RestTestClient.ResponseSpec exchanged, int status) {
        var answer = exchanged.expectBody(String.class).returnResult();
        var body = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(body).isEqualTo(status);
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "null" : body);
    }

    private RestTestClient client(@Nullable String who) {
        var request = MockMvcRequestBuilders.get("/").with(csrf());
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(who == null ? request : request.with(SignedIn.as(who))))
                .build();
    }
}
