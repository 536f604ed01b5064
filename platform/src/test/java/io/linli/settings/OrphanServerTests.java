package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanServerTests {

    @TempDir
    Path cluster;

    Path mark;

    @BeforeEach
    void setUp() {
        mark = cluster.resolve("postmaster.pid");
    }

    @Test
    void isNotLookedForInNewData() throws Exception {
        OrphanServer.stop(cluster);

        assertThat(OrphanServer.pid(cluster)).isEmpty();
    }

    @Test
    void isNotMistakenForAnotherProcessThatHasItsNumberNow() throws Exception {
        Files.writeString(mark, ProcessHandle.current().pid() + "\n" + cluster + "\n");

        OrphanServer.stop(cluster);

        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(mark).as("it would keep the server from starting").doesNotExist();
    }

    @Test
    void leavesTheMarkOfADeadServerToPostgresWhichChecksItsMemoryToo() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(mark, gone.pid() + "\n" + cluster + "\n");

        OrphanServer.stop(cluster);

        assertThat(mark).exists();
    }

    @Test
    void doesNotGuessFromABrokenMark() throws Exception {
        Files.writeString(mark, "postgres?\n");

        OrphanServer.stop(cluster);

        assertThat(OrphanServer.pid(cluster)).isEmpty();
    }
}
