package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_STILL_RUNNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on our data that an earlier Linli left running when it was killed. */
final class OrphanServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OrphanServer() {}

    /** Nobody else may use our data while we hold its lock, so such a server is stopped. */
    static void stop(Path cluster) throws IOException {
        var pid = pid(cluster);
        var owner = pid.flatMap(ProcessHandle::of);
        if (owner.isEmpty()) {
            return; // PostgreSQL itself recognises a file whose process is gone
        }
        var server = owner.get();
        if (!isServerOf(cluster, server)) {
            // the number went to another process, which would keep PostgreSQL from starting
            Files.delete(pidFile(cluster));
            return;
        }
        log.warn("A PostgreSQL (pid {}) was left running by an earlier Linli that was killed; stopping it", pid.get());
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor(); // fast shutdown
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart(e, DATABASE_STILL_RUNNING, server.pid());
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotStart(e, DATABASE_STILL_RUNNING, server.pid());
        }
    }

    /** The process that says that it serves this data. */
    static Optional<Long> pid(Path cluster) throws IOException {
        try {
            return Files.readAllLines(pidFile(cluster)).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(first -> first.matches("\\d{1,10}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static boolean isServerOf(Path cluster, ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres")
                && process.info().commandLine().orElse("").contains(cluster.toString());
    }
}
