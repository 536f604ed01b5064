package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A demonstration filled with many made-up incidents, which is kept where it is wanted again. */
final class Filled {

    private static final int TOLD = 4_000;

    private Filled() {}

    /** Fills the folder up to so many incidents, of so many years. */
    static void with(Bench bench, Path folder, int size, int years) throws Exception {
        long there;
        String program;
        // what is made up may be made again: it need not be saved before a newer version changes it
        try (var linli = bench.linli()
                        .in(folder)
                        .with("--linli.operation.backup-before-upgrade=false")
                        .start();
                var database = linli.superuser()) {
            there = IncidentsBenchmark.number(database, "select count(*) from incident.incident");
            program = IncidentsBenchmark.text(database, "select id from identity.account where username = 'replay'");
        }
        if (there >= size) {
            bench.note("The %,d incidents were made before, by ./linli fill.".formatted(there));
            return;
        }
        bench.say("making %,d incidents".formatted(size - there));
        var begin = System.nanoTime();
        var log = bench.scratch().resolve("fill.log");
        var builder = new ProcessBuilder(
                        bench.home().resolve("linli").toString(),
                        "fill",
                        "--incidents",
                        String.valueOf(size - there),
                        "--years",
                        String.valueOf(years),
                        "--reporter",
                        program)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LINLI_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("LINLI_KEY_FILE", folder.resolve("keys.json").toString());
        builder.environment().put("LINLI_DEMO_PASSWORD", Installed.PASSWORD);
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("./linli fill ended with " + code + ": " + end(log));
        }
        bench.record(Figure.of(
                "making them, with trails, tasks, journal and counters", "s", (System.nanoTime() - begin) / 1e9));
    }

    // the folder of the run is thrown away, and what it said with it
    private static String end(Path log) throws IOException {
        var said = Files.readString(log);
        return said.substring(Math.max(0, said.length() - TOLD));
    }
}
