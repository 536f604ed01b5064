package io.linli.analysis.detector;

import static io.linli.analysis.detector.SomeFacts.BEGIN;
import static io.linli.analysis.detector.SomeFacts.GRID;
import static io.linli.analysis.detector.SomeFacts.NEXT_GRID;
import static io.linli.analysis.detector.SomeFacts.report;
import static io.linli.analysis.detector.SomeFacts.step;
import static io.linli.incident.IncidentStatus.CLOSED;
import static io.linli.incident.IncidentStatus.DISPATCHED;
import static io.linli.incident.IncidentStatus.FEEDBACK;
import static io.linli.incident.IncidentStatus.HANDLING;
import static io.linli.incident.IncidentStatus.INSPECTING;
import static io.linli.incident.IncidentStatus.OBJECTED;
import static io.linli.incident.IncidentStatus.REWORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.linli.analysis.SignalKind;
import io.linli.analysis.detector.SomeFacts.Fed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DetectorTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void areFreeOfSpringAndOfSql() {
        var pure = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.linli.analysis.detector");

        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "tools.jackson..")
                .check(pure);
        assertThat(pure.size()).isGreaterThan(10);
    }

    @Test
    void haveNamesOfTheirOwnAndSaneParameters() {
        var all = Detectors.all();

        assertThat(all.stream().map(Detector::name)).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(all)
                .allSatisfy(detector -> assertThat(detector.stateType().isRecord())
                        .as(detector.name())
                        .isTrue());
        assertThat(new Parameter("x", 1, 0, 2).allows(Double.NaN)).isFalse();
        assertThat(Values.of(new Recurrence().parameters(), Map.of("days", 10_000.0))
                        .get("days"))
                .as("what is out of bounds stays as is usual")
                .isEqualTo(90);
    }

    @Test
    void keepOthersGoingWhenOneFailsAtAFact() {
        var states = new Course.InMemory();
        var broken = new UnitShare() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            SignalKind kind() {
                return SignalKind.COMING_BACK;
            }

            @Override
            Boolean wrong(IncidentFact step) {
                return step.comesTo(REWORK);
            }

            @Override
            public Step<State> on(String key, State state, Fact fact, Values values) {
                throw new IllegalStateException("cannot");
            }
        };
        var slow = new SlowUnit();
        var course = new Course(states, Values::usual);
        var late = step(UUID.randomUUID(), "430181-urban", HANDLING, FEEDBACK, BEGIN, BEGIN.minus(DAY));
        var back = step(UUID.randomUUID(), "430181-urban", INSPECTING, REWORK, BEGIN, null);

        var first = course.feed(List.of(broken, slow), back);
        var second = course.feed(List.of(broken, slow), late);

        assertThat(first.faults()).extracting(Course.Fault::key).containsExactly("430181:430181-urban");
        assertThat(second.findings()).isEmpty();
        assertThat(states.keys(slow)).containsExactly("430181:430181-urban");
        assertThat(states.keys(broken)).isEmpty();
    }

    @Test
    void reckonTailsAsTheTablesSay() {
        assertThat(Tail.atLeast(3, 2e9, 1e9, 1)).as("Poisson of 2").isCloseTo(0.3233236, within(1e-6));
        assertThat(Tail.atMost(0, 2e9, 1e9, 1)).isCloseTo(0.1353353, within(1e-6));
        assertThat(Tail.atLeast(1, 1, 1, 1)).as("geometric").isCloseTo(0.5, within(1e-12));
        assertThat(Tail.atLeast(0, 1, 1, 1)).isEqualTo(1);
        assertThat(Tail.ofShare(5, 10, 0.15)).isCloseTo(0.0098741, within(1e-6));
        assertThat(Tail.atLeast(400, 1, 1, 1)).isPositive().isLessThan(1e-100);
    }

    @Test
    void knowPlacesByTheirGeohash() {
        var cell = Cell.of("wt1k3b9").orElseThrow();

        assertThat(cell.geohash()).isEqualTo("wt1k3b9");
        assertThat(Cell.of("u120fxw").orElseThrow().latitude()).isCloseTo(52.205, within(0.001));
        assertThat(Cell.of("u120fxw").orElseThrow().longitude()).isCloseTo(0.1188, within(0.001));
        assertThat(cell.away(cell.x() + 2, cell.y() - 1)).isEqualTo(2);
        assertThat(Cell.of("wt1k3b")).isEmpty();
        assertThat(Cell.of("wt1k3ba")).as("a is no sign of it").isEmpty();
    }

    @Test
    void findAClusterThatNoGridWouldSeeAlone() {
        var fed = new Fed(new Cluster());
        var middle = Cell.of("wt1k3b9").orElseThrow();
        for (int day = 0; day < 60; day += 6) {
            fed.on(report(GRID, middle.geohash(), "9011", BEGIN.plus(DAY.multipliedBy(day))));
        }
        var cells = List.of(
                middle.geohash(),
                new Cell(middle.x() + 1, middle.y()).geohash(),
                new Cell(middle.x(), middle.y() + 1).geohash(),
                new Cell(middle.x() - 1, middle.y()).geohash());
        for (int i = 0; i < 16; i++) {
            fed.on(report(
                    i % 2 == 0 ? GRID : NEXT_GRID,
                    cells.get(i % 4),
                    "9011",
                    BEGIN.plus(DAY.multipliedBy(60 + i / 8)).plusSeconds(3_600L * i)));
        }

        assertThat(fed.findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(SignalKind.CLUSTER);
            assertThat(finding.area()).as("of both grids").isEqualTo("430181003001");
            assertThat(finding.evidence().size()).isGreaterThanOrEqualTo(5);
        });
        assertThat(fed.findings.stream().map(Finding::topic).distinct())
                .as("one matter")
                .hasSize(1);
    }

    @Test
    void leaveToAGridWhatLiesInItAlone() {
        var fed = new Fed(new Cluster());
        for (int day = 0; day < 60; day += 6) {
            fed.on(report(GRID, "wt1k3b9", "9011", BEGIN.plus(DAY.multipliedBy(day))));
        }
        for (int i = 0; i < 20; i++) {
            fed.on(report(
                    GRID, "wt1k3b9", "9011", BEGIN.plus(DAY.multipliedBy(60)).plusSeconds(60L * i)));
        }

        assertThat(fed.findings).isEmpty();
    }

    @Test
    void noticeAGridThatFallsSilentOnceAndAgainAfterItSpoke() {
        var fed = new Fed(new SilentGrid());
        var other = NEXT_GRID;
        for (int day = 0; day < 70; day++) {
            for (int i = 0; i < 2; i++) {
                fed.on(report(GRID, null, "9001", at(day, i)));
            }
            fed.on(report(other, null, "9001", at(day, 5)));
            fed.on(new DayEnded(Days.of(at(day, 0)), at(day + 1, 0)));
        }
        assertThat(fed.findings).isEmpty();

        for (int day = 70; day < 100; day++) {
            fed.on(report(other, null, "9001", at(day, 5)));
            fed.on(new DayEnded(Days.of(at(day, 0)), at(day + 1, 0)));
        }
        assertThat(fed.findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(SignalKind.SILENCE);
            assertThat(finding.area()).isEqualTo(GRID);
            assertThat(finding.figures().get("expected")).isCloseTo(28, within(2.0));
        });
    }

    @Test
    void tellOfTheSameMatterAgainWithinNinetyDays() {
        var fed = new Fed(new Recurrence());
        var words = signature(1);

        assertThat(fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9015", BEGIN, words)))
                .isEmpty();
        assertThat(fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9015", BEGIN.plus(DAY), words)))
                .isEmpty();
        assertThat(fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9015", BEGIN.plus(DAY), signature(500))))
                .as("other words")
                .isEmpty();
        var third = UUID.randomUUID();
        assertThat(fed.on(report(third, GRID, "wt1k3b9", "9015", BEGIN.plus(DAY.multipliedBy(80)), words)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.evidence()).hasSize(3).contains(third);
                    assertThat(finding.figures()).containsEntry("times", 3.0).containsEntry("dispute", 0.0);
                });
        assertThat(fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9015", BEGIN.plus(DAY.multipliedBy(300)), words)))
                .as("long after")
                .isEmpty();
    }

    @Test
    void hintAtEarlyMediationAtTheSecondDispute() {
        var fed = new Fed(new Recurrence());

        fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9017", BEGIN, signature(1)));
        var found = fed.on(report(UUID.randomUUID(), GRID, "wt1k3b9", "9017", BEGIN.plus(DAY), signature(2)));

        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.figures()).containsEntry("dispute", 1.0));
        assertThat(Recurrence.similarity("not base 64!", "not base 64?")).isZero();
        assertThat(Recurrence.similarity(null, signature(1))).isZero();
    }

    @Test
    void hintAtAMatterThatIsSentToAndFro() {
        var fed = new Fed(new ObjectedAgain());
        var matter = UUID.randomUUID();
        var first = step(matter, "430181-urban", DISPATCHED, OBJECTED, BEGIN, null);

        assertThat(fed.on(first)).isEmpty();
        assertThat(fed.on(first)).as("the same once more").isEmpty();
        assertThat(fed.on(step(matter, "430181-civil", DISPATCHED, OBJECTED, BEGIN.plus(DAY), null)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(SignalKind.OBJECTED_AGAIN));
    }

    @Test
    void hintAtAUnitThatIsLateMoreThanIsUsualButNotAtOneThatIsNot() {
        var fed = new Fed(new SlowUnit());
        for (int i = 0; i < 40; i++) {
            var at = BEGIN.plus(DAY.multipliedBy(i));
            fed.on(answered("430181-slow", at, i % 2 == 0));
            fed.on(answered("430181-usual", at, i % 8 == 0));
        }

        assertThat(fed.findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.unit()).isEqualTo("430181-slow");
            assertThat(finding.area()).isEqualTo("430181");
        });
        assertThat(fed.findings).as("not at each matter").hasSizeLessThan(4);
    }

    @Test
    void countAMatterOfAUnitOnceHoweverOftenItComesBack() {
        var fed = new Fed(new ComingBack());
        for (int i = 0; i < 40; i++) {
            fed.on(step(UUID.randomUUID(), "430181-urban", INSPECTING, CLOSED, BEGIN.plus(DAY.multipliedBy(i)), null));
        }
        var one = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            fed.on(step(
                    one,
                    "430181-urban",
                    INSPECTING,
                    REWORK,
                    BEGIN.plus(DAY.multipliedBy(40)).plusSeconds(i),
                    null));
        }

        assertThat(fed.findings).isEmpty();
    }

    private static IncidentFact answered(String unit, Instant at, boolean late) {
        return step(UUID.randomUUID(), unit, HANDLING, FEEDBACK, at, late ? at.minusSeconds(1) : at.plusSeconds(1));
    }

    private static Instant at(int day, int hour) {
        return BEGIN.plus(DAY.multipliedBy(day)).plus(Duration.ofHours(hour));
    }

    /** 64 numbers, of which those below 100 share all but eight, and others none. */
    private static String signature(int from) {
        var bytes = ByteBuffer.allocate(128);
        for (int i = 0; i < 64; i++) {
            bytes.putShort((short) (i < 8 || from >= 100 ? 1_000 + from * 64 + i : i));
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
