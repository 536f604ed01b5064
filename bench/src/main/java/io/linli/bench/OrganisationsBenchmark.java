package io.linli.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** What opening a tree of more than 5,000 organisations costs: all of it at once, and level by level. */
public final class OrganisationsBenchmark implements Benchmark {

    private static final String PLACE = "411372";
    private static final String WITHIN =
            " from workforce.organisation where until is null and area like '" + PLACE + "%'";

    @Override
    public String name() {
        return "organisations";
    }

    @Override
    public String about() {
        return "A tree of 5,770 organisations, whole and level by level, as the desk opens it";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int rounds = bench.size(200, 20);
        try (var linli = bench.linli().start();
                var database = linli.superuser()) {
            await(database);
            var desk = Desk.of(linli.address(), "district");
            var tree = "/api/workforce/organisations/tree?area=" + PLACE;
            var bytes = desk.get(tree);
            bench.record(Figure.ofSamples("the whole tree", "ms", times(desk, tree, rounds))
                    .against(Reference.floor("plain SQL of the superuser", plain(database, rounds)))
                    .aim(Aim.atMost(200).of(Aim.Measure.P95)));
            bench.record(Figure.of("the whole tree, answered", "KB", bytes.length / 1024.0));
            var outermost = "/api/workforce/organisations?size=200&area=" + PLACE;
            bench.record(Figure.ofSamples("the outermost ones", "ms", times(desk, outermost, rounds))
                    .aim(Aim.atMost(50).of(Aim.Measure.P95)));
            var branch = text(database, "select min(id)" + WITHIN + " and kind = 'JOINT_BRANCH'");
            var children = "/api/workforce/organisations?size=200&parent=" + branch;
            bench.record(Figure.ofSamples("those under one", "ms", times(desk, children, rounds))
                    .aim(Aim.atMost(50).of(Aim.Measure.P95)));
            bench.note("%s organisations of the demonstration; one reader, who is signed in as a district's staff."
                    .formatted(text(database, "select count(*)" + WITHIN)));
        }
    }

    /** They are loaded once the server answers. */
    private static void await(Connection database) throws SQLException, InterruptedException {
        for (int n = 0; n < 600 && !text(database, "select count(*)" + WITHIN).equals("5770"); n++) {
            Thread.sleep(100);
        }
    }

    private static double plain(Connection database, int rounds) throws SQLException {
        var times = new double[rounds];
        try (var statement = database.createStatement()) {
            for (int i = 0; i < rounds; i++) {
                var begin = System.nanoTime();
                try (var rows = statement.executeQuery("select id, kind, name, parent, area" + WITHIN)) {
                    while (rows.next()) {
                        rows.getString("name");
                    }
                }
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return Samples.of(times).p50();
    }

    private static double[] times(Desk desk, String path, int rounds) throws IOException, InterruptedException {
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

    private static String text(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
