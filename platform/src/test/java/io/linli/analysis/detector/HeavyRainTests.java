package io.linli.analysis.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import io.linli.analysis.detector.SomeFacts.Fed;
import io.linli.analysis.rain.HourlyRain;
import io.linli.analysis.rain.RainLevel;
import io.linli.analysis.rain.RainWindows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 蓝 12 h ≥ 50 mm, 黄 6 h ≥ 50 mm, 橙 3 h ≥ 50 mm, 红 3 h ≥ 100 mm; by what was measured only. */
class HeavyRainTests {

    private static final String STREET = "430181123";
    private static final Instant BEGIN = Instant.parse("2026-07-10T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Fed rain = new Fed(new HeavyRain());

    private static RainFact hour(Instant hour, String millimetres) {
        return late(hour, millimetres, Duration.ofMinutes(5));
    }

    /** Known so much later. */
    private static RainFact late(Instant hour, String millimetres, Duration after) {
        return new RainFact("T1", hour.plus(after), List.of(STREET), hour, new BigDecimal(millimetres));
    }

    /** One for each, the first of which ends an hour after the beginning; none where it is empty. */
    private static List<RainFact> falling(Instant begin, String... millimetres) {
        var facts = new ArrayList<RainFact>();
        for (int n = 0; n < millimetres.length; n++) {
            if (!millimetres[n].isEmpty()) {
                facts.add(hour(begin.plus(HOUR.multipliedBy(n + 1L)), millimetres[n]));
            }
        }
        return facts;
    }

    /** In equal parts, of which the last holds what does not divide. */
    private static List<RainFact> spread(Instant begin, int hours, String sum) {
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
        "BLUE, 12, 49.9, false", "BLUE, 12, 50.0, true", "BLUE, 12, 50.1, true", "BLUE, 12, 99.9, true",
        "YELLOW, 6, 49.9, false", "YELLOW, 6, 50.0, true", "YELLOW, 6, 50.1, true", "YELLOW, 6, 99.9, true",
        "ORANGE, 3, 49.9, false", "ORANGE, 3, 50.0, true", "ORANGE, 3, 50.1, true", "ORANGE, 3, 99.9, true",
        "RED, 3, 49.9, false", "RED, 3, 99.9, false", "RED, 3, 100.0, true", "RED, 3, 100.1, true"
    })
    void tellsOfEachThresholdAtTheNumberItself(WarningLevel level, int hours, String sum, boolean told) {
        for (var begin : List.of(
                BEGIN,
                Instant.parse("2026-07-10T15:00:00Z"), // across midnight in Shanghai
                Instant.parse("2026-07-10T22:00:00Z"), // and in UTC
                Instant.parse("2026-02-28T21:00:00Z"))) { // across the end of a month
            var here = new Fed(new HeavyRain());

            spread(begin, hours, sum).forEach(here::on);

            assertThat(here.findings.stream().anyMatch(found -> found.level() == level))
                    .as("%s mm in %d h from %s", sum, hours, begin)
                    .isEqualTo(told);
            assertThat(here.findings)
                    .as("no graver than it is")
                    .noneMatch(found -> found.level().isGraverThan(level) && !sum.equals("99.9"));
        }
    }

