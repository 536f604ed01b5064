package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.settings.OnData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import picocli.CommandLine;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class ImportCommandTests {

    @TempDir
    Path folder;

    @Autowired
    ApplicationContext application;

    @Autowired
    Territory territory;

    private final StringWriter told = new StringWriter();

    @Test
    void importsDivisionsAndTellsTheBadLinesInBothLanguages() throws Exception {
        var good = Files.writeString(folder.resolve("upper.csv"), "code,name\n89,示例省\n8901,示例市\n");
        var bad = Files.writeString(folder.resolve("lower.csv"), "code,name\n890101,示例县\n890201,没有上级\n");

        assertThat(run("divisions", "--file", good.toString())).isZero();
        assertThat(run("divisions", "--file", bad.toString(), "--region", "89")).isEqualTo(1);

        assertThat(told.toString())
                .contains("第 3 行", "Line 3, code \"890201\"", "import the level above first", "1 added", "新增 1");
        assertThat(territory.find(new AreaCode("890101"))).isPresent();
    }

    @Test
    void importsBoundariesOrSaysWhatIsWrongWithThem() throws Exception {
        var file = Files.writeString(
                folder.resolve("b.geojson"),
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"88\"},"
                        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[100,30],[101,30],[101,31],[100,30]]]}}]}");

        assertThat(run("boundaries", "--crs", "gcj02", "--file", file.toString()))
                .isEqualTo(1);
        assertThat(told.toString()).contains("features[0]: 没有代码为 88 的区域。 · There is no area with the code 88.");

        var areas = Files.writeString(folder.resolve("a.csv"), "code,name\n88,示例省\n");
        assertThat(run("divisions", "--file", areas.toString())).isZero();
        assertThat(run("boundaries", "--crs", "gcj02", "--dry-run", "--file", file.toString()))
                .isZero();
        assertThat(run("boundaries", "--crs", "gcj02", "--file", file.toString()))
                .isZero();
        assertThat(told.toString()).contains("1 boundaries would be added", "1 boundaries added");
        assertThat(run("boundaries", "--crs", "mars", "--file", file.toString()))
                .isEqualTo(1);
        assertThat(told.toString()).contains("must be one of wgs84");
    }

    @Test
    void importsNamesOfPlacesAndIsSafeToRunAgain() throws Exception {
        var file = Files.writeString(folder.resolve("p.csv"), """
                area,name,aliases,longitude,latitude
                430181002006003,示例导入大厦,导入楼;示例导入楼,113.64,28.16
                430181002006003,示,,,
                430181999,示例无处大厦,,,
                430181002006003,示例北极大厦,,x,28
                """);

        assertThat(run("places", "--file", file.toString())).isEqualTo(1);
        assertThat(told.toString()).contains("1 added", "at least two characters", "no open area", "not longitude");
        assertThat(territory.place("导入楼前").grid()).isEqualTo(new AreaCode("430181002006003"));

        assertThat(run("places", "--file", file.toString())).isEqualTo(1);
        assertThat(told.toString()).contains("0 added, 0 changed, 1 unchanged");
    }

    @Test
    void saysWhenThereIsNoSuchFile() {
        assertThat(run("divisions", "--file", folder.resolve("none.csv").toString()))
                .isEqualTo(1);
        assertThat(told.toString()).contains("No such file");
    }

    @Test
    void explainsItself() {
        var line = new CommandLine(new ImportCommand()).setOut(new PrintWriter(told));
        assertThat(line.execute("divisions", "--help")).isZero();
        assertThat(told.toString()).contains("导入行政区划", "upper levels first", "only this division");
    }

    private int run(String... words) {
        var line = new CommandLine(new ImportCommand());
        line.setErr(new PrintWriter(told, true));
        line.setExecutionStrategy(parsed -> {
            try {
                return ((OnData) parsed.asCommandLineList().getLast().getCommand()).call(application);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return line.execute(words);
    }
}
