package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Sends reports without pause by wrk, which is written in C and leaves the cores to the server. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile("RESULT requests=(\\d+) micros=(\\d+) refused=(\\d+)"
            + " broken=(\\d+) p50=(\\d+) p95=(\\d+) p99=(\\d+) max=(\\d+)");

    private final Installed linli;
    private final Path script;
    private int runs;

    /** Reports taken in, and how long they took to be answered, in milliseconds. */
    record Run(int taken, double seconds, double p50, double p95, double p99) {

        double perSecond() {
            return taken / seconds;
        }

        static Run of(String said) {
            var result = RESULT.matcher(said);
            if (!result.find()) {
                throw new IllegalStateException("wrk said nothing of use: " + said);
            }
            if (!result.group(3).equals("0") || !result.group(4).equals("0")) {
                throw new IllegalStateException("Not every report was taken in: " + result.group());
            }
            return new Run(
                    Integer.parseInt(result.group(1)),
                    Long.parseLong(result.group(2)) / 1e6,
                    Long.parseLong(result.group(5)) / 1e3,
                    Long.parseLong(result.group(6)) / 1e3,
                    Long.parseLong(result.group(7)) / 1e3);
        }
    }

    Wrk(Bench bench, Installed linli) throws IOException, InterruptedException {
        bench.version("wrk", Tool.version("wrk", "-v", "apt install wrk").replaceAll("^wrk (\\S+).*", "$1"));
        this.linli = linli;
        this.script = bench.scratch().resolve("report.lua");
        try (var source = Wrk.class.getResourceAsStream("/bench/report.lua")) {
            if (source == null) {
                throw new IllegalStateException("report.lua is not in the jar");
            }
            Files.writeString(script, new String(source.readAllBytes(), UTF_8));
        }
    }

    /** So many connections, each of which sends the next report when the one before is answered. */
    Run send(int connections, int seconds) throws IOException, InterruptedException {
        String token;
        try (var client = linli.client()) {
            token = client.bearer();
        }
        runs++;
        return Run.of(Tool.run(
                Map.of("LC_ALL", "C"),
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--timeout",
                        "30s",
                        "-s",
                        script.toString(),
                        linli.address().toString(),
                        "--",
                        token,
                        UUID.randomUUID() + "-",
                        Integer.toString(430_181 + runs))));
    }
}
