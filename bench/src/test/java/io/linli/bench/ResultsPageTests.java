package io.linli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsPageTests {

    @Test
    void showsAFigureWithItsPercentilesPeerRatioAndAim() {
        var page = ResultsPage.of(List.of(SomeResult.of(Figure.ofSamples("located", "points/s", 1_000, 3_000, 2_000)
                .against(Reference.peer("each in turn", 500))
                .aim(Aim.atLeast(2).of(Aim.Measure.RATIO)))));

        assertThat(page)
                .contains("## locate")
                .contains(
                        "| located | 2,000 points/s | 2,000 / 3,000 / 3,000 (3) | peer: each in turn, 500 points/s | 4 | ratio ≥ 2 | met |")
                .contains("1 benchmarks, 1 figures with an aim, 1 of them met.")
                .contains("commit 0123456789, 12 s; 2 cores (Some Processor), 24,105 MB; java 25.0.1, postgresql 18.4.")
                .contains("- One thread.")
                .contains(
                        "<details><summary>the plan</summary>\n\n```\nIndex Scan using report_by_time\n  rows=20\n```");
    }

    @Test
    void doesNotHideAnAimThatWasMissed() {
        var page = ResultsPage.of(
                List.of(SomeResult.of(Figure.of("start", "s", 61.04).aim(Aim.atMost(60)))));

        assertThat(page)
                .contains("| start | 61 s |  |  |  | ≤ 60 s | **missed** |")
                .contains("0 of them met");
    }

    @Test
    void keepsATableWholeWhateverIsWrittenInIt() {
        var page =
                ResultsPage.of(List.of(SomeResult.of(Figure.of("a | b", "s", 1).note("two\nlines"))));

        assertThat(page).contains("| a \\| b<br>two lines | 1 s |");
    }

    @Test
    void saysWhenNothingIsMeasured() {
        assertThat(ResultsPage.of(List.of())).isEqualTo("Nothing is measured yet.\n");
    }
}
