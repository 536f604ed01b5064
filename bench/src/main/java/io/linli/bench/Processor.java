package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Time on the processor, by who spent it; in hundredths of a second, as Linux counts it. */
record Processor(long nanos, Map<String, Long> spent) {

    private static final double TICKS = 100;

    /** As it stands now: the server's JVM, its database, what this process started and saw end, and all there is. */
    static Processor now(Installed linli) throws IOException {
        var spent = new LinkedHashMap<String, Long>();
        spent.put("JVM", ticks(linli.java().pid(), 13, 15));
        long database = ticks(linli.postgres().pid(), 13, 17);
        for (var child : linli.postgres().children().toList()) {
            database += ticks(child.pid(), 13, 15);
        }
        spent.put("PostgreSQL", database);
        spent.put("load generator", ticks(ProcessHandle.current().pid(), 15, 17));
        var all = Files.readString(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElseThrow()
                .split("\\s+", -1);
        spent.put("idle", Long.parseLong(all[4]) + Long.parseLong(all[5]));
        return new Processor(System.nanoTime(), spent);
    }

    // counted from 0, fields 13 and 14 are its own time, 15 and 16 its ended children's; the name (1) may hold spaces
    private static long ticks(long pid, int from, int to) throws IOException {
        try {
            var text = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(fields)
                    .skip(from - 2)
                    .limit(to - from)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0; // its time is with its parent now
        }
    }

    /** Seconds on the processor since then, of these together; a hundredth at least, which is as fine as it is counted. */
    double secondsSince(Processor before, String... who) {
        long ticks = Stream.of(who)
                .mapToLong(each -> spent.getOrDefault(each, 0L) - before.spent.getOrDefault(each, 0L))
                .sum();
        return Math.max(1, ticks) / TICKS;
    }

    /** Cores in use since then. */
    Map<String, Double> coresSince(Processor before) {
        double seconds = (nanos - before.nanos) / 1e9;
        var cores = new LinkedHashMap<String, Double>();
        spent.forEach((who, ticks) -> cores.put(who, (ticks - before.spent.getOrDefault(who, 0L)) / TICKS / seconds));
        return cores;
    }
}
