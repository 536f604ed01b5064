package io.linli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a benchmark measures with, and where it puts what it found. */
public final class Bench {

    private final Path home;
    private final Path scratch;
    private final boolean quick;
    private final PrintWriter progress;
    private final Instant begin;
    private final Clock clock;
    private final Map<String, String> versions = new TreeMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Result.Attachment> attachments = new ArrayList<>();

    Bench(Path home, Path scratch, boolean quick, PrintWriter progress, Clock clock) {
        this.home = home;
        this.scratch = scratch;
        this.quick = quick;
        this.progress = progress;
        this.clock = clock;
        this.begin = clock.instant();
        versions.put("java", Runtime.version().toString());
    }

    /** Whether this is only a small trial. */
    public boolean quick() {
        return quick;
    }

    /** How much to do: so much, or in a trial so little. */
    public int size(int full, int trial) {
        return quick ? trial : full;
    }

    /** The source tree with the launcher in it. */
    public Path home() {
        return home;
    }

    /** A folder of this run alone, thrown away after it. */
    public Path scratch() {
        return scratch;
    }

    /** Tells the person who waits how far it is. */
    public void say(String text) {
        var elapsed = Duration.between(begin, clock.instant());
        progress.printf("%7.1f s  %s%n", elapsed.toMillis() / 1_000.0, text);
        progress.flush();
    }

    /** Linli as it is installed, to be started in a process of its own. */
    public Installed.Starter linli() {
        return new Installed.Starter(this, scratch.resolve("linli"));
    }

    public void record(Figure figure) {
        figures.add(figure);
        say("%s: %s %s".formatted(figure.name(), ResultsPage.number(figure.value()), figure.unit()));
    }

    /** A sentence about how it was measured, for the page. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public void attach(String title, String text) {
        attachments.add(new Result.Attachment(title, text));
    }

    /** The version of something that took part. */
    public void version(String name, String version) {
        versions.put(name, version);
    }

    Result result(Benchmark benchmark, String command) throws IOException, InterruptedException {
        var source = SourceTree.at(home);
        return new Result(
                benchmark.name(),
                benchmark.about(),
                source.commit(),
                source.dirty(),
                begin,
                command,
                Duration.between(begin, clock.instant()).toMillis() / 1_000.0,
                Machine.here(),
                Map.copyOf(versions),
                List.copyOf(figures),
                List.copyOf(notes),
                List.copyOf(attachments));
    }
}
