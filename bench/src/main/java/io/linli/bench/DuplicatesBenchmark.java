package io.linli.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Which other incidents may be about the same thing, asked among a million. */
public final class DuplicatesBenchmark implements Benchmark {

    private static final JsonMapper JSON = new JsonMapper();

    /** A folder that is filled once and used again, the same as for the lists of incidents. */
    private static final String KEPT = "LINLI_BENCH_INCIDENTS";

    private static final int COMMUNITY = 12;
    private static final int STREET = 9;
    private static final int WARM = 2_000;
    private static final int EACH_SIDE = 500; // as many are compared, before it and after

    /** Where those lie that are asked about. */
    private static final List<Sample> SAMPLES = List.of(
            new Sample("any incident", "true", 400, 60),
            new Sample("one of the busiest community", """
                    area ^@ (select left(area, 12) from analysis.likeness
                        where length(area) >= 12 group by 1 order by count(*) desc limit 1)""", 200, 30),
            new Sample("one of which no place is known", "length(area) = 6", 200, 30),
            new Sample("one of which only the street is known", "length(area) = 9", 200, 30));

    private record Sample(String name, String condition, int full, int trial) {}

    private record Asked(String id, String area, OffsetDateTime reportedAt) {}

    @Override
    public String name() {
        return "duplicates";
    }

    @Override
    public String about() {
        return "Candidates for duplicates of one incident among 1,000,000";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var named = System.getenv(KEPT);
        var folder = named == null ? bench.scratch().resolve("incidents") : Path.of(named);
        Filled.with(bench, folder, bench.size(1_000_000, 20_000), 2);
        try (var linli = bench.linli().in(folder).start();
                var database = linli.superuser()) {
            awaitReader(bench, database);
            var desk = Desk.of(linli.address(), "district");
            bench.say("warming up");
            for (var one : draw(database, SAMPLES.getFirst(), bench.size(WARM, 20), "desc")) {
                desk.get("/api/analysis/incidents/" + one.id() + "/duplicates");
            }
            for (var sample : SAMPLES) {
                var asked = draw(database, sample, bench.size(sample.full(), sample.trial()), "asc");
                if (asked.isEmpty()) {
                    throw new IllegalStateException("There is no such incident: " + sample.name());
                }
                ask(bench, desk, database, sample, asked);
            }
        }
        bench.note(("Over HTTP, one reader, signed in as a district's staff: what the caller may see, the rows of the"
                        + " community within 30 days (at most %d before and %d after, the nearest in time), and the score of each"
                        + " by the signature of its words, its place and its time. Each incident is asked about once, after others"
                        + " were; of every two, one is asked for by plain SQL first and one by the server.")
                .formatted(EACH_SIDE, EACH_SIDE));
    }

    private static void awaitReader(Bench bench, Connection database) throws Exception {
        bench.say("waiting until the reader of likeness has read all events");
        while (IncidentsBenchmark.number(
                        database,
                        "select (select count(*) from incident.incident) - (select count(*) from analysis.likeness)")
                > 0) {
            Thread.sleep(1_000);
        }
        try (var statement = database.createStatement()) {
            statement.execute("vacuum (analyze) analysis.likeness");
        }
        bench.record(Figure.of("incidents", "", (double)
                IncidentsBenchmark.number(database, "select count(*) from analysis.likeness")));
    }

    private static void ask(Bench bench, Desk desk, Connection database, Sample sample, List<Asked> asked)
            throws Exception {
        int warm = asked.size() / 3;
        int found = 0;
        var times = new double[asked.size() - warm];
        var floors = new double[times.length];
        for (int n = 0; n < asked.size(); n++) {
            var one = asked.get(n);
            // in turn: whoever asks first fetches the pages that the other finds there
            boolean floorFirst = n % 2 == 0;
            double floor = floorFirst ? plain(database, one) : 0;
            var begin = System.nanoTime();
            var answer = desk.get("/api/analysis/incidents/" + one.id() + "/duplicates");
            double time = (System.nanoTime() - begin) / 1e6;
            floor = floorFirst ? floor : plain(database, one);
            if (n >= warm) {
                times[n - warm] = time;
                floors[n - warm] = floor;
                found += JSON.readTree(answer).path("items").isEmpty() ? 0 : 1;
            }
        }
        bench.record(Figure.ofSamples(sample.name(), "ms", times)
                .against(Reference.floor(
                        "the same rows by plain SQL of the superuser",
                        Samples.of(floors).p50()))
                .aim(Aim.atMost(10).of(Aim.Measure.P95))
                .note("%d of %d have candidates".formatted(found, times.length)));
    }

    // from either end: those of the warming up are others
    private static List<Asked> draw(Connection database, Sample sample, int count, String order) throws SQLException {
        var asked = new ArrayList<Asked>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select incident, area, reported_at from analysis.likeness
                        where restricted is null and hidden_from is null and %s
                        order by md5(incident::text) %s limit %d""".formatted(sample.condition(), order, count))) {
            while (rows.next()) {
                asked.add(new Asked(rows.getString(1), rows.getString(2), rows.getObject(3, OffsetDateTime.class)));
            }
        }
        return asked;
    }

    /** In milliseconds. */
    private static double plain(Connection database, Asked one) throws SQLException {
        int known = one.area().length();
        var column = known >= COMMUNITY ? "community" : known >= STREET ? "street" : "county";
        var ground = one.area().substring(0, Math.min(COMMUNITY, known));
        try (var query = database.prepareStatement("""
                (select * from analysis.likeness where %1$s = ?
                    and reported_at between ?::timestamptz - interval '30 days' and ?::timestamptz
                    order by reported_at desc limit %2$d)
                union all
                (select * from analysis.likeness where %1$s = ?
                    and reported_at > ?::timestamptz and reported_at <= ?::timestamptz + interval '30 days'
                    order by reported_at limit %2$d)""".formatted(column, EACH_SIDE))) {
            var begin = System.nanoTime();
            for (int side = 0; side < 6; side += 3) {
                query.setString(side + 1, ground);
                query.setObject(side + 2, one.reportedAt());
                query.setObject(side + 3, one.reportedAt());
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    rows.getString("signature");
                }
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }
}
