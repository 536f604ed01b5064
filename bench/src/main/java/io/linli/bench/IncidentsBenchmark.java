package io.linli.bench;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a desk asks for, with a million incidents in the database. */
public final class IncidentsBenchmark implements Benchmark {

    /** A folder that is filled once and used again: making a million takes longer than measuring them. */
    private static final String KEPT = "LINLI_BENCH_INCIDENTS";

    private static final Aim AIM = Aim.atMost(50).of(Aim.Measure.P95);

    /** Accounts, with an area that lies in what they see. */
    private static final Map<String, String> CALLERS = new LinkedHashMap<>();

    static {
        CALLERS.put("district", "430181002001");
        CALLERS.put("street", "430181002001");
        CALLERS.put("community", "430181002001001");
        CALLERS.put("grid", "430181002001001");
        CALLERS.put("police", "430181002001001");
        CALLERS.put("urban", "430181002");
        CALLERS.put("replay", "430181002");
    }

    private static final List<String> FILTERS = List.of(
            "status=CLOSED",
            "status=REWORK",
            "status=REPORTED&status=FILED",
            "area=AREA",
            "category=90",
            "category=9008",
            "category=none",
            "queue=UNPLACED",
            "queue=OVERDUE",
            "queue=URGENT",
            "mine=assigned",
            "mine=reported",
            "from=2026-06-01T00:00:00Z",
            "from=2025-06-01T00:00:00Z&to=2025-06-08T00:00:00Z",
            "sort=due");
    private static final List<String> COMBINED = List.of(
            "area=AREA&status=HANDLING",
            "area=AREA&category=9008&status=CLOSED",
            "area=AREA&from=2026-01-01T00:00:00Z",
            "status=HANDLING&category=02&queue=OVERDUE",
            "area=AREA&queue=URGENT&sort=due",
            "mine=assigned&status=CLOSED&category=90");
    private static final List<String> WORDS = List.of("路灯", "消防车", "天然气什么时候", "附近");
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    @Override
    public String name() {
        return "incidents";
    }

    @Override
    public String about() {
        return "Lists, totals, map, search and export with 1,000,000 incidents, for callers who see much or little";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var named = System.getenv(KEPT);
        var folder = named == null ? bench.scratch().resolve("incidents") : Path.of(named);
        int size = bench.size(1_000_000, 20_000);
        Filled.with(bench, folder, size, 2);
        var collections = bench.scratch().resolve("gc.log");
        try (var linli = bench.linli()
                        .in(folder)
                        .java("-Xlog:gc:file=" + collections)
                        .start();
                var database = linli.superuser()) {
            awaitReaders(bench, database);
            var desks = new LinkedHashMap<String, Desk>();
            for (var caller : CALLERS.keySet()) {
                desks.put(caller, Desk.of(linli.address(), caller));
            }
            lists(bench, desks, database);
            others(bench, desks);
            export(bench, desks, database, collections);
            Plans.attach(bench, desks, database, linli.data().resolve("logs/postgres.log"));
        }
    }

    private static void awaitReaders(Bench bench, Connection database) throws Exception {
        while (number(database, "select (select sum(n) from incident.tally) - (select count(*) from incident.incident)")
                != 0) {
            Thread.sleep(1_000);
        }
        long different = number(database, """
            select count(*) from (
                (select area, status, category, unit, restricted, hidden_from, n from incident.tally where n <> 0
                    except select area, status, category, unit, restricted, hidden_from, count(*)
                    from incident.incident group by 1, 2, 3, 4, 5, 6)
                union all
                (select area, status, category, unit, restricted, hidden_from, count(*)
                    from incident.incident group by 1, 2, 3, 4, 5, 6
                    except select area, status, category, unit, restricted, hidden_from, n from incident.tally where n <> 0)
            ) d""");
        if (different != 0) {
            throw new IllegalStateException(different + " counters are wrong");
        }
        bench.note("Each of the %,d counters by area, state and category equals a recount of the rows."
                .formatted(number(database, "select count(*) from incident.tally where n <> 0")));
        try (var statement = database.createStatement()) {
            statement.execute("vacuum (analyze) incident.incident");
            statement.execute("vacuum (analyze) incident.tally_below");
        }
    }

    private static void lists(Bench bench, Map<String, Desk> desks, Connection database) throws Exception {
        int rounds = bench.size(30, 3);
        var table = new StringBuilder("p95 in ms, first page of 20 with its total\n");
        for (var one : desks.entrySet()) {
            var caller = one.getKey();
            var desk = one.getValue();
            var newest = times(desk, "/api/incidents?size=20", rounds * 2);
            bench.record(Figure.ofSamples("newest 20, " + caller, "ms", newest)
                    .against(Reference.floor("plain SQL of the superuser", plain(database, caller, rounds)))
                    .aim(AIM));
            line(table, caller, "newest", newest);
            bench.record(pooled(table, caller, desk, FILTERS, rounds, "each filter alone, ")
                    .aim(AIM));
            bench.record(pooled(table, caller, desk, COMBINED, rounds, "filters combined, ")
                    .aim(AIM));
        }
        bench.attach("each list", table.toString());
    }

