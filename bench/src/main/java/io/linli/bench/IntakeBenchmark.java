package io.linli.bench;

import io.linli.bench.StatementLog.Statement;
import io.linli.simulator.LinliClient;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports taken in over HTTP, beside the same statements without Linli. Public for the service loader.
 *
 * <p>First the statements of a report are recorded, with all of PostgreSQL's own logging on; that process is not
 * measured. Then another is, at several numbers of connections; and while it stands still, pgbench does with the same
 * server and the same tables what Linli did.
 */
public final class IntakeBenchmark implements Benchmark {

    private static final int[] CONNECTIONS = {8, 16, 32};
    private static final String INSERT = "insert into incident.incident";
    private static final Map<String, String> TELL_ALL = Map.of(
            "log_statement", "'all'",
            "log_error_verbosity", "'default'",
            "log_parameter_max_length", "-1");

    private record Recorded(List<Statement> report, List<Statement> another, double roundTrips) {}

    private record Load(List<Double> rates, Wrk.Run last) {}

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String about() {
        return "Reports a second over HTTP (POST /api/event/report with an idempotency key), everything on: trail, journal, task,"
                + " sealed text, fsync; beside pgbench, which only sends the same statements.";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, SQLException {
        PgBench.version(); // before a minute is spent on what cannot be finished
        var recorded = record(bench);
        bench.record(Figure.of("round trips to the database for a report", "", recorded.roundTrips())
                .aim(Aim.atMost(3)));
        try (var linli = bench.linli().start()) {
            var wrk = new Wrk(bench, linli);
            warmUp(bench, wrk);
            long before = reports(linli);
            long unplacedBefore = count(linli, "select count(*) from incident.incident where grid is null");
            int taken = 0;
            var loads = new ArrayList<Load>();
            for (int connections : CONNECTIONS) {
                var runs = new ArrayList<Wrk.Run>();
                for (int n = 0; n < bench.size(4, 2); n++) {
                    runs.add(wrk.send(connections, bench.size(12, 3)));
                    taken += runs.getLast().taken();
                    bench.say("%d connections: %.0f reports/s"
                            .formatted(connections, runs.getLast().perSecond()));
                }
                loads.add(new Load(runs.stream().map(Wrk.Run::perSecond).toList(), runs.getLast()));
            }
            long found = reports(linli) - before;
            mustBeThere(found, taken);
            long unplaced = count(linli, "select count(*) from incident.incident where grid is null") - unplacedBefore;
            bench.record(Figure.of(
                            "reports that found their grid within 50 ms, at all loads together",
                            "%",
                            100.0 * (found - unplaced) / found)
                    .note("the others wait for a person in the queue of reports without a grid"));
            observe(bench, linli, wrk);
            HeapBenchmark.awaitReaders(linli);
            compare(bench, linli, loads, recorded);
        }
        bench.note(
                "wrk (1 thread, Lua script) and pgbench (1 thread, prepared statements) are written in C and run on the same"
                        + " cores; each uses as many connections as the other. Every report has its own place, text and key; none was"
                        + " refused, and as many incidents were in the database afterwards as wrk was told.");
        bench.note(
                "While pgbench runs, Linli stands still (SIGSTOP), so that it has the database and the cores to itself. Its"
                        + " statements and values are those of one report, as PostgreSQL logged them; ids, key and number are counted up.");
        bench.note(
                "Round trips: how often the driver, as it says itself, spoke to the server and then waited for it, on the threads of the requests, over %d reports"
                                .formatted(REPORTS_COUNTED)
                        + " one after the other; a number from the sequence is fetched for a hundred at a time.");
    }

    private static final int REPORTS_COUNTED = 100;

    // ---- what is sent

    private static Recorded record(Bench bench) throws IOException, InterruptedException, SQLException {
        try (var linli = bench.linli().start();
                var database = linli.superuser()) {
            tellAll(database, true);
        }
        try (var linli = bench.linli()
                        .with("--logging.level.org.postgresql.core.v3=trace")
                        .start();
                var database = linli.superuser();
                var client = linli.client()) {
            report(client, 40); // the driver prepares a statement on the server once it was used some times
            var driver = linli.data().resolve("logs/linli.log");
            var server = linli.data().resolve("logs/postgres.log");
            long driverBegin = Files.size(driver);
            long serverBegin = Files.size(server);
            report(client, REPORTS_COUNTED);
            Thread.sleep(1_000); // the logs are written from buffers
            var transactions = StatementLog.transactions(StatementLog.since(server, serverBegin), INSERT);
            tellAll(database, false);
            if (transactions.size() < 2) {
                throw new IllegalStateException("The reports are not in " + server);
            }
            var last = transactions.getLast();
            bench.attach(
                    "The statements of a report (%d, in one transaction)".formatted(last.size()),
                    last.stream().map(Statement::sql).collect(Collectors.joining("\n")));
            long turns = roundTrips(StatementLog.since(driver, driverBegin));
            if (turns < REPORTS_COUNTED) {
                throw new IllegalStateException("The driver's steps are not in " + driver);
            }
            return new Recorded(last, transactions.get(transactions.size() - 2), turns / (double) REPORTS_COUNTED);
        }
    }

    private static void report(LinliClient client, int count) throws IOException, InterruptedException {
        var body = Map.of(
                "type",
                "群众反映",
                "location",
                Map.of("longitude", 113.6301, "latitude", 28.1602),
                "description",
                "示例：巷口的路灯不亮已经三天，晚上看不清路面，老人和学生出行不便，请派人查看维修。");
        for (int n = 0; n < count; n++) {
            var answer =
                    client.post("/api/event/report", body, UUID.randomUUID().toString());
            if (answer.status() != 201) {
                throw new IllegalStateException("Not taken in: " + answer.body());
            }
        }
    }

    private static void tellAll(Connection database, boolean on) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var setting : TELL_ALL.entrySet()) {
                statement.execute("alter role linli "
                        + (on ? "set " + setting.getKey() + " = " + setting.getValue() : "reset " + setting.getKey()));
            }
        }
    }

    /** How often the driver turned from listening to speaking, on the threads that answer requests. */
    static long roundTrips(String log) {
        var json = new JsonMapper();
        var speaking = new HashSet<String>();
        long turns = 0;
        for (var line : log.lines().filter(text -> text.contains("core.v3")).toList()) {
            var entry = json.readTree(line);
            var thread = entry.at("/process/thread/name").asString("");
            var message = entry.path("message").asString("");
            if (!thread.startsWith("tomcat-handler-") && !thread.startsWith("http-nio-")) {
                continue;
            }
            if (message.contains("<=BE")) {
                speaking.remove(thread);
            } else if (message.contains("FE=>") && speaking.add(thread)) {
                turns++;
            }
        }
        return turns;
    }

    // ---- how much is taken in

    private static void warmUp(Bench bench, Wrk wrk) throws IOException, InterruptedException {
        for (int n = 0; n < bench.size(5, 1); n++) {
            bench.say("warming up: %.0f reports/s"
                    .formatted(wrk.send(16, bench.size(18, 5)).perSecond()));
        }
    }

    private static long reports(Installed linli) throws IOException, SQLException {
        return count(linli, "select count(*) from incident.incident");
    }

    private static long count(Installed linli, String sql) throws IOException, SQLException {
        try (var database = linli.superuser();
                var row = database.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void mustBeThere(long found, int told) {
        // what was on its way when wrk closed its connections was taken in too
        if (found < told || found > told + 32L * CONNECTIONS.length * 4) {
            throw new IllegalStateException("%d reports were answered, %d are there".formatted(told, found));
        }
    }

    private static void observe(Bench bench, Installed linli, Wrk wrk) throws IOException, InterruptedException {
        var before = Processor.now(linli);
        var run = wrk.send(16, bench.size(15, 3));
        var cores = Processor.now(linli).coresSince(before);
        bench.attach(
                "Who has the processor, at 16 connections",
                cores.entrySet().stream()
                        .map(one -> "%5.2f cores  %s%s"
                                .formatted(
                                        one.getValue(),
                                        one.getKey(),
                                        one.getKey().equals("idle")
                                                ? ""
                                                : ", %.0f µs a report"
                                                        .formatted(1e6 * one.getValue() / run.perSecond())))
                        .collect(Collectors.joining("\n")));
        Profile.begin(linli);
        wrk.send(16, bench.size(20, 3));
        bench.attach(
                "Where the JVM works, at 16 connections",
                Profile.end(linli, bench.scratch().resolve("intake.jfr")).text());
    }

    // ---- and without Linli

    private static void compare(Bench bench, Installed linli, List<Load> loads, Recorded recorded)
            throws IOException, InterruptedException {
        var pgbench = new PgBench(bench, linli, recorded.report(), recorded.another());
        var pid = Long.toString(linli.java().pid());
        Tool.run("kill", "-STOP", pid);
        try {
            for (int n = 0; n < CONNECTIONS.length; n++) {
                int clients = CONNECTIONS[n];
                pgbench.run(clients, bench.size(5, 2), 10 * n + 1);
                var rates = new double[bench.size(4, 2)];
                for (int round = 0; round < rates.length; round++) {
                    rates[round] = pgbench.run(clients, bench.size(8, 2), 10 * n + 2 + round)
                            .perSecond();
                }
                var floor = Figure.ofSamples("pgbench, %d connections".formatted(clients), "reports/s", rates);
                var load = loads.get(n);
                bench.record(Figure.ofSamples(
                                "Linli, %d connections".formatted(clients),
                                "reports/s",
                                load.rates().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                        .against(Reference.floor("the statements by pgbench", floor.value()))
                        .aim(Aim.atLeast(0.35).of(Aim.Measure.RATIO))
                        .note(String.format(
                                Locale.ROOT,
                                "answered in %.1f / %.1f / %.1f ms (p50 / p95 / p99)",
                                load.last().p50(),
                                load.last().p95(),
                                load.last().p99())));
                bench.record(floor);
            }
        } finally {
            Tool.run("kill", "-CONT", pid);
        }
        bench.attach("The script of pgbench", pgbench.script());
    }
}
