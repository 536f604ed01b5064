package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How fast it is, {@code ./linli bench locate} says. */
class LocateRaceTests {

    @Test
    void putsPointsIntoTheSameGridsAsLookingAtEachOne() {
        var race = new LocateRace(SomeCounty.communities(), 1_500, 20_000);

        assertThat(race.grids()).isGreaterThanOrEqualTo(1_400);
        assertThat(race.differences(20_000)).isZero();
    }
}