    private static Figure pooled(
            StringBuilder table, String caller, Desk desk, List<String> filters, int rounds, String name)
            throws Exception {
        var all = new ArrayList<Double>();
        for (var filter : filters) {
            var times = times(desk, path(filter, caller), rounds);
            line(table, caller, filter, times);
            for (var time : times) {
                all.add(time);
            }
        }
        return Figure.ofSamples(
                name + caller,
                "ms",
                all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void others(Bench bench, Map<String, Desk> desks) throws Exception {
        int rounds = bench.size(20, 3);
        for (var caller : List.of("district", "community")) {
            var desk = requireNonNull(desks.get(caller));
            bench.record(Figure.ofSamples("tiles, " + caller, "ms", times(desk, "/api/incidents/counts", rounds)));
            for (int zoom : new int[] {9, 12}) {
                var path = "/api/incidents/map?zoom=" + zoom + "&bbox=112.9,27.5,114.4,28.8";
                bench.record(Figure.ofSamples(
                                "map of all open points at zoom %d, %s".formatted(zoom, caller),
                                "ms",
                                times(desk, path, rounds))
                        .note("%,d bytes answered".formatted(desk.get(path).length)));
            }
            for (var word : WORDS) {
                var path = "/api/incidents?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
                bench.record(Figure.ofSamples(
                        "search for %s, %s".formatted(word, caller), "ms", times(desk, path, bench.size(5, 2))));
            }
        }
    }

    private static void export(Bench bench, Map<String, Desk> desks, Connection database, Path collections)
            throws Exception {
        var desk = requireNonNull(desks.get("district"));
        int before = (int) Files.size(collections);
        var begin = System.nanoTime();
        long rows = -2; // the mark and the heads
        try (var lines =
                new BufferedReader(new InputStreamReader(desk.open("/api/incidents/export"), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                rows++;
            }
        }
        bench.record(Figure.of("export, rows", "rows", (double) rows));
        bench.record(Figure.of("export, speed", "rows/s", rows / seconds(begin)));
        var peak = HEAP.matcher(Files.readString(collections).substring(before))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
        bench.record(Figure.of("export, most heap in use before a collection", "MB", peak)
                .note("of 1,024 MB; what is not yet collected included"));
        try (var slow = desk.open("/api/incidents/export")) {
            slow.readNBytes(100_000);
            Thread.sleep(3_000);
            long writing = number(
                    database,
                    "select count(*) from pg_stat_activity where usename = 'linli' and backend_xid is not null"
                            + " and query like '%incident.incident%'");
            bench.record(
                    Figure.of("export read slowly, write transactions it holds open", "transactions", (double) writing)
                            .aim(Aim.atMost(0)));
        }
    }

    private static double plain(Connection database, String caller, int rounds) throws SQLException {
        var area =
                switch (caller) {
                    case "street" -> "430181002";
                    case "community", "police" -> "430181002001";
                    case "grid" -> "430181002001001";
                    default -> "430181";
                };
        var condition =
                switch (caller) {
                    case "urban" -> "unit = '430181-urban'";
                    case "replay" -> "owner = (select id from identity.account where username = 'replay')";
                    default -> "area >= '" + area + "' and area < '" + area + ":'";
                };
        var times = new double[rounds];
        try (var statement = database.createStatement()) {
            for (int i = 0; i < rounds; i++) {
                var begin = System.nanoTime();
                try (var rows = statement.executeQuery("select * from incident.incident where " + condition
                        + " order by reported_at desc, id desc limit 21")) {
                    while (rows.next()) {
                        rows.getString("title");
                    }
                }
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return Samples.of(times).p50();
    }

    static double[] times(Desk desk, String path, int rounds) throws IOException, InterruptedException {
        for (int i = 0; i < Math.max(3, rounds / 3); i++) {
            desk.get(path); // warm
        }
        var times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            var begin = System.nanoTime();
            desk.get(path);
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        return times;
    }

    static String path(String filter, String caller) {
        return "/api/incidents?size=20&" + filter.replace("AREA", CALLERS.getOrDefault(caller, ""));
    }

    private static void line(StringBuilder table, String caller, String filter, double... times) {
        table.append("%-10s %-60s %7.1f%n"
                .formatted(caller, filter, Samples.of(times).p95()));
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    static long number(Connection database, String sql) throws SQLException {
        return Long.parseLong(text(database, sql));
    }

    static String text(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
