package io.linli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The whole life of matters over HTTP, among many that lie in the database; first in a rush, then in waves. */
public class LifecycleBenchmark implements Benchmark {

    /** A folder with a million incidents that was filled before, as of the benchmark of lists. */
    private static final String KEPT = "LINLI_BENCH_INCIDENTS";

    private static final int USUAL = 100_000;
    private static final int USERS = 50;
    private static final int[] WAVES = {1, 15, 1, 25, 2, 35, 10};

    private final String name;
    private final int size;

    public LifecycleBenchmark() {
        this("lifecycle", USUAL);
    }

    LifecycleBenchmark(String name, int size) {
        this.name = name;
        this.size = size;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return "Lives of matters a second, four calls each (create, assign, resolve, search), by %d users without think time; then in waves"
                .formatted(USERS);
    }

    @Override
    public void run(Bench bench) throws Exception {
        var named = size > USUAL ? System.getenv(KEPT) : null;
        var folder = named == null ? bench.scratch().resolve("incidents") : Path.of(named);
        int filled = bench.size(size, 2_000);
        Filled.with(bench, folder, filled, 2);
        try (var linli = bench.linli().in(folder).start();
                var lives = new Lifecycle(linli)) {
            HeapBenchmark.awaitReaders(linli);
            for (int n = 0; n < bench.size(4, 1); n++) {
                bench.say("warming up: %.0f lives/s".formatted(Pace.rush(bench.size(12, 3), USERS, i -> lives.live())));
            }
            rush(bench, linli, lives, filled);
            HeapBenchmark.awaitReaders(linli);
            waves(bench, lives);
        }
        bench.note(
                ("Create is POST /api/event/report by a machine client; assign is take, by which the worker of the grid files,"
                                + " dispatches and begins, each with its entry in the trail; resolve is feedback; search asks for the number"
                                + " and must find the matter as it stands. Each step is one transaction with trail, task, journal and"
                                + " audit, written through to disk. %d users share two accounts of workers, so that all matters lie in"
                                + " two grids: the worst case for the counters. No call is sent twice.")
                        .formatted(USERS));
        bench.note("The load generator (Java) runs on the same cores as the server and its database.");
        bench.note(
                "Not measured in this run: DIGIT PGR on two cores at 104,000 complaints with the same four calls, 0.94/s as shipped,"
                        + " 29.7/s tuned, with 5 to 18 % of the assignments tried again.");
    }

    private static void rush(Bench bench, Installed linli, Lifecycle lives, int size) throws Exception {
        lives.forget();
        var rates = new double[bench.size(4, 2)];
        var before = Processor.now(linli);
        for (int n = 0; n < rates.length; n++) {
            int done = lives.done();
            int failed = lives.failed();
            double tried = Pace.rush(bench.size(15, 3), USERS, i -> lives.live());
            done = lives.done() - done;
            rates[n] = tried * done / Math.max(1, done + lives.failed() - failed); // a life that failed is none
            bench.say("%.0f lives/s, %d failed".formatted(rates[n], lives.failed()));
        }
        var cores = Processor.now(linli).coresSince(before);
        bench.record(Figure.ofSamples("lives, among %,d incidents".formatted(size), "1/s", rates)
                .aim(Aim.atLeast(size > USUAL ? 200 : 300)));
        bench.record(Figure.of("calls that failed or would have had to be sent again", "", lives.failed())
                .aim(Aim.atMost(0)));
        bench.attach("Each call, %d users".formatted(USERS), lives.text());
        bench.attach(
                "Who has the processor",
                cores.entrySet().stream()
                        .map(one -> String.format(Locale.ROOT, "%5.2f cores  %s", one.getValue(), one.getKey()))
                        .collect(Collectors.joining("\n")));
        Profile.begin(linli);
        Pace.rush(bench.size(15, 3), USERS, i -> lives.live());
        bench.attach(
                "Where the JVM works",
                Profile.end(linli, bench.scratch().resolve("lifecycle.jfr")).text());
    }

    private static void waves(Bench bench, Lifecycle lives) throws Exception {
        int seconds = bench.size(12, 2);
        int calmly = bench.size(40, 2); // few lives a second: a percentile needs some of them
        List<Double> calm = new ArrayList<>();
        for (int n = 0; n < WAVES.length; n++) {
            lives.forget();
            int wave = WAVES[n];
            double rate = Pace.keep(wave, wave <= 2 ? calmly : seconds, USERS, i -> lives.live());
            var found = lives.lives();
            bench.say("wave of %d: %.1f lives/s, p95 %.0f ms, %d failed"
                    .formatted(wave, rate, found.p95(), lives.failed()));
            var figure = Figure.of("wave %d, %d lives a second: a life, p95".formatted(n + 1, wave), "ms", found.p95())
                    .note("%d lives, %d failed, p50 %.0f ms, the longest %.0f ms"
                            .formatted(found.count(), lives.failed(), found.p50(), found.max()));
            bench.record(n == 2 || n == 4 ? figure.aim(Aim.atMost(2 * calm.getFirst())) : figure);
            calm.add(found.p95());
            if (lives.failed() > 0) {
                bench.attach("What failed in wave %d".formatted(n + 1), lives.text());
            }
        }
        bench.note(
                "Waves of %d s, the calm ones of %d s; lives begin evenly whether or not others are done. After a wave, the calm one has to be back at twice the first's p95 at most."
                        .formatted(seconds, calmly));
    }
}
