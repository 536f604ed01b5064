package io.linli.process;

import static io.linli.process.LinliProcess.kill;
import static io.linli.process.NeverLost.Victim.BOTH;
import static io.linli.process.NeverLost.Victim.JAVA;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some minutes of steady work while the ground shakes: nothing is lost, and nothing grows without end. */
@Tag("long")
class SoakLongTests {

    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofMillis(200); // four people: 20 reports a second
    private static final int PEOPLE = 4;
    private static final long MB = 1024;

    /** What the process holds of the machine. */
    private record Held(long kilobytes, long files) {

        static Held by(ProcessHandle process) throws IOException {
            var folder = Path.of("/proc", Long.toString(process.pid()));
            var memory = Files.readAllLines(folder.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            try (var open = Files.list(folder.resolve("fd"))) {
                return new Held(Long.parseLong(memory.replaceAll("\\D", "")), open.count());
            }
        }
    }

    @Test
    void losesNothingAndDoesNotGrowWhileConnectionsAndTheDatabaseAreKilled(@TempDir Path home) throws Exception {
        var random = new Random(20261122);
        var work = new NeverLost(home, PEOPLE, 100);
        var held = new ArrayList<Held>();
        var linli = work.start();
        try {
            try (var reporters = Reporters.begin(linli.address(), PEOPLE, EVERY)) {
                var end = System.nanoTime() + LENGTH.toNanos();
                for (int shock = 1; System.nanoTime() < end; shock++) {
                    Thread.sleep(500 + random.nextInt(2_500));
                    if (shock % 20 == 0) {
                        kill(linli.postmaster());
                        reporters.untilTaken(PEOPLE);
                    } else {
                        cut(linli, 1 + random.nextInt(8));
                    }
                    held.add(Held.by(linli.java()));
                }
                reporters.untilTaken(PEOPLE);
                reporters.stop();
                assertThat(reporters.turnedAway()).as("the shocks were felt").isPositive();
                assertThat(reporters.taken()).isGreaterThan(LENGTH.toSeconds() * 10);
                NeverLost.check(linli, reporters, 0);
            }
            isBounded(held);
            linli = work.round(linli, JAVA);
            linli = work.round(linli, BOTH);
        } finally {
            linli.close();
        }
    }

    private static void cut(LinliProcess linli, int connections) throws IOException, InterruptedException {
        try (var database = DatabaseOf.superuser(linli.data())) {
            database.ask("""
                    select count(pg_terminate_backend(pid)) from (
                        select pid from pg_stat_activity where usename = 'linli' order by random() limit %d) some""".formatted(connections));
        } catch (SQLException e) {
            Thread.sleep(500); // it is just coming back from the last shock
        }
    }

    /** After the first third, in which everything is used for the first time, it holds no more and no more. */
    private static void isBounded(List<Held> held) {
        var settled = held.subList(held.size() / 3, held.size() * 2 / 3);
        var late = held.subList(held.size() * 2 / 3, held.size());
        var memory = settled.stream().mapToLong(Held::kilobytes).max().orElseThrow();
        var files = settled.stream().mapToLong(Held::files).max().orElseThrow();
        assertThat(late)
                .as("kilobytes, of a heap of 512 MB at most; before: " + memory)
                .allSatisfy(now -> assertThat(now.kilobytes()).isLessThan(Math.min(900 * MB, memory + 100 * MB)));
        assertThat(late)
                .as("open files")
                .allSatisfy(now -> assertThat(now.files()).isLessThan(files + 30));
    }
}
