package io.linli.notify.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is told something, with an account of their own. */
final class Reader {

    private static final String GRID = "430181002001001";

    private final WebApplicationContext context;
    private final String name;
    private final String language;

    private Reader(WebApplicationContext context, String name, String language) {
        this.context = context;
        this.name = name;
        this.language = language;
    }

    static Reader someone(WebApplicationContext context) {
        return new Reader(context, SomeAccounts.opened(context, Role.RESIDENT, GRID), "zh");
    }

    static Reader called(WebApplicationContext context, String name) {
        return new Reader(context, name, "zh");
    }

    Reader in(String other) {
        return new Reader(context, name, other);
    }

    String name() {
        return name;
    }

    UUID account() {
        return SignedIn.caller(context, name).id().id();
    }

    /** Is told of the end of a report. */
    void told(String key, String... details) {
        context.getBean(Notices.class).send(List.of(notice(key, details)));
    }

    Notice notice(String key, String... details) {
        var words = details.length == 0 ? new String[] {"SJ-430181-20261121-" + key} : details;
        return new Notice(account(), key, "incident-closed/1", List.of(words), "incident:" + key, false);
    }

    JsonNode inbox(String query) {
        return get("/api/notices" + query, 200);
    }

    List<JsonNode> items() {
        return inbox("?size=200").path("items").valueStream().toList();
    }

    int unread() {
        return inbox("").path("unread").asInt(-1);
    }

    JsonNode get(String path, int status) {
        return call(HttpMethod.GET, path, null, status);
    }

    JsonNode post(String path, @Nullable String body, int status) {
        return call(HttpMethod.POST, path, body, status);
    }

    JsonNode call(HttpMethod method, String path, @Nullable String body, int status) {
        var request = http().method(method).uri(path).header("Accept-Language", language);
        var answer = (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        var text = answer.getResponseBody();
        assertThat(answer.getStatus().value()).as(text).isEqualTo(status);
        return JsonMapper.shared().readTree(text == null || text.isEmpty() ? "null" : text);
    }

    private RestTestClient http() {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(name))))
                .build();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
