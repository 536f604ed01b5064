package io.linli.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The main job on real input, as anybody would do it: the packaged Linli runs, and its replay command posts to it. */
@Tag("long")
class ReplayLongTests {

    private static final int MESSAGES = 487;

    @Test
    void everyRealMessageEndsAsAnIncidentAndTheSummarySaysSo(@TempDir Path home) throws Exception {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA is not set: the real messages are not at hand");
        var file = Path.of(requireNonNull(data), "complaints", "labelled_raw.csv");
        var figures = home.resolve("figures.json");
        try (var linli = LinliProcess.started(home.resolve("server"), "run");
                var desk = new Visitor(linli.address())) {
            var replay = LinliProcess.begin(
                    home.resolve("replay"),
                    "replay",
                    "--file",
                    file.toString(),
                    "--rate",
                    "20",
                    "--url",
                    linli.address().toString(),
                    "--secret",
                    LinliProcess.PASSWORD,
                    "--json",
                    figures.toString());

            assertThat(replay.end()).as(replay.complained()).isZero();
            var told = JsonMapper.shared().readTree(Files.readString(figures));
            int nowhere = told.path("places").path("UNPLACED").asInt();
            assertThat(nowhere).as("the messages speak of another city").isPositive();
            assertThat(replay.said().lines())
                    .as(replay.said())
                    .anyMatch(line -> line.contains("read %d，".formatted(MESSAGES)) && line.endsWith("unreadable 0"))
                    .anyMatch(line -> line.contains("taken %1$d，查到 found %1$d，拒绝 refused 0".formatted(MESSAGES)))
                    .anyMatch(line -> line.contains("UNPLACED=" + nowhere))
                    .anyMatch(line -> line.contains("p50=") && line.contains("p95=") && line.contains("p99="));

            assertThat(desk.signIn("district", LinliProcess.PASSWORD).statusCode())
                    .isEqualTo(200);
            assertThat(total(desk, "/api/incidents?size=1")).isEqualTo(MESSAGES);
            // a name may also tell a community without telling the grid
            assertThat(total(desk, "/api/incidents?queue=UNPLACED&size=1")).isBetween(nowhere, MESSAGES);
            NeverLost.isTold(linli, MESSAGES);
        }
    }

    private static int total(Visitor desk, String path) throws Exception {
        var answer = desk.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var total = JsonMapper.shared().readTree(answer.body()).path("total");
        assertThat(total.path("exact").asBoolean()).isTrue();
        return total.path("count").asInt();
    }
}
