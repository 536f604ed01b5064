package io.linli.bench;

import static io.linli.bench.Words.say;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./linli bench [NAME]}. */
@Command(name = "bench", mixinStandardHelpOptions = true, resourceBundle = Words.BUNDLE)
final class BenchCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", descriptionKey = "name")
    private @Nullable String name;

    @Option(names = "--quick", descriptionKey = "quick")
    private boolean quick;

    @Option(names = "--results", descriptionKey = "results")
    private @Nullable Path results;

    @Option(names = "--keep", descriptionKey = "keep")
    private boolean keep;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("Picocli fills this");
        }
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        if (name == null) {
            out.println(say("list.head"));
            known().forEach(one -> out.printf("  %-10s %s%n", one.name(), one.about()));
            out.flush();
            return 0;
        }
        var wanted = known().stream().filter(one -> one.name().equals(name)).findFirst();
        if (wanted.isEmpty()) {
            err.println("linli: " + say("error.unknown", name));
            return 2;
        }
        var home = System.getProperty("linli.home");
        if (home == null) {
            err.println("linli: " + say("error.home"));
            return 1;
        }
        try {
            return measure(wanted.get(), Path.of(home), out, err);
        } catch (CannotMeasure e) {
            err.println("linli: " + e.getMessage());
            return 1;
        }
    }

    static List<Benchmark> known() {
        return ServiceLoader.load(Benchmark.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Benchmark::name))
                .toList();
    }

    private int measure(Benchmark benchmark, Path home, PrintWriter out, PrintWriter err) throws Exception {
        var scratch = Files.createTempDirectory("linli-bench-");
        try {
            var bench = new Bench(home, scratch, quick, err, Clock.systemUTC());
            benchmark.run(bench);
            var result = bench.result(benchmark, "./linli bench " + benchmark.name() + (quick ? " --quick" : ""));
            var file = result.write(folder(home));
            result.figures().forEach(figure -> print(out, figure));
            if (result.dirty()) {
                out.println(say("result.dirty"));
            }
            out.println(say("result.written", file));
            out.flush();
            return 0;
        } finally {
            if (keep) {
                err.println(scratch);
            } else {
                delete(scratch);
            }
        }
    }

    // a trial says little: it does not take the place of what was measured in earnest
    private Path folder(Path home) {
        return results != null ? results : home.resolve(quick ? "bench/target/results" : "bench/results");
    }

    private static void print(PrintWriter out, Figure figure) {
        var met = figure.met();
        out.printf(
                "%-60s %12s %-10s %s%n",
                figure.name(),
                ResultsPage.number(figure.value()),
                figure.unit(),
                met == null ? "" : met ? "met" : "MISSED");
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
