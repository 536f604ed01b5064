package io.linli.bench;

import static java.util.Objects.requireNonNull;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** The life of a matter in four calls: it is reported, taken in hand, answered, and looked up. None is tried twice. */
final class Lifecycle implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> CALLS = List.of("create", "assign", "resolve", "search");

    /** Accounts whose grids the reports lie in; each takes and answers those of its own. */
    private static final Map<String, String> WORKERS = Map.of("grid", "430181002001001", "grid2", "430181002006001");

    private final LinliClient reporter;
    private final List<Map.Entry<String, Desk>> workers = new ArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<Double>> times = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<Double> lives = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();

    Lifecycle(Installed linli) throws IOException, InterruptedException {
        reporter = linli.client();
        for (var worker : WORKERS.keySet().stream().sorted().toList()) {
            workers.add(Map.entry(worker, Desk.of(linli.address(), worker)));
        }
        CALLS.forEach(call -> times.put(call, new ConcurrentLinkedQueue<>()));
    }

    /** One life; what fails is counted and ends it. */
    void live() throws InterruptedException {
        long n = number.getAndIncrement();
        var worker = workers.get((int) (n % workers.size()));
        long begin = System.nanoTime();
        try {
            var body = Map.of(
                    "type",
                    "群众反映",
                    "location",
                    Map.of("gridCode", WORKERS.getOrDefault(worker.getKey(), "")),
                    "description",
                    "示例：巷口的路灯不亮，请派人查看（" + n + "）。");
            var made = timed(
                    "create",
                    () -> reporter.post(
                            "/api/event/report", body, UUID.randomUUID().toString()));
            if (made.status() != 201) {
                throw new IOException("create answered " + made.status());
            }
            var id = made.body().path("id").asString("");
            var path = "/api/incidents/" + id;
            timed("assign", () -> worker.getValue().post(path + "/take", "{}"));
            timed("resolve", () -> worker.getValue().post(path + "/feedback", "{\"note\": \"已修好。\"}"));
            var called = made.body().path("number").asString("");
            var found = timed("search", () -> worker.getValue().get("/api/incidents?number=" + called));
            var first = JSON.readTree(found).path("items").path(0);
            if (!first.path("id").asString("").equals(id)
                    || !first.path("status").asString("").equals("FEEDBACK")) {
                throw new IOException("search did not find what was answered: " + first);
            }
            lives.add((System.nanoTime() - begin) / 1e6);
        } catch (IOException | IllegalStateException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    private interface Call<T> {

        T send() throws IOException, InterruptedException;
    }

    private <T> T timed(String call, Call<T> work) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        var answer = work.send();
        requireNonNull(times.get(call)).add((System.nanoTime() - begin) / 1e6);
        return answer;
    }

    /** How many came to their end since the last {@link #forget}. */
    int done() {
        return lives.size();
    }

    /** Forgets what was measured so far. */
    void forget() {
        times.values().forEach(ConcurrentLinkedQueue::clear);
        lives.clear();
        failures.clear();
    }

    Samples lives() {
        if (lives.isEmpty()) {
            throw new IllegalStateException("No life came to its end: " + failures.peek());
        }
        return samples(lives);
    }

    int failed() {
        return failures.size();
    }

    /** Each call with its percentiles, and why some failed. */
    String text() {
        var text = new StringBuilder();
        times.forEach((call, each) -> {
            if (each.isEmpty()) {
                return;
            }
            var found = samples(each);
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s p50 %6.1f  p95 %6.1f  p99 %6.1f ms  (%,d)%n",
                    call,
                    found.p50(),
                    found.p95(),
                    found.p99(),
                    found.count()));
        });
        failures.stream().distinct().limit(10).forEach(why -> text.append(why).append('\n'));
        return text.toString();
    }

    private static Samples samples(ConcurrentLinkedQueue<Double> measured) {
        return Samples.of(measured.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() {
        reporter.close();
    }
}
