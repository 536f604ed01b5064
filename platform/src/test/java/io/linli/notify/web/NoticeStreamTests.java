package io.linli.notify.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.notify.Inbox;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/**
 * What an open page is told, over a real connection. Nothing here is asked in a made-up request with a token against forged
 * ones: such a request changes for all that follow where the server keeps those tokens.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.notify.stream.heartbeat=200ms", "linli.notify.poll=200ms", "linli.notify.stream.each=2"})
class NoticeStreamTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Inbox inbox;

    @LocalServerPort
    int port;

    Reader reader;
    Browser browser;

    @BeforeEach
    void signIn() throws Exception {
        reader = Reader.someone(context);
        browser = new Browser(port);
        browser.signIn(reader.name());
    }

    @Test
    void tellsWhatComesAndHowMuchIsUnread() throws Exception {
        reader.told("000001");
        try (var page = browser.open(null)) {
            page.says("data:{\"unread\":1}");
            assertThat(page.lines()).as("what was there before is in the list").doesNotContain("event:notice");

            reader.told("000002");
            page.says("id:2");
            page.says("event:notice");
            page.says("data:{\"unread\":2}");
            assertThat(String.join("\n", page.lines()))
                    .contains("incident:000002")
                    .doesNotContain("incident:000001");

            SignedIn.as(context, reader.name(), () -> {
                inbox.readAll(reader.account());
                return true;
            });
            page.says("data:{\"unread\":0}");
        }
    }

    @Test
    void tellsWhatWasMissedToWhoComesAgain() throws Exception {
        for (int n = 1; n <= 150; n++) {
            reader.told("00000" + n);
        }
        try (var page = browser.open("2")) {
            page.says("id:150");
            assertThat(page.lines()).contains("id:3").doesNotContain("id:2");
            assertThat(page.lines().stream().filter("event:notice"::equals)).hasSize(148);
        }
    }

    @Test
    void givesSignsOfLife() throws Exception {
        try (var page = browser.open(null)) {
            page.says(":still here");
        }
    }

    @Test
    void endsWithTheSession() throws Exception {
        try (var page = browser.open(null)) {
            page.says(":still here");
            browser.signOut();
            page.ends();
        }
        assertThat(browser.get("/api/notices/stream").statusCode()).isEqualTo(401);
    }

    @Test
    void endsWhenTheAccountIsLocked() throws Exception {
        try (var page = browser.open(null)) {
            page.says(":still here");
            SomeAccounts.lock(context, reader.name());
            page.ends();
        }
    }

    @Test
    void letsTheOldestPageGoWhenSomebodyOpensTooMany() throws Exception {
        try (var first = browser.open(null);
                var second = browser.open(null);
                var third = browser.open(null)) {
            first.ends();
            second.says(":still here");
            third.says(":still here");
        }
    }

    @Test
    void refusesAPlaceToGoOnFromThatIsNone() throws Exception {
        var refused = browser.send("/api/notices/stream", "yesterday");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().toList().toString()).contains("NOTICE_PAGE_UNKNOWN");
    }

    /** Cookies, and pages that stay open. */
    private static final class Browser {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private final URI server;

        Browser(int port) {
            server = URI.create("http://localhost:" + port);
        }

        void signIn(String username) throws Exception {
            get("/api/session");
            var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, SomeAccounts.PASSWORD);
            var answer = http.send(
                    request("/api/session")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        void signOut() throws Exception {
            http.send(request("/api/session").DELETE().build(), BodyHandlers.discarding());
        }

        HttpResponse<String> get(String path) throws Exception {
            return http.send(request(path).build(), BodyHandlers.ofString());
        }

        Page open(@Nullable String last) throws Exception {
            var answer = send("/api/notices/stream", last);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            return new Page(answer.body());
        }

        HttpResponse<Stream<String>> send(String path, @Nullable String last) throws Exception {
            var request = request(path).header("Accept", "text/event-stream");
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            return http.send(request.build(), BodyHandlers.ofLines());
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(server.resolve(path));
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .forEach(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
            return request;
        }
    }

    private static final class Page implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(20);

        private final Stream<String> body;
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Thread reading;

        Page(Stream<String> body) {
            this.body = body;
            reading = Thread.ofVirtual().start(() -> {
                try {
                    body.forEach(lines::add);
                } catch (java.io.UncheckedIOException e) {
                    lines.add("cut off: " + e.getMessage());
                }
            });
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        void says(String line) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines).contains(line));
        }

        void ends() {
            await().atMost(PATIENCE).until(() -> !reading.isAlive());
            assertThat(lines).noneMatch(line -> line.startsWith("cut off"));
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
