package io.linli;

import io.linli.settings.BothLanguages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is started again when it ends, at once the first time and later the oftener the later. */
final class KeptProcess {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/commands");

    /** One that stood this long has not ended for what made it end before. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private Process process;
    private long since;
    private int failures;
    private @Nullable ProcessBuilder again;
    private boolean stopping;

    private KeptProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.since = System.nanoTime();
    }

    static KeptProcess begin(String name, ProcessBuilder how) {
        return new KeptProcess(name, start(how));
    }

    private static Process start(ProcessBuilder how) {
        try {
            return how.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this JVM was told, for another of its kind. */
    static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Dlinli.prepare=") && !option.startsWith("-agentlib:"))
                .toList();
    }

    /** From now on it is started again, this way. */
    synchronized void keep(ProcessBuilder how) {
        again = how;
        watch(process);
    }

    private void watch(Process one) {
        var end = one.onExit().thenAccept(this::ended);
        if (end.isCompletedExceptionally()) {
            throw new IllegalStateException(name + " cannot be watched");
        }
    }

    private synchronized void ended(Process one) {
        if (stopping || one != process) {
            return;
        }
        System.out.println(TEXTS.say("keeper.again", name, one.exitValue()));
        failures = System.nanoTime() - since > STEADY.toNanos() ? 0 : failures + 1;
        var pause = failures <= 1 ? 0 : Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failures, 10));
        CompletableFuture.delayedExecutor(pause, TimeUnit.SECONDS).execute(this::startAgain);
    }

    private synchronized void startAgain() {
        var how = again;
        if (!stopping && how != null) {
            process = start(how);
            since = System.nanoTime();
            watch(process);
        }
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    synchronized int exitCode() {
        return process.exitValue();
    }

    /** Asks it to end in order. */
    synchronized void ask() {
        stopping = true;
        process.destroy();
    }

    /** Ends it, in order if it can. */
    void stop() {
        ask();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
