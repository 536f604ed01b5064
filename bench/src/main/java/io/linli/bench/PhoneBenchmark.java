package io.linli.bench;

import io.linli.simulator.LinliClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** From a report to the phone of the worker whose grid it lies in. */
public final class PhoneBenchmark implements Benchmark {

    private static final int RATE = 200;
    private static final int SENDERS = 16;

    /** One in so many lies in the grid of a phone that listens; the others in and around the town. */
    private static final int SHARE = 10;

    private static final Map<String, String> PHONES = Map.of("grid", "430181002001001", "grid2", "430181002006001");
    private static final Pattern MATTER = Pattern.compile("\"matter\":\"incident:([0-9a-f-]{36})\"");

    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "phone";
    }

    @Override
    public String about() {
        return "From POST /api/event/report to the worker's phone, which listens to /api/notices/stream, at %d reports a second"
                .formatted(RATE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (var linli = bench.linli().start();
                var client = linli.client()) {
            var places = List.copyOf(PHONES.values());
            send(client, places, bench.size(60, 5)); // warms up
            HeapBenchmark.awaitReaders(linli);
            taken.clear();
            var opened = new CountDownLatch(PHONES.size());
            var listening = new ConcurrentLinkedQueue<Desk.Listening>();
            for (var worker : PHONES.keySet()) {
                listening.add(Desk.of(linli.address(), worker).listen("/api/notices/stream", new Phone(opened)));
            }
            if (!opened.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A phone was not answered");
            }
            double rate = send(client, places, bench.size(60, 5));
            Thread.sleep(5_000);
            listening.forEach(Desk.Listening::close);
            record(bench, rate);
        }
        bench.note(
                ("Every %dth report lies in the grid of one of two workers whose phones listen; the others in and around the town. The"
                                + " time runs from the moment at which the sender has the answer 201 to the line on the phone, which names"
                                + " the matter. Senders, phones, server and database share the cores.")
                        .formatted(SHARE));
    }

    private void record(Bench bench, double rate) {
        var delays = taken.entrySet().stream()
                .flatMapToDouble(one -> {
                    var heard = told.get(one.getKey());
                    return heard == null
                            ? DoubleStream.empty()
                            : DoubleStream.of(Math.max(0, (heard - one.getValue()) / 1e6));
                })
                .toArray();
        if (delays.length == 0) {
            throw new IllegalStateException("No phone was told of any of %d reports".formatted(taken.size()));
        }
        bench.record(Figure.ofSamples("from the answer to the phone", "ms", delays)
                .aim(Aim.atMost(1_000).of(Aim.Measure.P95)));
        bench.record(Figure.of("reports", "1/s", rate).aim(Aim.atLeast(RATE * 0.98)));
        bench.record(Figure.of("reports for a phone that it was not told of", "", taken.size() - delays.length)
                .aim(Aim.atMost(0)));
    }

    private double send(LinliClient client, List<String> places, int seconds) throws Exception {
        var number = new AtomicLong();
        return Pace.keep(RATE, seconds, SENDERS, n -> {
            boolean here = n % SHARE == 0;
            Map<String, Object> place = here
                    ? Map.of("gridCode", places.get((int) (number.getAndIncrement() % places.size())))
                    : Map.of("longitude", 113.60 + n % 97 * 0.0005, "latitude", 28.14 + n % 89 * 0.0005);
            var body = Map.of("type", "群众反映", "location", place, "description", "示例：路灯不亮，请派人查看（" + n + "）。");
            var answer =
                    client.post("/api/event/report", body, UUID.randomUUID().toString());
            if (answer.status() != 201) {
                throw new IllegalStateException("Not taken in: " + answer.body());
            }
            if (here) {
                taken.put(answer.body().path("id").asString(""), System.nanoTime());
            }
        });
    }

    /** Reads what one phone is told. */
    private final class Phone implements Consumer<String> {

        private final CountDownLatch opened;
        private boolean isOpen;

        Phone(CountDownLatch opened) {
            this.opened = opened;
        }

        @Override
        public void accept(String line) {
            if (!isOpen) {
                isOpen = true;
                opened.countDown();
            }
            long now = System.nanoTime();
            MATTER.matcher(line).results().forEach(found -> told.putIfAbsent(found.group(1), now));
        }
    }
}
