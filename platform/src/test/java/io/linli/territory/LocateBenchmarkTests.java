package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocateBenchmarkTests {

    @Test
    void putsMoreThanAHundredThousandPointsASecondIntoTheSameGridsAsLookingAtEachOne() {
        var benchmark = new LocateBenchmark(SomeCounty.communities(), 1_500, 200_000);
        assertThat(benchmark.differences(20_000)).isZero();
        // the first rounds are the compiler's; other work on the machine may slow any one of the rest
        double indexed = IntStream.range(0, 8)
                .mapToDouble(round -> benchmark.indexed())
                .max()
                .orElseThrow();
        double bruteForce = benchmark.bruteForce(2_000);

        System.out.printf(
                "%,d grids: %,.0f points/s with the index, %,.0f by looking at each%n",
                benchmark.grids(), indexed, bruteForce);
        assertThat(indexed).isGreaterThan(100_000).isGreaterThan(bruteForce);
    }
}
