package io.linli.analysis.detector;

import static io.linli.analysis.detector.SomeFacts.BEGIN;
import static io.linli.analysis.detector.SomeFacts.GRID;
import static io.linli.analysis.detector.SomeFacts.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import io.linli.analysis.detector.SomeFacts.Fed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GridSurgeTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void findsASurgeThatItsOwnHistoryDoesNotLetExpect() {
        var fed = learnt(new Fed(new GridSurge()), 70);
        var evening = BEGIN.plus(DAY.multipliedBy(70)).plus(Duration.ofHours(19));

        for (int i = 0; i < 28; i++) {
            fed.on(report(GRID, null, "9001", evening.plusSeconds(60L * i)));
        }

        assertThat(fed.findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(SignalKind.SURGE);
            assertThat(finding.area()).isEqualTo(GRID);
            assertThat(finding.category()).isEqualTo("9001");
            assertThat(figure(finding, "observed")).isGreaterThan(figure(finding, "expected") * 5);
            assertThat(finding.evidence()).hasSize((int) Math.round(figure(finding, "observed")));
            assertThat(finding.from()).isEqualTo(evening.minus(Duration.ofHours(1)));
        });
        assertThat(fed.findings.stream().map(Finding::topic).distinct()).hasSize(1);
        assertThat(fed.findings.getLast().level()).isEqualTo(WarningLevel.ORANGE);
        assertThat(fed.findings.stream().map(Finding::id)).doesNotHaveDuplicates();
    }

    @Test
    void takesWhatIsUsualOnThatWeekdayForUsual() {
        var fed = new Fed(new GridSurge());
        for (int day = 0; day < 140; day++) {
            int many = day % 7 == 5 ? 12 : 1; // market day
            for (int i = 0; i < many; i++) {
                fed.on(report(
                        GRID, null, "9001", BEGIN.plus(DAY.multipliedBy(day)).plusSeconds(36_000 + 300L * i)));
            }
        }
        assertThat(fed.findings.stream().filter(finding -> finding.to().isAfter(BEGIN.plus(DAY.multipliedBy(70)))))
                .isEmpty();

        var wednesday = BEGIN.plus(DAY.multipliedBy(142)).plusSeconds(36_000);
        fed.findings.clear();
        for (int i = 0; i < 12; i++) {
            fed.on(report(GRID, null, "9001", wednesday.plusSeconds(300L * i)));
        }
        assertThat(fed.findings).isNotEmpty();
    }

    @Test
    void saysNothingBeforeItHasLearnt() {
        var fed = new Fed(new GridSurge());

        for (int i = 0; i < 50; i++) {
            fed.on(report(GRID, null, "9001", BEGIN.plusSeconds(60L * i)));
        }

        assertThat(fed.findings).isEmpty();
    }

    @Test
    void countsTheSameReportOnceAndALateOneAsHistory() {
        var fed = learnt(new Fed(new GridSurge()), 70);
        var evening = BEGIN.plus(DAY.multipliedBy(70)).plus(Duration.ofHours(19));
        var one = report(GRID, null, "9001", evening);

        for (int i = 0; i < 30; i++) {
            fed.on(one);
            fed.on(report(GRID, null, "9001", evening.minus(DAY.multipliedBy(3)).plusSeconds(i)));
        }

        assertThat(fed.findings).isEmpty();
    }

    /** 200 grids with two reports a day each, half a year: what is only chance is told as seldom as is promised. */
    @Test
    void keepsThePromisedBoundOfFalseAlarmsOverAllGrids() {
        var values = Values.of(new GridSurge().parameters(), Map.of("falseAlarms", 0.2, "cells", 200.0, "least", 2.0));
        var fed = new Fed(new GridSurge(), values);
        var random = new Random(5);
        int days = 182;
        for (int day = 0; day < days; day++) {
            var facts = new ArrayList<IncidentFact>();
            for (int grid = 0; grid < 200; grid++) {
                var code = "430181003%03d%03d".formatted(1 + grid / 20, 1 + grid % 20);
                for (int n = poisson(random, 2); n > 0; n--) {
                    facts.add(report(
                            code,
                            null,
                            "9001",
                            BEGIN.plus(DAY.multipliedBy(day)).plusSeconds(random.nextInt(86_400))));
                }
            }
            facts.sort(Comparator.comparing(IncidentFact::at));
            facts.forEach(fed::on);
        }

        long alarms = fed.findings.stream()
                .map(finding -> finding.topic() + finding.from())
                .distinct()
                .count();
        assertThat(alarms).isLessThanOrEqualTo(Math.round(0.2 * days * 1.3)).isPositive();
    }

    private static double figure(Finding finding, String name) {
        return finding.figures().getOrDefault(name, Double.NaN);
    }

    private static Fed learnt(Fed fed, int days) {
        for (int day = 0; day < days; day++) {
            fed.on(report(GRID, null, "9001", BEGIN.plus(DAY.multipliedBy(day)).plusSeconds(40_000)));
            fed.on(report(GRID, null, "9001", BEGIN.plus(DAY.multipliedBy(day)).plusSeconds(70_000)));
        }
        return fed;
    }

    static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int n = -1;
        for (double product = 1; product > limit; n++) {
            product *= random.nextDouble();
        }
        return n;
    }

    @Test
    void isWrittenDownAndReadAgainAsItWas() {
        var detector = new GridSurge();
        var state = detector.start();
        var key = GRID + ":9001";
        for (var fact : List.of(report(GRID, null, "9001", BEGIN), report(GRID, null, "9001", BEGIN.plus(DAY)))) {
            state = detector.on(key, state, fact, Values.usual(detector)).state();
        }
        assertThat(state.count()).isEqualTo(1);
        assertThat(detector.keys(report(GRID, null, "900102", BEGIN))).containsExactly(key);
    }
}
