package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who reads lists: a demo account with a session as in a browser, or the machine client with a token. */
final class Desk {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private @Nullable String token;

    private Desk(URI server) {
        this.server = server;
    }

    static Desk of(URI server, String account) throws IOException, InterruptedException {
        var desk = new Desk(server);
        if (account.equals("replay")) {
            desk.fetchToken(account);
        } else {
            desk.signIn(account);
        }
        return desk;
    }

    private void signIn(String account) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(server.resolve("/api/session")).build(), BodyHandlers.discarding());
        var body = JSON.writeValueAsString(Map.of("username", account, "password", Installed.PASSWORD));
        mustBeGood(http.send(
                        HttpRequest.newBuilder(server.resolve("/api/session"))
                                .header("Content-Type", "application/json")
                                .header("X-XSRF-TOKEN", csrf())
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode());
    }

    private void fetchToken(String client) throws IOException, InterruptedException {
        var secret = Base64.getEncoder().encodeToString((client + ":" + Installed.PASSWORD).getBytes(UTF_8));
        var answer = http.send(
                HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                        .header("Authorization", "Basic " + secret)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
        mustBeGood(answer.statusCode());
        token = JSON.readTree(answer.body()).path("access_token").asString("");
    }

    /** The whole body; anything but 200 is a failed measurement. */
    byte[] get(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofByteArray());
        mustBeGood(answer.statusCode());
        return answer.body();
    }

    /** Sends JSON and answers the whole body. */
    byte[] post(String path, String body) throws IOException, InterruptedException {
        return send(path, "application/json", HttpRequest.BodyPublishers.ofString(body));
    }

    /** Sends a file as a form does. */
    byte[] upload(String path, String name, byte[] content) throws IOException, InterruptedException {
        var boundary = "linli-bench-boundary";
        var head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, name);
        var tail = "\r\n--" + boundary + "--\r\n";
        return send(
                path,
                "multipart/form-data; boundary=" + boundary,
                HttpRequest.BodyPublishers.ofByteArrays(List.of(head.getBytes(UTF_8), content, tail.getBytes(UTF_8))));
    }

    private byte[] send(String path, String type, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(Duration.ofMinutes(5))
                        .header("Content-Type", type)
                        .header("X-XSRF-TOKEN", csrf())
                        .POST(body)
                        .build(),
                BodyHandlers.ofByteArray());
        mustBeGood(answer.statusCode());
        return answer.body();
    }

    private String csrf() throws IOException {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new IOException("No XSRF-TOKEN"));
    }

    InputStream open(String path) throws IOException, InterruptedException {
        var answer = http.send(request(path), BodyHandlers.ofInputStream());
        mustBeGood(answer.statusCode());
        return answer.body();
    }

    /** A stream that somebody reads until they close it. */
    interface Listening extends AutoCloseable {

        @Override
        void close();
    }

    /** Hands over each line as it comes. */
    Listening listen(String path, Consumer<String> line) {
        var answer = http.sendAsync(
                HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.fromLineSubscriber(new Lines(line)));
        return () -> answer.cancel(true);
    }

    private static final class Lines implements Flow.Subscriber<String> {

        private final Consumer<String> taker;

        Lines(Consumer<String> taker) {
            this.taker = taker;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            taker.accept(line);
        }

        @Override
        public void onError(Throwable fault) {
            // it was closed; what it missed stands in the figures
        }

        @Override
        public void onComplete() {
            // the same
        }
    }

    private HttpRequest request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofMinutes(5));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static void mustBeGood(int status) throws IOException {
        if (status / 100 != 2) {
            throw new IOException("Answered " + status);
        }
    }
}
