package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** From the command to the first answered request. Public for the service loader. */
public final class StartBenchmark implements Benchmark {

    private static final String EVENTS = "-Dlinli.startup-events=true";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "From ./linli run until it has said where it is and answered a request there: the first time after a build, on new"
                + " data, and later, on the same data.";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        var first = new double[bench.size(3, 1)];
        for (int n = 0; n < first.length; n++) {
            forgetWhatIsPrepared(bench.home());
            var folder = bench.scratch().resolve("first-" + n);
            try (var linli = bench.linli().unprepared().in(folder).begin()) {
                first[n] = linli.secondsToFirstAnswer();
                linli.endPreparation();
            }
            bench.say("first start %d: %.1f s".formatted(n + 1, first[n]));
        }
        var folder = bench.scratch().resolve("first-0");
        seconds(bench.linli().in(folder)); // prepares, and leaves the files in the disk's cache as a restart finds them
        var later = new double[bench.size(8, 2)];
        for (int n = 0; n < later.length; n++) {
            later[n] = seconds(bench.linli().in(folder));
            bench.say("later start %d: %.1f s".formatted(n + 1, later[n]));
        }
        bench.record(Figure.ofSamples("first start after the build, on new data", "s", first)
                .aim(Aim.atMost(60).of(Aim.Measure.P95)));
        bench.record(Figure.ofSamples("later starts, on the same data", "s", later)
                .aim(Aim.atMost(12).of(Aim.Measure.P95)));
        spent(bench, "a first start", bench.linli().in(bench.scratch().resolve("observed")));
        spent(bench, "a later start", bench.linli().in(folder));
        bench.note(
                "The demo: a first start makes the database (initdb, migrations), loads the divisions of the county, draws its"
                        + " cartogram and opens the demo accounts. The build itself is not in it.");
        bench.note(
                "What is spent where comes from further starts with Flight Recorder and Spring's startup steps, which"
                        + " make a start slower; time in a step is without that of the steps inside it.");
    }

    private static double seconds(Installed.Starter starter) throws IOException, InterruptedException {
        try (var linli = starter.begin()) {
            return linli.secondsToFirstAnswer();
        }
    }

    private static void spent(Bench bench, String title, Installed.Starter starter)
            throws IOException, InterruptedException {
        var recording = Files.createTempFile(bench.scratch(), "start-", ".jfr");
        var options =
                List.of(EVENTS, "-XX:StartFlightRecording=filename=" + recording + ",dumponexit=true,settings=default");
        double seconds = seconds(starter.java(options.toArray(String[]::new)));
        bench.attach(
                "Where %s spends its time".formatted(title),
                StartSteps.read(recording).text(seconds));
    }

    // as a build does: what was prepared for another jar is of no use
    private static void forgetWhatIsPrepared(Path home) throws IOException {
        var prepared = home.resolve("platform/target/start");
        if (!Files.exists(prepared)) {
            return;
        }
        try (var all = Files.walk(prepared)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
