package io.linli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The detectors as they run, from the journal to the database: how fast they catch up, how soon they go on after they were
 * killed, and how fast they run again over all of it.
 */
final class CatchUp {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int EVENTS = 6; // of each incident that is made up, at least
    private static final int BATCH = 500; // as the reader takes them
    private static final long LOOK = 20; // milliseconds
    private static final Duration STILL = Duration.ofMinutes(5);

    private final Bench bench;
    private final Path folder;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> perCore = new ArrayList<>();
    private final List<Double> floors = new ArrayList<>();
    private final List<Double> floorsPerCore = new ArrayList<>();
    private final List<Double> entryFloors = new ArrayList<>();

    private CatchUp(Bench bench, Path folder) {
        this.bench = bench;
        this.folder = folder;
    }

    static void measure(Bench bench) throws Exception {
        new CatchUp(bench, bench.scratch().resolve("journal")).run();
    }

    private void run() throws Exception {
        int facts = bench.size(1_000_000, 6_000);
        Filled.with(bench, folder, (facts + EVENTS - 1) / EVENTS, 2);
        try (var linli = start();
                var database = linli.superuser()) {
            awaitReaders(database);
            describe(database);
            for (int run = 0; run < bench.size(3, 1); run++) {
                read(linli);
                catchUp(linli, database);
            }
            bench.record(Figure.ofSamples("detectors catching up, journal to database", "facts/s", array(rates))
                    .against(Reference.floor("a loop that only reads the same facts", median(floors))));
            bench.record(Figure.ofSamples("the same for each core in use", "facts/s", array(perCore))
                    .against(Reference.floor("the same loop for each core in use", median(floorsPerCore))));
            killInTheMidst(linli, database);
        }
        bench.note(("Catching up: what the detectors know and told is thrown away, and they are fed the whole journal"
                        + " again, in batches of %d with a commit each, while the server runs and is otherwise at rest. For each"
                        + " core: by the time on the processor of the JVM and of PostgreSQL together, of the loop by its own and"
                        + " PostgreSQL's.")
                .formatted(BATCH));
    }

    // what is made up may be made again: it need not be saved before a newer version changes it
    private Installed start() throws IOException, InterruptedException, SQLException {
        return bench.linli()
                .in(folder)
                .with("--linli.operation.backup-before-upgrade=false")
                .start();
    }

    private void describe(Connection database) throws SQLException {
        bench.note("%,d entries of the journal, %,d of them about incidents, in %,d grids; %d detectors."
                .formatted(
                        entries(database),
                        facts(database),
                        IncidentsBenchmark.number(
                                database,
                                "select count(distinct area) from analysis.contribution where length(area) = 15"),
                        IncidentsBenchmark.number(database, "select count(*) from analysis.detector")));
    }

    /** Until every reader has come to the end, so that the detectors alone have something to do. */
    private void awaitReaders(Connection database) throws SQLException, InterruptedException {
        bench.say("waiting until all readers have read the journal");
        var moved = Instant.now();
        var before = "";
        for (var behind = behind(database); !behind.isEmpty(); behind = behind(database)) {
            if (!behind.equals(before)) {
                moved = Instant.now();
                before = behind;
            } else if (moved.plus(STILL).isBefore(Instant.now())) {
                throw new IllegalStateException("Readers of the journal stand still: " + behind);
            }
            Thread.sleep(500);
        }
    }

    /** The readers that have not come to the last entry, each with where it is. */
    private static String behind(Connection database) throws SQLException {
        return IncidentsBenchmark.text(database, """
                select coalesce(string_agg(reader || ' at ' || seq, ', ' order by reader), '') from journal.cursor
                where (epoch, xid, seq)
                    < (select epoch, xid, seq from journal.entry order by epoch desc, xid desc, seq desc limit 1)""");
    }

    private static long entries(Connection database) throws SQLException {
        return IncidentsBenchmark.number(database, "select count(*) from journal.entry");
    }

    private static long facts(Connection database) throws SQLException {
        return IncidentsBenchmark.number(database, "select count(*) from journal.entry where type like 'incident.%'");
    }

