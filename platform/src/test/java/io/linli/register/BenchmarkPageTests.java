package io.linli.register;

import io.linli.bench.Result;
import io.linli.bench.ResultsPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchmarkPageTests {

    @Test
    void showsWhatWasMeasuredAndNothingElse() throws IOException {
        Generated.check(
                Path.of("../docs/benchmarks.md"),
                "benchmarks",
                ResultsPage.of(Result.all(Path.of("../bench/results"))));
    }
}