    @Test
    void saysOfWhatItWasReachedByAndForEachAreaThatTheStationStandsFor() {
        var facts = falling(BEGIN, "20", "15.5", "14.5");
        facts.forEach(fact -> rain.on(new RainFact(
                fact.station(), fact.at(), List.of(STREET, "430181122"), fact.hour(), fact.millimetres())));

        assertThat(rain.findings)
                .extracting(Finding::kind, Finding::area, Finding::level, Finding::topic)
                .containsExactly(
                        tuple(SignalKind.RAIN, STREET, WarningLevel.ORANGE, "heavy-rain:T1:" + STREET),
                        tuple(SignalKind.RAIN, "430181122", WarningLevel.ORANGE, "heavy-rain:T1:430181122"));
        assertThat(rain.findings.getFirst().figures())
                .containsEntry("mm", 50.0)
                .containsEntry("hours", 3.0)
                .containsEntry("threshold", 50.0)
                .containsEntry("missing", 0.0)
                .containsEntry("mm12", 50.0);
        assertThat(rain.findings.getFirst().to()).isEqualTo(BEGIN.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void isNotTakenFurtherByAnHourThatIsMissingAndSaysSo() {
        falling(BEGIN, "20", "", "20").forEach(rain::on);
        assertThat(rain.findings).isEmpty();

        rain.on(hour(BEGIN.plus(HOUR.multipliedBy(4)), "30"));
        assertThat(rain.findings)
                .singleElement()
                .satisfies(found -> assertThat(found.level()).isEqualTo(WarningLevel.ORANGE))
                .satisfies(found -> assertThat(found.figures())
                        .containsEntry("missing", 1.0)
                        .containsEntry("mm", 50.0));
    }

    @Test
    void tellsAGraverLevelAtOnceAndTheSameNotAgainWhileItRains() {
        falling(BEGIN, "25", "0", "0", "25", "0", "25", "0", "75", "30", "0", "0")
                .forEach(rain::on);

        assertThat(rain.findings)
                .extracting(Finding::level)
                .containsExactly(WarningLevel.YELLOW, WarningLevel.ORANGE, WarningLevel.RED);
        int before = rain.findings.size();
        falling(BEGIN, "25", "0", "0", "25").forEach(rain::on); // the same once more
        assertThat(rain.findings).hasSize(before);
    }

    @Test
    void tellsOfAnHourThatComesLateAsLongAsItMatters() {
        falling(BEGIN, "30", "", "15").forEach(rain::on);
        rain.on(late(BEGIN.plus(HOUR.multipliedBy(2)), "10", Duration.ofHours(3)));
        assertThat(rain.findings)
                .extracting(Finding::level, Finding::to)
                .containsExactly(tuple(WarningLevel.ORANGE, BEGIN.plus(HOUR.multipliedBy(3))));

        var over = new Fed(new HeavyRain());
        falling(BEGIN, "30", "", "15").forEach(over::on);
        over.on(late(BEGIN.plus(HOUR.multipliedBy(2)), "10", Duration.ofHours(30)));
        over.on(late(BEGIN.minus(Duration.ofDays(365)), "200", Duration.ofDays(365)));
        assertThat(over.findings).as("it is long over").isEmpty();
    }

    @Test
    void tellsOfWhatACorrectionBringsAndAgainAfterOneThatTookItBack() {
        falling(BEGIN, "10", "20").forEach(rain::on);
        rain.on(hour(BEGIN.plus(HOUR), "40"));
        assertThat(rain.findings).extracting(Finding::level).containsExactly(WarningLevel.ORANGE);

        rain.on(hour(BEGIN.plus(HOUR), "4"));
        assertThat(rain.findings).hasSize(1);
        rain.on(hour(BEGIN.plus(HOUR.multipliedBy(3)), "26"));
        assertThat(rain.findings)
                .extracting(Finding::level, Finding::to)
                .containsExactly(
                        tuple(WarningLevel.ORANGE, BEGIN.plus(HOUR.multipliedBy(2))),
                        tuple(WarningLevel.ORANGE, BEGIN.plus(HOUR.multipliedBy(3))));
    }

    @Test
    void knowsTheSameInTheEndInWhateverOrderTheHoursCome() {
        var random = new Random(7);
        var facts = new ArrayList<RainFact>();
        for (int n = 1; n <= 40; n++) {
            facts.add(
                    late(BEGIN.plus(HOUR.multipliedBy(n)), String.valueOf(random.nextInt(150) / 10.0), Duration.ZERO));
        }
        var inOrder = new Course.InMemory();
        var other = new Course.InMemory();
        var detector = new HeavyRain();
        var values = Values.usual(detector);
        facts.forEach(fact -> new Course(inOrder, any -> values).feed(List.of(detector), fact));
        Collections.shuffle(facts, random);
        facts.addAll(facts.subList(0, 10)); // and some twice
        facts.forEach(fact -> new Course(other, any -> values).feed(List.of(detector), fact));

        assertThat(known(other)).isEqualTo(known(inOrder)).hasSize(40);
    }

    private static List<HourlyRain> known(Course.InMemory states) {
        return ((HeavyRain.State) requireNonNull(states.get(new HeavyRain(), "T1"))).hours();
    }

    /** Real hours of a year; as they stand they reach nothing, so they fall more than once as much too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6})
    void tellsOfARealYearWhatItsSumsReachedAndNothingElse(int scale) throws IOException {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA does not say where the measurements are");
        var year = year(Path.of(data, "weather", "zhengzhou_hourly_1979.csv"), scale);
        var windows = new RainWindows(year.stream()
                .map(fact -> new HourlyRain(fact.hour(), fact.millimetres()))
                .toList());

        year.forEach(rain::on);

        assertThat(rain.findings)
                .allSatisfy(found -> assertThat(windows.reached(found.to()))
                        .contains(RainLevel.valueOf(found.level().name())));
        for (var interval : windows.intervals()) {
            assertThat(rain.findings)
                    .as("%s", interval)
                    .anyMatch(found ->
                            !WarningLevel.valueOf(interval.level().name()).isGraverThan(found.level())
                                    && Duration.between(found.to(), interval.from())
                                                    .abs()
                                                    .compareTo(Duration.ofHours(12))
                                            < 0);
        }
        assertThat(rain.findings.isEmpty()).isEqualTo(windows.intervals().isEmpty());
    }

    private static List<RainFact> year(Path file, int scale) throws IOException {
        return Files.readAllLines(file, UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> {
                    var hour = LocalDateTime.parse(cells[0].replace(' ', 'T')).toInstant(ZoneOffset.UTC);
                    var fell = cells[5].isEmpty() ? BigDecimal.ZERO : new BigDecimal(cells[5]);
                    return hour(hour, fell.multiply(BigDecimal.valueOf(scale)).toPlainString());
                })
                .toList();
    }
}
