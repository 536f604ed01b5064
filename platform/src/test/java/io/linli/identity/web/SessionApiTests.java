package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.linli.identity.SignedIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SessionApiTests {

    @LocalServerPort
    int port;

    @Test
    void tellsWhoSignedInAndWhatTheyMayDo() throws Exception {
        var browser = new Browser();
        var answer = browser.signIn("urban", "open sesame");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/session").body())
                .contains("\"username\":\"urban\"", "\"role\":\"DEPARTMENT_STAFF\"", "\"unit\":\"430181-urban\"")
                .contains("files:upload");
    }

    @Test
    void givesANewSessionAndANewTokenAtSignIn() throws Exception {
        var browser = new Browser();
        browser.signIn("grid", "open sesame");
        var first = Map.copyOf(browser.cookies);

        browser.signIn("grid", "open sesame");

        assertThat(browser.cookies.get("SESSION")).isNotEqualTo(first.get("SESSION"));
        assertThat(browser.cookies.get("XSRF-TOKEN")).isNotEqualTo(first.get("XSRF-TOKEN"));
    }

    @Test
    void knowsNobodyAfterSigningOut() throws Exception {
        var browser = new Browser();
        browser.signIn("grid", "open sesame");

        assertThat(browser.send("DELETE", "/api/session", "").statusCode()).isEqualTo(204);

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWithoutTheToken() throws Exception {
        var browser = new Browser();
        browser.get("/api/session");
        browser.cookies.remove("XSRF-TOKEN");

        assertThat(browser.signIn("grid", "open sesame", false).body()).contains("CSRF_TOKEN_MISSING");
    }

    @Test
    void givesAControllerItsCaller(@Autowired WebApplicationContext context) {
        RestTestClient.bindToApplicationContext(context)
                .configureServer(
                        server -> server.apply(springSecurity()).defaultRequest(get("/").with(SignedIn.as("grid"))))
                .build()
                .get()
                .uri("/api/session")
                .exchange()
                .expectBody()
                .jsonPath("$.posts[0].area")
                .isEqualTo("430181002001001");
    }

    /** Keeps cookies as a browser does, and confirms what it sends. */
    private final class Browser {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Map<String, String> cookies = new HashMap<>();

        HttpResponse<String> get(String path) throws Exception {
            return send("GET", path, "");
        }

        HttpResponse<String> signIn(String username, String password) throws Exception {
            return signIn(username, password, true);
        }

        HttpResponse<String> signIn(String username, String password, boolean fetchToken) throws Exception {
            if (fetchToken) {
                get("/api/session");
            }
            return send(
                    "POST", "/api/session", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
        }

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .method(method, BodyPublishers.ofString(body))
                    .header("Content-Type", "application/json");
            var jar = new StringBuilder();
            cookies.forEach(
                    (name, value) -> jar.append(name).append('=').append(value).append("; "));
            if (!jar.isEmpty()) {
                request.header("Cookie", jar.toString());
            }
            if (cookies.containsKey("XSRF-TOKEN")) {
                request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
            }
            var answer = http.send(request.build(), BodyHandlers.ofString());
            for (var cookie : answer.headers().allValues("Set-Cookie")) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty()) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return answer;
        }
    }
}