    /** All of it by one statement a batch, as the reader asks for it, and nothing done with it. */
    private void read(Installed linli) throws IOException, SQLException {
        try (var reading = linli.application();
                var next = reading.prepareStatement("""
                        select epoch, xid::text, seq, type, body::text, at from journal.entry
                        where (epoch, xid, seq) > (?, ?::text::xid8, ?)
                        order by epoch, xid, seq limit %d""".formatted(BATCH));
                var settings = reading.createStatement()) {
            settings.execute("set enable_sort = off"); // the reader does so too
            var before = Processor.now(linli);
            var begin = System.nanoTime();
            int epoch = 0;
            var transaction = "0";
            long number = 0;
            long facts = 0;
            long entries = 0;
            int read = BATCH;
            while (read == BATCH) {
                next.setInt(1, epoch);
                next.setString(2, transaction);
                next.setLong(3, number);
                read = 0;
                try (var row = next.executeQuery()) {
                    for (; row.next(); read++) {
                        epoch = row.getInt(1);
                        transaction = row.getString(2);
                        number = row.getLong(3);
                        facts += row.getString(4).startsWith("incident.")
                                        && !row.getString(5).isEmpty()
                                ? 1
                                : 0;
                    }
                }
                entries += read;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            floors.add(facts / seconds);
            entryFloors.add(entries / seconds);
            floorsPerCore.add(facts / Processor.now(linli).secondsSince(before, "load generator", "PostgreSQL"));
        }
    }

    private void catchUp(Installed linli, Connection database) throws Exception {
        long all = entries(database);
        double told = (double) facts(database) / all;
        forget(database);
        long first = await(database, 1);
        var before = Processor.now(linli);
        var begin = System.nanoTime();
        long last = await(database, all);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double facts = (last - first) * told;
        rates.add(facts / seconds);
        perCore.add(facts / Processor.now(linli).secondsSince(before, "JVM", "PostgreSQL"));
        bench.say("%,d entries in %.1f s".formatted(last - first, seconds));
    }

    /** The detectors begin anew, at the start of the journal. */
    private static void forget(Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('journal.reader'), hashtext('analysis'))");
            statement.execute("delete from journal.cursor where reader = 'analysis'");
            statement.execute("""
                    truncate analysis.state, analysis.progress, analysis.contribution, analysis.risk_day,
                        analysis.detector_day, analysis.fault, analysis.signal, analysis.warning cascade""");
            database.commit();
        } finally {
            database.setAutoCommit(true);
        }
    }

    /** Until they have read so many entries; tells how many it is by then. */
    private static long await(Connection database, long wanted) throws SQLException, InterruptedException {
        var moved = Instant.now();
        long before = -1;
        while (true) {
            long now = progress(database);
            if (now >= wanted) {
                return now;
            }
            if (now != before) {
                moved = Instant.now();
                before = now;
            } else if (moved.plus(STILL).isBefore(Instant.now())) {
                throw new IllegalStateException("The detectors stand still after %d entries".formatted(now));
            }
            Thread.sleep(LOOK);
        }
    }

    private static long progress(Connection database) throws SQLException {
        return IncidentsBenchmark.number(
                database, "select coalesce((select entries from analysis.progress where name = 'analysis'), 0)");
    }

    /** As the machine kills it when memory is short; the database server is left to itself. What is found then is seen by replays. */
    private void killInTheMidst(Installed linli, Connection database) throws Exception {
        long all = entries(database);
        forget(database);
        await(database, all / 3);
        linli.kill();
        var begin = System.nanoTime();
        try (var again = start();
                var fresh = again.superuser()) {
            double started = (System.nanoTime() - begin) / 1e9;
            long kept = progress(fresh);
            await(fresh, kept + 1);
            bench.record(Figure.of(
                            "from a SIGKILL in the midst to the first batch after it",
                            "s",
                            (System.nanoTime() - begin) / 1e9)
                    .note(String.format(
                            Locale.ROOT,
                            "the server was there again after %.1f s; %,d of %,d entries had been read",
                            started,
                            kept,
                            all)));
            await(fresh, all);
            replay(Desk.of(again.address(), "district"));
        }
    }

    /** Each detector over all that there is, as somebody asks for it at the console; and what it finds is what was told. */
    private void replay(Desk desk) throws IOException, InterruptedException {
        var rates = new ArrayList<Double>();
        double longest = 0;
        var slowest = "";
        long entries = 0;
        long otherwise = 0;
        long findings = 0;
        for (var detector : JSON.readTree(desk.get("/api/analysis/detectors")).path("detectors")) {
            var name = detector.path("name").asString("");
            var run = JSON.readTree(desk.post("/api/analysis/detectors/" + name + "/replays", "{}"));
            while (run.path("state").asString("").equals("RUNNING")) {
                Thread.sleep(LOOK);
                run = JSON.readTree(
                        desk.get("/api/analysis/replays/" + run.path("id").asString("")));
            }
            if (!run.path("state").asString("").equals("DONE")) {
                throw new IllegalStateException("The replay of %s failed: %s".formatted(name, run));
            }
            double seconds = seconds(run);
            entries = run.path("entries").asLong();
            findings += run.path("findings").asLong();
            otherwise += run.path("missing").asLong() + run.path("more").asLong();
            rates.add(entries / seconds);
            if (seconds > longest) {
                longest = seconds;
                slowest = name;
            }
            bench.say("%s: %.1f s".formatted(name, seconds));
        }
        bench.record(Figure.ofSamples("replay through the console", "entries/s", array(rates))
                .against(Reference.floor("a loop that only reads the same entries", median(entryFloors)))
                .note("one after the other, each of the %d detectors over %,d entries"
                        .formatted(rates.size(), entries)));
        bench.record(Figure.of("the longest replay of all", "s", longest).note(slowest));
        bench.record(Figure.of("findings that replays miss or have too many after the kill", "", (double) otherwise)
                .aim(Aim.atMost(0))
                .note("of %,d".formatted(findings)));
    }

    private static double seconds(JsonNode run) {
        return Duration.between(
                                Instant.parse(run.path("begunAt").asString("")),
                                Instant.parse(run.path("endedAt").asString("")))
                        .toNanos()
                / 1e9;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double median(List<Double> values) {
        return Samples.of(array(values)).p50();
    }
}
