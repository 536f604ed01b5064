package io.linli.analysis.rain;

import static io.linli.analysis.rain.RainLevel.BLUE;
import static io.linli.analysis.rain.RainLevel.ORANGE;
import static io.linli.analysis.rain.RainLevel.RED;
import static io.linli.analysis.rain.RainLevel.YELLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 蓝 12 h ≥ 50 mm, 黄 6 h ≥ 50 mm, 橙 3 h ≥ 50 mm, 红 3 h ≥ 100 mm. */
class RainWindowsTests {

    private static final Instant BEGIN = Instant.parse("2026-07-10T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    /** So much in each of the hours, the first of which ends an hour after the beginning. */
    private static RainWindows falling(Instant begin, String... millimetres) {
        var hours = new ArrayList<HourlyRain>();
        for (int n = 0; n < millimetres.length; n++) {
            if (!millimetres[n].isEmpty()) {
                hours.add(new HourlyRain(begin.plus(HOUR.multipliedBy(n + 1)), new BigDecimal(millimetres[n])));
            }
        }
        return new RainWindows(hours);
    }

    /** In equal parts over the hours of the window, the last of which holds what does not divide. */
    private static RainWindows spread(Instant begin, int hours, String sum) {
        var part = new BigDecimal(sum).divideToIntegralValue(BigDecimal.valueOf(hours));
        var parts = new String[hours];
        Arrays.fill(parts, part.toPlainString());
        parts[hours - 1] = new BigDecimal(sum)
                .subtract(part.multiply(BigDecimal.valueOf(hours - 1L)))
                .toPlainString();
        return falling(begin, parts);
    }

    @ParameterizedTest
    @CsvSource({
        "BLUE, 12, 49.9, false", "BLUE, 12, 50.0, true", "BLUE, 12, 50.1, true",
        "YELLOW, 6, 49.9, false", "YELLOW, 6, 50.0, true", "YELLOW, 6, 50.1, true",
        "ORANGE, 3, 49.9, false", "ORANGE, 3, 50.0, true", "ORANGE, 3, 50.1, true",
        "RED, 3, 99.9, false", "RED, 3, 100.0, true", "RED, 3, 100.1, true"
    })
    void reachEachThresholdAtTheNumberItself(RainLevel level, int hours, String sum, boolean reached) {
        for (var begin : List.of(
                BEGIN,
                Instant.parse("2026-07-10T15:00:00Z"), // across midnight in Shanghai
                Instant.parse("2026-07-10T22:00:00Z"), // and in UTC
                Instant.parse("2026-02-28T21:00:00Z"), // across the end of a month
                Instant.parse("2025-12-31T22:00:00Z"))) { // and of a year
            var intervals = spread(begin, hours, sum).intervals();

            assertThat(intervals.stream().anyMatch(interval -> interval.level() == level))
                    .as("%s mm in %d h from %s", sum, hours, begin)
                    .isEqualTo(reached);
            assertThat(intervals).noneMatch(interval -> interval.level().compareTo(level) > 0);
        }
    }

    @Test
    void addUpExactlyWhatFloatingNumbersWouldMiss() {
        var tenths = new String[12];
        Arrays.fill(tenths, "4.3");
        tenths[11] = "2.7"; // as doubles they add up to 49.99999999999999

        assertThat(falling(BEGIN, tenths).intervals())
                .singleElement()
                .isEqualTo(new RainInterval(
                        BLUE,
                        BEGIN.plus(HOUR.multipliedBy(12)),
                        BEGIN.plus(HOUR.multipliedBy(12)),
                        new BigDecimal("50.0")));
    }

    @Test
    void forgetAnHourAsSoonAsItIsOutsideTheWindow() {
        assertThat(falling(BEGIN, "25", "0", "0", "25").intervals())
                .extracting(RainInterval::level)
                .containsExactly(BLUE, YELLOW);
        assertThat(falling(BEGIN, "25", "0", "25").intervals())
                .extracting(RainInterval::level)
                .containsExactly(BLUE, YELLOW, ORANGE);
    }

    @Test
    void reachNothingByAnHourThatWasNotMeasured() {
        assertThat(falling(BEGIN, "20", "", "20").intervals()).isEmpty();
        assertThat(falling(BEGIN, "25", "", "25").intervals())
                .extracting(RainInterval::level, RainInterval::from)
                .containsExactly(
                        tuple(BLUE, BEGIN.plus(HOUR.multipliedBy(3))),
                        tuple(YELLOW, BEGIN.plus(HOUR.multipliedBy(3))),
                        tuple(ORANGE, BEGIN.plus(HOUR.multipliedBy(3))));
    }

    @Test
    void endAndBeginAgain() {
        var day = new String[40];
        Arrays.fill(day, "0");
        day[0] = "60";
        day[30] = "60";

        var blue = falling(BEGIN, day).intervals().stream()
                .filter(interval -> interval.level() == BLUE)
                .toList();

        assertThat(blue)
                .extracting(RainInterval::from, RainInterval::to)
                .containsExactly(
                        tuple(BEGIN.plus(HOUR), BEGIN.plus(HOUR.multipliedBy(12))),
                        tuple(BEGIN.plus(HOUR.multipliedBy(31)), BEGIN.plus(HOUR.multipliedBy(40))));
    }

    @Test
    void tellTheHighestThresholdOfAnHour() {
        var rain = falling(BEGIN, "30", "20", "50", "1");

        assertThat(rain.reached(BEGIN.plus(HOUR))).isEmpty();
        assertThat(rain.reached(BEGIN.plus(HOUR.multipliedBy(2)))).contains(ORANGE);
        assertThat(rain.reached(BEGIN.plus(HOUR.multipliedBy(3)))).contains(RED);
        assertThat(rain.reached(BEGIN.plus(HOUR.multipliedBy(4)))).contains(ORANGE);
        assertThat(rain.reached(BEGIN.plus(HOUR.multipliedBy(8)))).contains(YELLOW);
        assertThat(rain.reached(BEGIN.plus(HOUR.multipliedBy(30)))).isEmpty();
    }

    @Test
    void sayTheSameInWhateverOrderTheHoursCome() {
        var random = new Random(1);
        var hours = new ArrayList<HourlyRain>();
        for (int n = 0; n < 200; n++) {
            hours.add(HourlyRain.of(BEGIN.plus(HOUR.multipliedBy(n)), random.nextInt(200) / 10.0));
        }
        var inOrder = new RainWindows(hours).intervals();
        hours.addAll(hours.subList(0, 20)); // and some twice
        Collections.shuffle(hours, random);

        assertThat(inOrder).isNotEmpty();
        assertThat(new RainWindows(hours).intervals()).isEqualTo(inOrder);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1, 1_000.1})
    void refuseWhatIsNoRain(double millimetres) {
        assertThatThrownBy(() -> HourlyRain.of(BEGIN, millimetres)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuseTwoMeasurementsOfOneHourAndTimesWithinAnHour() {
        var one = HourlyRain.of(BEGIN, 1);
        var other = HourlyRain.of(BEGIN, 2);

        assertThatThrownBy(() -> new RainWindows(List.of(one, other))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HourlyRain.of(BEGIN.plusSeconds(60), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RainWindows(List.of(one)).times(BigDecimal.valueOf(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
