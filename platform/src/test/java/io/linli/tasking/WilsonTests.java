package io.linli.tasking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTests {

    // by hand, from the formula: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964
    @ParameterizedTest
    @CsvSource({
        "19, 20, 0.7639, 0.9911",
        "3, 6, 0.1876, 0.8124",
        "4, 5, 0.3755, 0.9638",
        "0, 10, 0, 0.2775",
        "10, 10, 0.7225, 1",
        "960, 1000, 0.9460, 0.9705"
    })
    void isTheIntervalOfTheFormula(long numerator, long denominator, double low, double high) {
        var interval = Wilson.of(numerator, denominator);

        assertThat(interval.low()).isCloseTo(low, within(0.0001));
        assertThat(interval.high()).isCloseTo(high, within(0.0001));
    }

    @Test
    void isOfNothingThatIsNoShare() {
        assertThatThrownBy(() -> Wilson.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
