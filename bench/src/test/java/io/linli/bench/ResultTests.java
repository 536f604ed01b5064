package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTests {

    private static final Result RESULT = SomeResult.of(
            Figure.ofSamples("located", "points/s", 1_000, 3_000, 2_000)
                    .against(Reference.peer("each in turn", 500))
                    .aim(Aim.atLeast(2).of(Aim.Measure.RATIO))
                    .note("warm"),
            Figure.of("heap", "MB", 300));

    @Test
    void isTheSameAfterItWasWrittenAndRead(@TempDir Path folder) throws IOException {
        RESULT.write(folder);

        assertThat(Result.all(folder)).containsExactly(RESULT);
    }

    @Test
    void saysInTheFileItselfWhetherTheAimWasMet() {
        assertThat(RESULT.toJson())
                .contains("\"ratio\" : 4.0")
                .contains("\"met\" : true")
                .contains("\"date\" : \"2026-11-22T01:02:03Z\"");
    }

    @Test
    void readsResultsByNameAndNothingElse(@TempDir Path folder) throws IOException {
        RESULT.write(folder);
        Files.writeString(folder.resolve("README.md"), "not a result");

        assertThat(Result.all(folder)).extracting(Result::name).containsExactly("locate");
    }
}
