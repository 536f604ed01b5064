package io.linli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Deadlines among a hundred thousand open incidents: how soon all that is due at one moment has gone up a level. */
public final class DeadlinesBenchmark implements Benchmark {

    private static final int SENDERS = 16;

    /** How often the server looks for what is due. */
    private static final int LOOK = 50;

    private static final int[] DUE = {100, 1_000};

    /** What {@code told} says of an incident whose time is over. */
    private static final int OVER = 3;

    private long wrong;
    private long top;
    private long fired;

    @Override
    public String name() {
        return "deadlines";
    }

    @Override
    public String about() {
        return "How long it takes until all that is due at one moment has gone a level up, among 100,000 open incidents of the"
                + " workers of more than a thousand grids; by one instance and by two";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int size = bench.size(100_000, 1_000);
        var folder = bench.scratch().resolve("deadlines");
        try (var linli = started(bench, folder)) {
            fill(bench, linli, size);
        }
        try (var linli = started(bench, folder, "--linli.incident.timers=" + LOOK + "ms");
                var database = linli.superuser()) {
            HeapBenchmark.awaitReaders(linli);
            bench.note("%,d open incidents with a running clock, in hand of %,d workers and posts."
                    .formatted(
                            IncidentsBenchmark.number(
                                    database, "select count(*) from incident.incident where next_at is not null"),
                            IncidentsBenchmark.number(
                                    database,
                                    "select count(distinct coalesce(assignee::text, holder_role || holder_area)) from"
                                            + " incident.incident where next_at is not null")));
            for (int due : DUE) {
                int many = bench.size(due, due / 10);
                var times = new double[bench.size(10, 2)];
                for (int n = 0; n < times.length; n++) {
                    times[n] = fire(database, many);
                }
                bench.say("%d due at once: %.0f ms"
                        .formatted(many, Samples.of(times).p50()));
                var figure = Figure.ofSamples("one instance, %,d due at one moment".formatted(many), "ms", times);
                bench.record(due == DUE[0] ? figure.aim(Aim.atMost(1_000).of(Aim.Measure.P95)) : figure);
            }
        }
        try (var linli = started(bench, folder, "--instances=2", "--linli.incident.timers=" + LOOK + "ms");
                var database = linli.superuser()) {
            int many = bench.size(1_000, 100);
            var times = new double[bench.size(5, 2)];
            for (int n = 0; n < times.length; n++) {
                times[n] = fire(database, many);
            }
            bench.record(Figure.ofSamples("two instances, %,d due at one moment".formatted(many), "ms", times));
            bench.record(Figure.of("timers that fired twice, or not at all", "", (double) wrong)
                    .note("of %,d; %,d of them had nobody above".formatted(fired, top))
                    .aim(Aim.atMost(0)));
        }
        bench.note(
                ("The incidents were reported over HTTP; that they are due is written into their rows (due_at, next_at) from outside,"
                                + " in one transaction, and the time runs from its commit until no row is due any more, looked at each"
                                + " 2 ms. The server looks for what is due each %d ms here, not each 5 s, so that the wait before a sweep"
                                + " is not measured. Each went up once, by one entry in its trail (ESCALATE); one that has nobody above it stays where it is, without a timer.")
                        .formatted(LOOK));
    }

    private static Installed started(Bench bench, Path folder, String... options) throws Exception {
        return bench.linli().in(folder).with(options).start();
    }

    private static void fill(Bench bench, Installed linli, int size) throws Exception {
        var grids = grids(linli);
        bench.say("reporting %,d in %,d grids".formatted(size, grids.size()));
        try (var client = linli.client()) {
            // faster than it can go: each sender takes up the next as soon as it is answered
            double rate = Pace.keep(1e6, size / 1e6, SENDERS, n -> {
                var body = Map.of(
                        "type",
                        "群众反映",
                        "location",
                        Map.of("gridCode", grids.get((int) (n % grids.size()))),
                        "description",
                        "示例：路灯不亮，请派人查看。");
                var answer =
                        client.post("/api/event/report", body, UUID.randomUUID().toString());
                if (answer.status() != 201) {
                    throw new IllegalStateException("Not taken in: " + answer.body());
                }
            });
            bench.say("%.0f reports/s".formatted(rate));
        }
    }

    private static List<String> grids(Installed linli) throws IOException, SQLException {
        var codes = new ArrayList<String>();
        try (var database = linli.superuser();
                var row = database.createStatement()
                        .executeQuery(
                                "select code from territory.area where length(code) = 15 and open order by code")) {
            while (row.next()) {
                codes.add(row.getString(1));
            }
        }
        return codes;
    }

    /** Makes so many due and waits until all have fired; in milliseconds. */
    private double fire(Connection database, int many) throws SQLException, InterruptedException {
        var began = IncidentsBenchmark.text(database, "select clock_timestamp()::text");
        try (var statement = database.createStatement()) {
            statement.execute("""
                    create temporary table if not exists due (id uuid primary key);
                    truncate due""");
            statement.execute("""
                    insert into due select id from incident.incident
                    where next_at > now() + interval '1 minute' and not urgent order by random() limit %d""".formatted(many));
            statement.execute("""
                    update incident.incident i set due_at = now() - interval '1 second', next_at = now() - interval '1 second'
                    from due where due.id = i.id""");
        }
        long begin = System.nanoTime();
        while (IncidentsBenchmark.number(
                        database,
                        "select count(*) from (select from incident.incident where next_at <= now() limit 1) d")
                > 0) {
            if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(2)) {
                throw new IllegalStateException("Not all that is due fires");
            }
            Thread.sleep(2);
        }
        double took = (System.nanoTime() - begin) / 1e6;
        wrong += IncidentsBenchmark.number(database, """
                select count(*) from (
                    select i.told = %d and i.next_at is null as at_the_top,
                        (select count(*) from incident.trail t where t.incident = i.id and t.step = 'ESCALATE'
                            and t.at >= '%s'::timestamptz) as times
                    from due join incident.incident i using (id)) fired
                where times > 1 or times = 0 and not at_the_top""".formatted(OVER, began));
        top += IncidentsBenchmark.number(database, """
                select count(*) from due join incident.incident i using (id)
                where i.told = %d and i.next_at is null and not exists (
                    select from incident.trail t where t.incident = i.id and t.step = 'ESCALATE' and t.at >= '%s'::timestamptz)""".formatted(OVER, began));
        fired += many;
        return took;
    }
}
