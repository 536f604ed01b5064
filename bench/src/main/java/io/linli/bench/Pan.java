package io.linli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page does on its main thread between two frames while somebody moves the map of the wall, in a real browser. */
final class Pan {

    private Pan() {}

    static void measure(Bench bench, Installed linli) throws IOException, InterruptedException {
        var script = bench.home().resolve("web/e2e/pan.mjs");
        if (!Files.isDirectory(bench.home().resolve("web/node_modules/playwright-core"))) {
            bench.note("No browser is installed with the pages (npm ci in web): panning was not measured.");
            return;
        }
        bench.say("moving the map in a browser");
        var said = Tool.run(
                Map.of(
                        "BASE_URL",
                        linli.address().toString().replaceFirst("/$", ""),
                        "LINLI_DEMO_PASSWORD",
                        Installed.PASSWORD,
                        "PAN_SECONDS",
                        String.valueOf(bench.size(10, 3))),
                List.of("node", script.toString()));
        var found = JsonMapper.shared().readTree(said.lines().toList().getLast());
        var points = found.path("points").asLong();
        bench.record(Figure.ofSamples(
                        "work of the page's main thread between two frames, moving the map of %,d open incidents"
                                .formatted(points),
                        "ms",
                        perFrame(found, "work"))
                .aim(Aim.atMost(16).of(Aim.Measure.P95))
                .note("the aim is on the time that the thread had of a processor"));
        bench.record(Figure.ofSamples("of that in scripts", "ms", perFrame(found, "script")));
        bench.record(Figure.ofSamples("of that for style and layout", "ms", perFrame(found, "layout")));
        bench.record(Figure.ofSamples(
                        "the same thread occupied between two frames, waiting for the drawing included",
                        "ms",
                        perFrame(found, "occupied"))
                .note("no aim: it contains waiting for the drawing, which software does here"));
        bench.record(Figure.of(
                "frames in a second while moving",
                "1/s",
                found.path("frames").size() / found.path("seconds").asDouble()));
        bench.note("The map is drawn by the processor: this browser has no graphics card, and shares the cores with the"
                + " server: the thread waits for both, and what it waited is no work of it. %d dots and clusters stood on it."
                        .formatted(found.path("drawn").asLong()));
    }

    private static double[] perFrame(JsonNode found, String what) {
        return found.path("frames")
                .valueStream()
                .mapToDouble(frame -> frame.path(what).asDouble())
                .toArray();
    }
}
