package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MadeUpReportsTests {

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void complainOfNobodyWhoWouldThenKeepThePoliceOut() {
        assertThat(abouts(true))
                .as("or the officer of that ground could not take it")
                .isZero();
        assertThat(abouts(false)).isPositive();
    }

    private long abouts(boolean forThePolice) {
        return Stream.generate(() -> Optional.ofNullable(MadeUpReports.about(random, forThePolice)))
                .limit(2_000)
                .filter(Optional::isPresent)
                .count();
    }
}
