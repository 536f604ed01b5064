package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a running Linli keeps in memory. Public for the service loader. */
public final class HeapBenchmark implements Benchmark {

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final int CONNECTIONS = 16;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String about() {
        return "The heap of a Linli that took in 100,000 reports through its public interface, with the default limit of 1 GB.";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, SQLException {
        int wanted = bench.size(100_000, 2_000);
        var log = bench.scratch().resolve("gc.log");
        try (var linli = bench.linli().java("-Xlog:gc:file=" + log).start()) {
            double empty = live(linli);
            var wrk = new Wrk(bench, linli);
            int taken = 0;
            while (taken < wanted) {
                taken += wrk.send(CONNECTIONS, bench.size(20, 5)).taken();
                bench.say("%,d of %,d".formatted(taken, wanted));
            }
            awaitReaders(linli);
            double live = live(linli);
            bench.record(Figure.of("live heap after %,d reports".formatted(taken), "MB", live)
                    .against(Reference.peer("the same before the first report", empty)));
            bench.record(peak(log));
            bench.record(Figure.of("highest resident memory of the JVM", "MB", resident(linli)));
            bench.note("All of them through POST /api/event/report by wrk, %d connections; none refused."
                    .formatted(CONNECTIONS));
            bench.note(
                    "Live: after two full collections by jcmd GC.run, once the readers of the journal were done. Peak: the"
                            + " most that was in use before any collection of the run; garbage counts in it.");
        }
    }

    /** Until what the reports set going is done too. */
    static void awaitReaders(Installed linli) throws IOException, SQLException, InterruptedException {
        try (var database = linli.superuser();
                var statement = database.createStatement()) {
            long before = -1;
            for (int n = 0; n < 120; n++) {
                try (var row = statement.executeQuery("select coalesce(sum(tup_updated + tup_inserted), 0)"
                        + " from pg_stat_database where datname = 'linli'")) {
                    row.next();
                    long now = row.getLong(1);
                    if (now - before < 20) {
                        return;
                    }
                    before = now;
                }
                Thread.sleep(3_000);
            }
            throw new IllegalStateException("The readers of the journal do not come to rest");
        }
    }

    private static Figure peak(Path log) throws IOException {
        var numbers = COLLECTION.matcher(Files.readString(log)).results().toList();
        if (numbers.isEmpty()) {
            throw new IllegalStateException("No collection in " + log);
        }
        return Figure.of(
                        "highest heap in use",
                        "MB",
                        numbers.stream()
                                .mapToInt(one -> Integer.parseInt(one.group(1)))
                                .max()
                                .orElseThrow())
                .aim(Aim.atMost(1_024));
    }

    private static double live(Installed linli) throws IOException, InterruptedException {
        var pid = Long.toString(linli.java().pid());
        Tool.run(Tool.ofJdk("jcmd"), pid, "GC.run");
        Tool.run(Tool.ofJdk("jcmd"), pid, "GC.run");
        return used(Tool.run(Tool.ofJdk("jstat"), "-gc", pid));
    }

    /** Survivors, eden and old generation in use, in megabytes, as jstat shows them in kilobytes. */
    static double used(String table) {
        var lines = table.strip().split("\\R", -1);
        var names = Arrays.asList(lines[0].strip().split("\\s+", -1));
        var values = lines[1].strip().split("\\s+", -1);
        double kilobytes = 0;
        for (var name : new String[] {"S0U", "S1U", "EU", "OU"}) {
            var value = values[names.indexOf(name)];
            kilobytes += value.equals("-") ? 0 : Double.parseDouble(value);
        }
        return kilobytes / 1_024;
    }

    private static double resident(Installed linli) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + linli.java().pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
