package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the wall costs with years of incidents: its first view, going down into an area, counting anew, a thousand walls. */
public final class CockpitBenchmark implements Benchmark {

    /** A folder that is filled once and used again, and how many incidents are to be in it. */
    private static final String KEPT = "LINLI_BENCH_COCKPIT";

    private static final String SIZE = "LINLI_BENCH_COCKPIT_INCIDENTS";

    private static final String COUNTY = "430181";
    private static final String STREET = "430181002";
    private static final int YEARS = 3;

    /** The requests of the page, in the order in which it makes them. */
    private static final List<String> FIRST_VIEW = List.of(
            "/api/insight/indicators",
            "/api/insight/figures",
            "/api/insight/figures/reported/parts",
            "/api/incidents?sort=due&size=8&area=" + COUNTY,
            "/api/warnings?open=true&size=20&area=" + COUNTY,
            "/api/signals?size=100&area=" + COUNTY,
            "/api/insight/figures/on-time/units?area=" + COUNTY);

    private static final List<String> DRILL_DOWN =
            List.of("/api/insight/figures?area=" + STREET, "/api/insight/figures/reported/parts?area=" + STREET);

    /** How each incident went, of the incidents' own tables; the same that the figures' tests recount by. */
    private static final String BASE = """
            from (
                select i.*, r.contacted, r.solved, r.satisfied,
                    i.source in ('RESIDENT', 'HOTLINE_12345', 'FEDERATION', 'TALK') as residents,
                    i.status not in ('REJECTED', 'WITHDRAWN', 'MERGED', 'TRANSFERRED') as standing,
                    coalesce(t.reworked, false) as reworked, coalesce(t.reopened, false) as reopened,
                    coalesce(t.late, false) as late
                from incident.incident i
                left join lateral (select * from incident.rating
                    where incident = i.id order by at desc limit 1) r on true
                left join lateral (
                    select bool_or(status = 'REWORK') as reworked, bool_or(status = 'REOPENED') as reopened,
                        bool_or(coalesce(at > due_before, false) or step = 'ESCALATE') as late
                    from (select status, step, at, lag(due_at) over (order by number) as due_before
                        from incident.trail where incident = i.id) steps) t on true
                where %s) matter""";

    private static final String SUMS = """
            select count(*), count(*) filter (where status = 'CLOSED'), count(*) filter (where ended_at is null),
                avg(responded_at - reported_at) filter (where residents and standing),
                percentile_cont(0.5) within group (order by responded_at - reported_at)
                    filter (where residents and standing),
                count(*) filter (where residents and standing and responded_at - reported_at <= '30 min'),
                count(satisfied), count(*) filter (where satisfied), count(*) filter (where solved),
                count(ended_at) filter (where standing and not late),
                count(*) filter (where status = 'CLOSED' and not reworked and not reopened)\s""";

    @Override
    public String name() {
        return "cockpit";
    }

    @Override
    public String about() {
        return "The wall with the incidents of three years (3,000,000 unless said otherwise): first view, going down, moving the map, counting anew, and 1,000 screens"
                + " told of 50 events a second";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var named = System.getenv(KEPT);
        var folder = named == null ? bench.scratch().resolve("cockpit") : Path.of(named);
        var wanted = System.getenv(SIZE);
        int size = wanted == null ? bench.size(3_000_000, 20_000) : Integer.parseInt(wanted);
        Filled.with(bench, folder, size, YEARS);
        try (var linli = bench.linli()
                        .in(folder)
                        .with("--linli.insight.screens.each=2000")
                        .start();
                var database = linli.superuser()) {
            awaitReader(bench, database);
            var desks = new LinkedHashMap<String, Desk>();
            for (var caller : List.of("district", "street", "community", "grid")) {
                desks.put(caller, Desk.of(linli.address(), caller));
            }
            var district = Desk.of(linli.address(), "district");
            views(bench, district, database);
            Pan.measure(bench, linli);
            list(bench, desks, database, linli.data().resolve("logs/postgres.log"));
            recount(bench, district, database);
            Walls.measure(bench, linli);
        }
    }

    private static void awaitReader(Bench bench, Connection database) throws Exception {
        bench.say("waiting until the figures have read all events");
        long all = IncidentsBenchmark.number(database, "select count(*) from incident.incident");
        while (IncidentsBenchmark.number(database, matters()) < all) {
            Thread.sleep(1_000);
        }
        bench.say("waiting until the sums of all days are made");
        while (IncidentsBenchmark.number(database, "select count(*) from insight.summed_day") < 3 * days(database)) {
            Thread.sleep(1_000);
        }
        try (var statement = database.createStatement()) {
            statement.execute("vacuum (analyze) insight.day_sum");
            statement.execute("vacuum (analyze) insight.matter");
            statement.execute("vacuum (analyze) incident.incident");
            statement.execute("vacuum (analyze) incident.trail");
        }
        bench.record(Figure.of("incidents", "", (double) all));
        bench.record(Figure.of(
                "disk used by the database",
                "MB",
                IncidentsBenchmark.number(database, "select pg_database_size('linli')") / 1e6));
    }

