package io.linli.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A machine client: signs in with its id and secret (OAuth 2 client credentials) and sends and reads JSON. */
public final class LinliClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final String credentials;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable Token token;

    private record Token(String value, Instant until) {}

    /** An answer: the status, its body as JSON (an empty object when there was none), and when to try again. */
    public record Answer(
            int status, JsonNode body, @Nullable Duration retryAfter) {

        /** The problem's code when it is a refusal. */
        public String code() {
            return body.path("code").asString("HTTP_" + status);
        }

        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    public LinliClient(URI server, String id, String secret) {
        this.server = server;
        this.credentials =
                "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** The token that it shows to the server, for another program that is to speak in its name. */
    public String bearer() throws IOException, InterruptedException {
        return token().value();
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET(), true);
    }

    /** The key makes it safe to send again: the server then gives its first answer. */
    public Answer post(String path, Map<String, ?> body, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))),
                true);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .header("Accept-Language", "zh");
    }

    private Answer send(HttpRequest.Builder request, boolean again) throws IOException, InterruptedException {
        var bearer = token();
        var response = http.send(
                request.setHeader("Authorization", "Bearer " + bearer.value()).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == 401 && again) {
            forget(bearer); // the server was started anew, or the clocks differ
            return send(request, false);
        }
        return answer(response);
    }

    private void forget(Token old) {
        signingIn.lock();
        try {
            if (old.equals(token)) {
                token = null;
            }
        } finally {
            signingIn.unlock();
        }
    }

    private Token token() throws IOException, InterruptedException {
        var known = token;
        if (known != null && Instant.now().isBefore(known.until())) {
            return known;
        }
        signingIn.lock();
        try {
            known = token;
            if (known == null || !Instant.now().isBefore(known.until())) {
                known = signIn();
                token = known;
            }
            return known;
        } finally {
            signingIn.unlock();
        }
    }

    private Token signIn() throws IOException, InterruptedException {
        var form = "grant_type=" + URLEncoder.encode("client_credentials", StandardCharsets.UTF_8);
        var answer = answer(http.send(
                HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                        .timeout(PATIENCE)
                        .header("Authorization", credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray()));
        if (!answer.isOk()) {
            throw new SignInRefused(answer.status());
        }
        var seconds = answer.body().path("expires_in").asLong(60);
        return new Token(
                answer.body().path("access_token").asString(), Instant.now().plusSeconds(Math.max(5, seconds - 30)));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var wait = response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        return new Answer(response.statusCode(), body(response).orElseGet(JSON::createObjectNode), wait.orElse(null));
    }

    private static Optional<JsonNode> body(HttpResponse<byte[]> response) {
        try {
            return response.body().length == 0 ? Optional.empty() : Optional.of(JSON.readTree(response.body()));
        } catch (JacksonException e) {
            return Optional.empty(); // a proxy's own page, say: the status tells enough
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** The server does not know this client, or its secret is another. */
    public static final class SignInRefused extends IOException {

        SignInRefused(int status) {
            super("The server refused the client's id and secret (HTTP " + status + ")");
        }
    }
}
