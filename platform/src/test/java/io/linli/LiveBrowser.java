package io.linli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.SomeAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Cookies, and pages that stay open and are told what happens. */
public final class LiveBrowser {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI server;

    public LiveBrowser(int port) {
        server = URI.create("http://localhost:" + port);
    }

    public void signIn(String username) throws Exception {
        get("/api/session");
        var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, SomeAccounts.PASSWORD);
        var answer = post("/api/session", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    public void signOut() throws Exception {
        http.send(request("/api/session").DELETE().build(), BodyHandlers.discarding());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body) throws Exception {
        var request = request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Behind the event of that id, or from now on. */
    public Page open(String path, @Nullable String last) throws Exception {
        var answer = send(path, last);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new Page(answer.body());
    }

    public HttpResponse<Stream<String>> send(String path, @Nullable String last) throws Exception {
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

    /** A page that stays open. */
    public static final class Page implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(20);

        private final Stream<String> body;
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Thread reading;

        Page(Stream<String> body) {
            this.body = body;
            reading = Thread.ofVirtual().start(() -> {
                try {
                    body.forEach(lines::add);
                } catch (UncheckedIOException e) {
                    lines.add("cut off: " + e.getMessage());
                }
            });
        }

        public List<String> lines() {
            return List.copyOf(lines);
        }

        public void says(String line) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines).contains(line));
        }

        /** Something of the kind, in whatever line. */
        public void speaksOf(String words) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(words)));
        }

        public void ends() {
            await().atMost(PATIENCE).until(() -> !reading.isAlive());
            assertThat(lines).noneMatch(line -> line.startsWith("cut off"));
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
