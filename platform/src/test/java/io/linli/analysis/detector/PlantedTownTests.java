package io.linli.analysis.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ./linli bench detectors} measures at its whole size, at a small one. */
class PlantedTownTests {

    private static final List<Detector<?>> RULES =
            List.of(new GridSurge(), new SilentGrid(), new Cluster(), new Recurrence());

    @Test
    void hasItsPlantedRiskPointsFoundAndLittleElseTakenForOne() {
        var scores = new PlantedTown(11, 200, 105, 4).judge(RULES);

        assertThat(scores.keySet()).containsExactly("cluster", "grid-surge", "recurrence", "silent-grid");
        scores.forEach((rule, score) -> {
            System.out.printf(
                    "%s: %d of %d planted found (recall %.2f), %d of %d told were planted (precision %.2f)%n",
                    rule,
                    score.found(),
                    score.planted(),
                    score.recall(),
                    score.right(),
                    score.told(),
                    score.precision());
            assertThat(score.planted()).isEqualTo(4);
            assertThat(score.recall()).as("%s: recall", rule).isGreaterThanOrEqualTo(0.75);
            assertThat(score.precision()).as("%s: precision", rule).isGreaterThanOrEqualTo(0.5);
        });
    }

    @Test
    void isTheSameTownFromTheSameSeedAndHasNothingWhereNothingIsPlanted() {
        assertThat(new PlantedTown(3, 60, 30, 1).reports())
                .isEqualTo(new PlantedTown(3, 60, 30, 1).reports())
                .isNotEqualTo(new PlantedTown(4, 60, 30, 1).reports());
        assertThat(new PlantedTown(3, 60, 30, 0).judge(RULES)).isEmpty();
    }
}