    /** That are over, since the first report. */
    private static long days(Connection database) throws SQLException {
        return IncidentsBenchmark.number(database, """
                select (now() at time zone 'Asia/Shanghai')::date - (min(reported_at) at time zone 'Asia/Shanghai')::date
                from incident.incident""");
    }

    private static String matters() {
        return "select count(*) from insight.matter where generation = (select active from insight.model)";
    }

    private static void views(Bench bench, Desk district, Connection database) throws Exception {
        int rounds = bench.size(60, 5);
        warmUp(bench, district);
        var each = new StringBuilder("median and p95 of each request in ms, one reader\n");
        bench.record(Figure.ofSamples(
                        "first view, all its requests one after the other",
                        "ms",
                        sums(district, FIRST_VIEW, rounds, each))
                .against(Reference.peer(
                        "the same sums by plain SQL of the incidents' own tables", plain(database, COUNTY, rounds)))
                .aim(Aim.atMost(100).of(Aim.Measure.P95)));
        bench.record(Figure.ofSamples("going down into a street", "ms", sums(district, DRILL_DOWN, rounds, each))
                .against(Reference.peer(
                        "the same sums by plain SQL of the incidents' own tables", plain(database, STREET, rounds)))
                .aim(Aim.atMost(50).of(Aim.Measure.P95)));
        var report = "/api/insight/reports/MONTH?area=" + COUNTY;
        bench.record(Figure.ofSamples("report of a month", "ms", sums(district, List.of(report), rounds, each)));
        var years = "/api/insight/figures?from="
                + LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1_090);
        bench.record(Figure.ofSamples(
                "all figures of three years", "ms", sums(district, List.of(years), bench.size(10, 2), each)));
        bench.attach("each request", each.toString());
    }

    /** A wall is looked at for days: the server is not measured in its first minute. */
    private static void warmUp(Bench bench, Desk desk) throws IOException, InterruptedException {
        int rounds = bench.size(300, 3);
        bench.say("warming up");
        for (var path : FIRST_VIEW) {
            IncidentsBenchmark.times(desk, path, rounds);
        }
        for (var path : DRILL_DOWN) {
            IncidentsBenchmark.times(desk, path, rounds);
        }
        bench.note("Each request of the views was asked %d times before.".formatted(rounds));
    }

    private static double[] sums(Desk desk, List<String> paths, int rounds, StringBuilder each)
            throws IOException, InterruptedException {
        var sums = new double[rounds];
        for (var path : paths) {
            var times = IncidentsBenchmark.times(desk, path, rounds);
            var samples = Samples.of(times);
            each.append("%-60s %8.1f %8.1f%n".formatted(path, samples.p50(), samples.p95()));
            for (int n = 0; n < rounds; n++) {
                sums[n] += times[n];
            }
        }
        return sums;
    }

    private static double plain(Connection database, String area, int rounds) throws SQLException {
        var where =
                "i.reported_at >= now() - interval '30 days' and i.area >= '%1$s' and i.area < '%1$s:'".formatted(area);
        int times = Math.max(2, rounds / 6);
        var found = new double[times];
        for (int n = 0; n < times; n++) {
            var begin = System.nanoTime();
            read(database, SUMS + BASE.formatted(where));
            // as many days before, beside each figure
            read(
                    database,
                    SUMS
                            + BASE.formatted(where.replace("30 days'", "60 days'")
                                    + " and i.reported_at < now() - interval '30 days'"));
            read(
                    database,
                    "select left(i.area, " + (area.length() + 3) + "), count(*) from incident.incident i where " + where
                            + " group by 1");
            found[n] = (System.nanoTime() - begin) / 1e6;
        }
        return Samples.of(found).p50();
    }

    private static void read(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private static void list(Bench bench, Map<String, Desk> desks, Connection database, Path log) throws Exception {
        int rounds = bench.size(30, 3);
        for (var caller : List.of("district", "community")) {
            var desk = Objects.requireNonNull(desks.get(caller));
            bench.record(Figure.ofSamples(
                            "list of the newest 20 with its total, " + caller,
                            "ms",
                            IncidentsBenchmark.times(desk, "/api/incidents?size=20", rounds))
                    .aim(Aim.atMost(1_000).of(Aim.Measure.P95)));
        }
        Plans.attach(bench, desks, database, log);
    }

    private static void recount(Bench bench, Desk district, Connection database) throws Exception {
        bench.say("counting anew");
        long all = IncidentsBenchmark.number(database, matters());
        var begin = System.nanoTime();
        read(database, "select count(*), count(*) filter (where late), max(responded_at) " + BASE.formatted("true"));
        double plain = all / ((System.nanoTime() - begin) / 1e9);
        begin = System.nanoTime();
        district.post("/api/insight/recount", "{}");
        while (IncidentsBenchmark.number(database, "select count(*) from insight.model where asked_at is not null")
                > 0) {
            Thread.sleep(50);
        }
        bench.record(Figure.of(
                        "counting anew from the journal, with the platform running",
                        "incidents/s",
                        all / ((System.nanoTime() - begin) / 1e9))
                .against(Reference.peer("plain SQL of the incidents' own tables, written nowhere", plain)));
        var state = new String(district.get("/api/insight/recount"), UTF_8);
        bench.note("After it the server says: " + state + ".");
    }
}
