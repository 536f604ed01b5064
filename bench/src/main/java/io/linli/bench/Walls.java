package io.linli.bench;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Many screens that are told at once: how long after it was taken in a report is on each, and how often each is told. */
final class Walls {

    private static final int A_SECOND = 50;
    private static final int WRITERS = 8;
    private static final Pattern INCIDENT = Pattern.compile("\"incident\":\"([0-9a-f-]{36})\"");

    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> delays = new ConcurrentLinkedQueue<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    static void measure(Bench bench, Installed linli) throws Exception {
        new Walls().run(bench, linli);
    }

    private void run(Bench bench, Installed linli) throws Exception {
        int screens = bench.size(1_000, 50);
        int seconds = bench.size(60, 5);
        var desk = Desk.of(linli.address(), "district");
        var opened = new CountDownLatch(screens);
        var streams = new ArrayList<Desk.Listening>();
        for (int n = 0; n < screens; n++) {
            streams.add(desk.listen("/api/insight/stream", new Screen(opened)));
        }
        // one more that nobody reads
        try (var unread = desk.open("/api/insight/stream")) {
            if (!opened.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(opened.getCount() + " screens were not opened");
            }
            bench.say("%d screens are open".formatted(screens));
            long reports = report(linli, seconds);
            Thread.sleep(3_000);
            record(bench, screens, seconds, reports);
            bench.record(Figure.of("waiting at a screen that nobody reads", "KB", unread.available() / 1024.0));
        } finally {
            streams.forEach(Desk.Listening::close);
        }
    }

    private void record(Bench bench, int screens, int seconds, long reports) {
        var times = delays.stream().mapToDouble(Double::doubleValue).toArray();
        bench.record(Figure.ofSamples("from being taken in to the screen, %,d screens".formatted(screens), "ms", times)
                .aim(Aim.atMost(2_000).of(Aim.Measure.P95)));
        bench.record(Figure.of("messages to each screen", "1/s", (double) messages.get() / screens / (seconds + 3))
                .aim(Aim.atMost(4)));
        bench.record(Figure.of("reports", "1/s", (double) reports / seconds));
        bench.record(Figure.of(
                "news that reached a screen, of all", "%", 100.0 * told.get() / (reports * (double) screens)));
        bench.note("Of each message the oldest report counts. One screen more is open that nobody reads; all run on"
                + " the same cores as the server.");
    }

    /** So many a second for so long; tells how many were taken in. */
    private long report(Installed linli, int seconds) throws Exception {
        var count = new AtomicLong();
        long begin = System.nanoTime();
        try (var client = linli.client();
                var writers = Executors.newFixedThreadPool(WRITERS)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                running.add(writers.submit(() -> {
                    for (int n = first; n < seconds * A_SECOND; n += WRITERS) {
                        long due = begin + n * 1_000_000_000L / A_SECOND;
                        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                        post(client);
                        count.incrementAndGet();
                    }
                    return true;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
        return count.get();
    }

    private void post(LinliClient client) throws IOException, InterruptedException {
        var body = Map.of(
                "type",
                "群众反映",
                "location",
                Map.of("longitude", 113.6301, "latitude", 28.1602),
                "description",
                "示例：巷口的路灯不亮，请派人查看。");
        var answer = client.post("/api/event/report", body, UUID.randomUUID().toString());
        if (answer.status() != 201) {
            throw new IllegalStateException("Not taken in: " + answer.body());
        }
        taken.put(answer.body().path("id").asString(""), System.nanoTime());
    }

    /** Reads what one screen is told. */
    private final class Screen implements Consumer<String> {

        private final CountDownLatch opened;
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private boolean isOpen;

        Screen(CountDownLatch opened) {
            this.opened = opened;
        }

        @Override
        public void accept(String line) {
            if (!isOpen) {
                isOpen = true;
                opened.countDown();
            }
            if (!line.startsWith("data:") || !line.contains("\"incident\"")) {
                return;
            }
            messages.incrementAndGet();
            long now = System.nanoTime();
            long oldest = Long.MAX_VALUE;
            for (var id : ids(line)) {
                var at = taken.get(id);
                if (at != null && seen.add(id)) {
                    told.incrementAndGet();
                    oldest = Math.min(oldest, at);
                }
            }
            if (oldest != Long.MAX_VALUE) {
                delays.add((now - oldest) / 1e6);
            }
        }

        private static List<String> ids(String line) {
            return INCIDENT.matcher(line).results().map(found -> found.group(1)).toList();
        }
    }
}
