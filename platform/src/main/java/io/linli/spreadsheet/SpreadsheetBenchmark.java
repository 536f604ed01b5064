package io.linli.spreadsheet;

import io.linli.bench.Bench;
import io.linli.bench.Benchmark;
import io.linli.bench.Figure;
import io.linli.bench.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an import costs beside the bare loading of the same rows. Public, and in the face, for the service loader. */
public final class SpreadsheetBenchmark implements Benchmark {

    private static final int MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "spreadsheet";
    }

    @Override
    public String about() {
        return "A workbook of households read, checked and written in batches of 1,000, beside COPY of the same rows.";
    }

    @Override
    public void run(Bench bench) throws Exception {
        int rows = bench.size(100_000, 5_000);
        int rounds = bench.size(5, 2);
        var list = new BenchmarkList();
        var file = list.workbook(rows);
        var copied = Files.write(bench.scratch().resolve("rows.csv"), list.csv(rows));
        bench.say("%,d rows, a workbook of %,d KB".formatted(rows, file.length / 1024));
        try (var linli = bench.linli().start();
                var database = linli.superuser()) {
            BenchmarkList.makeTable(database);
            measure(list, file, null);
            var checked = new double[rounds];
            var written = new double[rounds];
            var bare = new double[rounds];
            var exported = new double[rounds];
            for (var round = 0; round < rounds; round++) {
                checked[round] = perSecond(rows, () -> measure(list, file, null));
                empty(database);
                written[round] = perSecond(rows, () -> measure(list, file, database));
                check(database, rows);
                empty(database);
                bare[round] = perSecond(rows, () -> copy(database, copied));
                check(database, rows);
                exported[round] = perSecond(rows, () -> list.export(rows, OutputStream.nullOutputStream()));
            }
            var floor = Figure.ofSamples("loaded by COPY", "rows/s", bare);
            bench.record(Figure.ofSamples("read and checked (the first pass)", "rows/s", checked));
            bench.record(Figure.ofSamples("read, checked and written in batches (the second pass)", "rows/s", written)
                    .against(Reference.floor("COPY of the same rows, in one transaction", floor.value())));
            bench.record(floor);
            bench.record(Figure.ofSamples("exported as a workbook", "rows/s", exported));
            bench.record(Figure.of("heap in use while it reads, most", "MB", heap(list, file)));
        }
        bench.note("Seven columns, among them an identity number with its check character, a telephone number, a"
                + " dictionary and a date; texts in the workbook's table of texts, as Excel writes them. Every row"
                + " is good.");
        bench.note(
                "The second pass is one thread: reading, checks, the search for repeated persons, and one statement a"
                        + " batch. Not in it: the note of progress (one update a batch), sealing, and what a real list"
                        + " does with a row.");
        bench.note(
                "Heap: the most that was in use right after a collection, at every tenth batch, above what was in use "
                        + "before; the packed file is part of it.");
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double perSecond(int rows, Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        return rows / ((System.nanoTime() - begin) / 1e9);
    }

    /** The pass over the file; without a database it only looks. */
    private static void measure(BenchmarkList list, byte[] file, @Nullable Connection database) throws SQLException {
        if (database != null) {
            database.setAutoCommit(false);
        }
        try (var reader = list.open(file)) {
            while (reader.hasNext()) {
                var batch = batch(reader);
                if (database != null) {
                    BenchmarkList.write(database, batch);
                    database.commit();
                }
            }
        }
        if (database != null) {
            database.setAutoCommit(true);
        }
    }

    private static List<SheetRow> batch(SheetReader reader) {
        var batch = new ArrayList<SheetRow>(1_000);
        while (reader.hasNext() && batch.size() < 1_000) {
            var read = reader.next();
            if (read.row() == null) {
                throw new IllegalStateException("Line " + read.line() + " is not as it was made");
            }
            batch.add(read.row());
        }
        return batch;
    }

    private static double heap(BenchmarkList list, byte[] file) {
        var before = used();
        long most = 0;
        var packed = file.clone();
        try (var reader = list.open(packed)) {
            for (var n = 0; reader.hasNext(); n++) {
                batch(reader);
                if (n % 10 == 0) {
                    most = Math.max(most, used() - before);
                }
            }
        }
        return (double) most / MEGABYTE;
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** The server reads the file itself: nothing is quicker. */
    private static void copy(Connection database, Path rows) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("copy bench_household from '" + rows + "' (format csv)");
        }
    }

    private static void empty(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("truncate bench_household");
        }
    }

    private static void check(Connection database, int rows) throws SQLException {
        try (var statement = database.createStatement();
                var counted = statement.executeQuery("select count(*) from bench_household")) {
            counted.next();
            if (counted.getInt(1) != rows) {
                throw new IllegalStateException(counted.getInt(1) + " rows instead of " + rows);
            }
        }
    }

    /** What a workbook is written into. */
    static byte[] written(Book.Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        Book.write(out, writing);
        return out.toByteArray();
    }
}
