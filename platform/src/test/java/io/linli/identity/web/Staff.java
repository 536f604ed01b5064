package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a browser, signed in, who reads what the server answers. */
final class Staff {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Browser browser;
    final String username;

    private Staff(Browser browser, String username) {
        this.browser = browser;
        this.username = username;
    }

    /** Nobody yet; the first request brings the token. */
    static Staff stranger(int port) {
        var staff = new Staff(new Browser(port), "");
        staff.browser.get("/api/session");
        return staff;
    }

    /** Opens an account in that post and signs in to it. */
    static Staff opened(ApplicationContext context, int port, Role role, String area) {
        return signedIn(port, SomeAccounts.opened(context, role, area), SomeAccounts.PASSWORD);
    }

    static Staff signedIn(int port, String username, String password) {
        var staff = new Staff(new Browser(port), username);
        assertThat(staff.browser.signIn(username, password).statusCode()).isEqualTo(200);
        return staff;
    }

    JsonNode get(String path) {
        return call("GET", path, "", 200);
    }

    JsonNode post(String path, String body, int status) {
        return call("POST", path, body, status);
    }

    JsonNode put(String path, String body, int status) {
        return call("PUT", path, body, status);
    }

    JsonNode call(String method, String path, String body, int status) {
        var answer = browser.send(method, path, body);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    /** Opens an account over HTTP; answers what the administrator is told. */
    JsonNode opens(String username, Role role, String area) {
        return post("/api/accounts", account(username, role, area, ""), 201);
    }

    static String account(String username, Role role, String area, String more) {
        return "{\"username\": \"%s\", \"name\": \"示例\", \"post\": {\"role\": \"%s\", \"area\": \"%s\"}%s}"
                .formatted(username, role, area, more);
    }

    static String post(Role role, String area) {
        return "{\"role\": \"%s\", \"area\": \"%s\"}".formatted(role, area);
    }

    static String code(JsonNode problem) {
        return text(problem, "code");
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
