package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureTests {

    @Test
    void isTheMedianOfItsSamples() {
        var figure = Figure.ofSamples("answer", "ms", 9, 1, 5);

        assertThat(figure.value()).isEqualTo(5);
        assertThat(figure.samples()).satisfies(samples -> {
            assertThat(samples.min()).isEqualTo(1);
            assertThat(samples.max()).isEqualTo(9);
            assertThat(samples.values()).containsExactly(9.0, 1.0, 5.0);
        });
    }

    @Test
    void takesPercentilesOfAllSamplesAndKeepsSomeOfThem() {
        var samples =
                Samples.of(IntStream.rangeClosed(1, 10_000).asDoubleStream().toArray());

        assertThat(samples.count()).isEqualTo(10_000);
        assertThat(samples.p50()).isEqualTo(5_000);
        assertThat(samples.p95()).isEqualTo(9_500);
        assertThat(samples.p99()).isEqualTo(9_900);
        assertThat(samples.values()).hasSize(500).isSorted().startsWith(1.0).endsWith(10_000.0);
    }

    @Test
    void hasNoPercentilesOfNothing() {
        assertThatThrownBy(Samples::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void meetsAnAimThatItJustReaches() {
        assertThat(Figure.of("start", "s", 12).aim(Aim.atMost(12)).met()).isTrue();
        assertThat(Figure.of("start", "s", 12.1).aim(Aim.atMost(12)).met()).isFalse();
        assertThat(Figure.of("rate", "/s", 100).aim(Aim.atLeast(100)).met()).isTrue();
        assertThat(Figure.of("rate", "/s", 99.9).aim(Aim.atLeast(100)).met()).isFalse();
        assertThat(Figure.of("rate", "/s", 99.9).met()).isNull();
    }

    @Test
    void isHeldToAPercentileWhereTheAimIsOne() {
        var answers = Figure.ofSamples(
                "answer", "ms", IntStream.rangeClosed(1, 100).asDoubleStream().toArray());

        assertThat(answers.aim(Aim.atMost(95).of(Aim.Measure.P95)).met()).isTrue();
        assertThat(answers.aim(Aim.atMost(94).of(Aim.Measure.P95)).met()).isFalse();
    }

    @Test
    void isHeldToItsRatioWhereTheAimIsOne() {
        var rate = Figure.of("reports", "/s", 350).against(Reference.floor("the statements alone", 1_000));

        assertThat(rate.ratio()).isEqualTo(0.35);
        assertThat(rate.aim(Aim.atLeast(0.35).of(Aim.Measure.RATIO)).met()).isTrue();
        assertThat(rate.aim(Aim.atLeast(0.36).of(Aim.Measure.RATIO)).met()).isFalse();
    }

    @Test
    void takesNoAimForWhatWasNotMeasured() {
        var figure = Figure.of("reports", "/s", 350);

        assertThatThrownBy(() -> figure.aim(Aim.atLeast(0.35).of(Aim.Measure.RATIO)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> figure.aim(Aim.atLeast(1).of(Aim.Measure.P95)))
                .isInstanceOf(IllegalStateException.class);
    }
}
