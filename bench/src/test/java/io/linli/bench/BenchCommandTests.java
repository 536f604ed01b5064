package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... words) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void listsTheBenchmarksWithoutAName() {
        assertThat(bench()).isZero();
        assertThat(out.toString()).contains("benchmarks");
    }

    @Test
    void saysThatItDoesNotKnowABenchmark() {
        assertThat(bench("nothing")).isEqualTo(2);
        assertThat(err.toString()).contains("没有这个基准：nothing").contains("no such benchmark: nothing");
    }
}
