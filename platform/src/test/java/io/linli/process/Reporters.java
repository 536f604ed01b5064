package io.linli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Several people who report without pause or at a steady rate, each report under a key of its own, and remember what they were told. */
final class Reporters implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What was answered to each key: the incident's id, or empty when no good answer came. */
    private final Map<String, Optional<UUID>> told = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<String> oddities = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final List<HttpClient> clients = new ArrayList<>();
    private volatile boolean going = true;

    /** A signed-in person; the session lives in the database and outlasts a restart. */
    private final class Person {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .connectTimeout(PATIENCE)
                .build();

        Person(URI server, String username) throws IOException, InterruptedException {
            clients.add(http);
            http.send(HttpRequest.newBuilder(server.resolve("/api/session")).build(), BodyHandlers.discarding());
            var answer = post(
                    server,
                    "/api/session",
                    Map.of("username", username, "password", LinliProcess.PASSWORD),
                    UUID.randomUUID().toString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Not signed in: " + answer.body());
            }
        }

        HttpResponse<String> report(URI server, String key) throws IOException, InterruptedException {
            // from the key alone, so that it is the same when it is sent again
            var nearby = key.hashCode() % 1000 / 1e6;
            var body = Map.of(
                    "location",
                    Map.of("longitude", 113.63 + nearby, "latitude", 28.16 + nearby),
                    "description",
                    "示例：路灯不亮 " + key);
            return post(server, "/api/incidents", body, key);
        }

        private HttpResponse<String> post(URI server, String path, Map<String, ?> body, String key)
                throws IOException, InterruptedException {
            var confirmation = cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
            var request = HttpRequest.newBuilder(server.resolve(path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", confirmation)
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body), UTF_8))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private final Duration every;

    private Reporters(Duration every) {
        this.every = every;
    }

    /** So many people begin to report. */
    static Reporters begin(URI server, int people) throws IOException, InterruptedException {
        return begin(server, people, Duration.ZERO);
    }

    /** So many people begin to report, each so often. */
    static Reporters begin(URI server, int people, Duration every) throws IOException, InterruptedException {
        var reporters = new Reporters(every);
        for (int n = 0; n < people; n++) {
            var person = reporters.new Person(server, "grid");
            reporters.threads.add(Thread.ofPlatform().start(() -> reporters.work(person, server)));
        }
        return reporters;
    }

    private void work(Person person, URI server) {
        var next = System.nanoTime();
        while (going) {
            next += every.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
            var key = UUID.randomUUID().toString();
            told.put(key, Optional.empty());
            try {
                told.put(key, read(person.report(server, key)));
            } catch (IOException e) {
                turnedAway.incrementAndGet();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<UUID> read(HttpResponse<String> answer) {
        if (answer.statusCode() == 201) {
            return Optional.of(
                    UUID.fromString(JSON.readTree(answer.body()).get("id").asString()));
        }
        turnedAway.incrementAndGet();
        if (answer.statusCode() != 503
                || !answer.body().contains("\"SERVICE_UNAVAILABLE\"")
                || answer.headers().firstValue("Retry-After").isEmpty()) {
            oddities.add(answer.statusCode() + " " + answer.body());
        }
        pause();
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until so many more reports were taken in. */
    void untilTaken(int more) throws InterruptedException {
        long goal = taken() + more;
        for (int n = 0; taken() < goal; n++) {
            if (n > 6000) {
                throw new IllegalStateException("Nothing is taken in: " + oddities);
            }
            Thread.sleep(10);
        }
    }

    void stop() throws InterruptedException {
        going = false;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** The incidents that were answered so far. */
    List<UUID> answered() {
        return told.values().stream().flatMap(Optional::stream).toList();
    }

    long taken() {
        return told.values().stream().filter(Optional::isPresent).count();
    }

    int sent() {
        return told.size();
    }

    int turnedAway() {
        return turnedAway.get();
    }

    /** Answers that are neither a receipt nor a clear "try again". */
    List<String> oddities() {
        return List.copyOf(oddities);
    }

    /** Sends every report again, in several threads; gives what each key led to, first as told then, next as told now. */
    Map<String, Told> sendAllAgain(URI server) throws IOException, InterruptedException {
        Map<String, Told> answers = new ConcurrentHashMap<>();
        var keys = new ConcurrentLinkedQueue<>(told.keySet());
        var again = new ArrayList<Thread>();
        for (int n = 0; n < 4; n++) {
            var person = new Person(server, "grid"); // a key belongs to the account that used it first
            again.add(Thread.ofPlatform().start(() -> {
                for (var key = keys.poll(); key != null; key = keys.poll()) {
                    answers.put(key, new Told(told.getOrDefault(key, Optional.empty()), askAgain(person, server, key)));
                }
            }));
        }
        for (var thread : again) {
            thread.join();
        }
        return answers;
    }

    record Told(Optional<UUID> then, @Nullable UUID now) {}

    private @Nullable UUID askAgain(Person person, URI server, String key) {
        try {
            return read(person.report(server, key)).orElse(null);
        } catch (IOException e) {
            oddities.add(String.valueOf(e));
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        going = false;
        clients.forEach(HttpClient::shutdownNow);
    }
}
