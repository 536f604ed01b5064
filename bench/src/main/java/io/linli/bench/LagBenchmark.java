package io.linli.bench;

import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * How long after a report the detectors have been told of it, when they come evenly at a given rate; and how fast they read
 * what waits. Public for the service loader.
 */
public final class LagBenchmark implements Benchmark {

    private static final int RATE = 500;
    private static final int SENDERS = 24;
    private static final int SAMPLES = 2_000;
    private static final long LOOK = 5; // milliseconds

    private record Place(long transaction, long number) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int first = Long.compareUnsigned(transaction, other.transaction);
            return first != 0 ? first : Long.compare(number, other.number);
        }
    }

    /** Where the detectors were at a moment, or where a report stands since when. */
    private record Seen(Place place, Instant at) {}

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public String about() {
        return "How long after a report over HTTP the detectors were told of it, at %d reports a second, and how fast they catch up"
                .formatted(RATE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (var linli = bench.linli().start();
                var database = linli.superuser();
                var watching = linli.superuser()) {
            send(linli, bench.size(60, 5)); // warms up
            HeapBenchmark.awaitReaders(linli);
            var begin = Instant.now();
            var over = new AtomicBoolean();
            try (var watcher = Executors.newSingleThreadExecutor()) {
                var looks = watcher.submit(() -> watch(watching, over));
                double rate = send(linli, bench.size(60, 5));
                HeapBenchmark.awaitReaders(linli);
                over.set(true);
                var lags = lags(reports(database, begin), looks.get());
                bench.record(Figure.ofSamples("from the report to the detectors", "ms", sample(lags))
                        .note("%,d reports, %.0f a second; the longest waited %.0f ms"
                                .formatted(
                                        lags.length,
                                        rate,
                                        Arrays.stream(lags).max().orElse(0))));
            }
        }
        bench.note(
                ("%d senders in another process of the same machine, each report at its own moment whether or not the"
                                + " others are answered. The lag runs from the time that the report's event bears to the first"
                                + " look, one each %d ms, that finds the place of the detectors in the journal at or behind it:"
                                + " committed, with all that they found.")
                        .formatted(SENDERS, LOOK));
        CatchUp.measure(bench);
    }

    /** Evenly, for so many seconds; tells how many a second were taken in. */
    private static double send(Installed linli, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        long count = (long) RATE * seconds;
        var next = new AtomicLong();
        var begin = System.nanoTime();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < SENDERS; n++) {
                var client = linli.client();
                work.add(() -> {
                    try (client) {
                        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                            sleepUntil(begin + i * 1_000_000_000L / RATE);
                            report(client, i);
                        }
                    }
                    return true;
                });
            }
            for (var each : senders.invokeAll(work)) {
                each.get();
            }
        }
        return count / ((System.nanoTime() - begin) / 1e9);
    }

    private static void sleepUntil(long moment) throws InterruptedException {
        long left = moment - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private static void report(LinliClient client, long n) throws IOException, InterruptedException {
        var place = Map.of("longitude", 113.60 + n % 97 * 0.0005, "latitude", 28.14 + n % 89 * 0.0005);
        var body = Map.of("type", "群众反映", "location", place, "description", "示例：巷口的路灯不亮，请派人查看（" + n + "）。");
        var answer = client.post("/api/event/report", body, UUID.randomUUID().toString());
        if (answer.status() != 201) {
            throw new IllegalStateException("Not taken in: " + answer.body());
        }
    }

    private static List<Seen> watch(Connection database, AtomicBoolean over) throws SQLException, InterruptedException {
        var looks = new ArrayList<Seen>();
        try (var look =
                database.prepareStatement("select xid::text, seq from analysis.progress where name = 'analysis'")) {
            while (!over.get()) {
                try (var row = look.executeQuery()) {
                    if (row.next()) {
                        var place = new Place(Long.parseUnsignedLong(row.getString(1)), row.getLong(2));
                        if (looks.isEmpty() || !looks.getLast().place().equals(place)) {
                            looks.add(new Seen(place, Instant.now()));
                        }
                    }
                }
                Thread.sleep(LOOK);
            }
        }
        return looks;
    }

    private static List<Seen> reports(Connection database, Instant since) throws SQLException {
        var reports = new ArrayList<Seen>();
        try (var query = database.prepareStatement("""
                select xid::text, seq, at from journal.entry
                where type = 'incident.reported/1' and at >= ?::timestamptz order by xid, seq""")) {
            query.setString(1, since.toString());
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    reports.add(new Seen(
                            new Place(Long.parseUnsignedLong(row.getString(1)), row.getLong(2)),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return reports;
    }

    private static double[] lags(List<Seen> reports, List<Seen> looks) {
        var lags = new double[reports.size()];
        int look = 0;
        for (int n = 0; n < lags.length; n++) {
            var report = reports.get(n);
            while (look < looks.size() && looks.get(look).place().compareTo(report.place()) < 0) {
                look++;
            }
            if (look == looks.size()) {
                throw new IllegalStateException("The detectors were not seen to come so far");
            }
            lags[n] = Math.max(
                    0, Duration.between(report.at(), looks.get(look).at()).toNanos() / 1e6);
        }
        return lags;
    }

    /** Every so-manieth, in order of time, so that the file of results stays short. */
    private static double[] sample(double... all) {
        int step = Math.max(1, all.length / SAMPLES);
        return IntStream.range(0, all.length / step)
                .mapToDouble(n -> all[n * step])
                .toArray();
    }
}
