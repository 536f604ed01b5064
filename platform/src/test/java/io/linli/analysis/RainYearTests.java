package io.linli.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.RunCommand;
import io.linli.analysis.rain.RainLevel;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hours of the year 1979 in Zhengzhou, once and more than once as
 * much, go hour by hour through the reader that is live, and what it tells is what {@code linli lab rain} says of the file.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RainYearTests {

    private static final String STREET = "430181131";
    private static final List<Integer> SCALES = List.of(1, 2, 3, 4, 6);
    private static final int FAR = 9_997; // an epoch that no other entry is of
    private static final int BATCH = 1_000;

    /** Within which the same level is not told again. */
    private static final Duration REST = Duration.ofHours(12);

    @Autowired
    Engine engine;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private record Told(Instant hour, RainLevel level) {}

    @Test
    void tellsOfARealYearWhatTheLabSaysOfItsFile() throws IOException {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA is not set: the year of rain is not at hand");
        var file = Path.of(requireNonNull(data), "weather", "zhengzhou_hourly_1979.csv");
        var entries = entries(file);
        assertThat(entries).hasSizeGreaterThan(SCALES.size() * 8_000);

        var live = system.call(() -> transaction.execute(status -> {
            status.setRollbackOnly();
            database.sql("lock table analysis.progress in share row exclusive mode")
                    .update();
            for (var table : List.of("state", "progress")) {
                database.sql("delete from analysis." + table).update();
            }
            for (int from = 0; from < entries.size(); from += BATCH) {
                engine.read(entries.subList(from, Math.min(entries.size(), from + BATCH)));
            }
            var told = new TreeMap<Integer, List<Told>>();
            SCALES.forEach(scale -> told.put(scale, told(scale)));
            return told;
        }));

        for (int scale : SCALES) {
            assertThat(requireNonNull(live).get(scale))
                    .as("%d times the rain", scale)
                    .containsExactlyElementsOf(expected(lab(file, scale)));
        }
        assertThat(requireNonNull(live).get(1))
                .as("as it was, it reached nothing")
                .isEmpty();
        assertThat(live.get(6)).extracting(Told::level).contains(RainLevel.RED);
    }

    /** What follows from the intervals: the highest level of each hour, unless it or a graver one was told just before. */
    private static List<Told> expected(JsonNode intervals) {
        var highest = new TreeMap<Instant, RainLevel>();
        intervals.forEach(interval -> {
            var level = RainLevel.valueOf(interval.path("level").asString("").toUpperCase(Locale.ROOT));
            var to = Instant.parse(interval.path("to").asString(""));
            for (var hour = Instant.parse(interval.path("from").asString(""));
                    !hour.isAfter(to);
                    hour = hour.plus(Duration.ofHours(1))) {
                highest.merge(hour, level, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        });
        var told = new ArrayList<Told>();
        highest.forEach((hour, level) -> {
            if (told.stream()
                    .noneMatch(one -> one.level().compareTo(level) >= 0
                            && Duration.between(one.hour(), hour).compareTo(REST) < 0)) {
                told.add(new Told(hour, level));
            }
        });
        return told;
    }

    private static JsonNode lab(Path file, int scale) {
        var ran = RunCommand.run("lab", "rain", file.toString(), "--json", "--scale", String.valueOf(scale));
        assertThat(ran.code()).as(ran.err()).isZero();
        return JsonMapper.shared().readTree(ran.out()).path("intervals");
    }

    private List<Told> told(int scale) {
        return database.sql("""
                        select to_at, level from analysis.signal where epoch = ? and topic = ? order by to_at, level""")
                .params(FAR, "heavy-rain:" + station(scale) + ":" + STREET)
                .query((row, n) -> new Told(
                        row.getObject("to_at", OffsetDateTime.class).toInstant(),
                        RainLevel.valueOf(row.getString("level"))))
                .list();
    }

    private static String station(int scale) {
        return "Y1979X" + scale;
    }

    /** Each hour of the file at one station for each scale, known five minutes after it ended. */
    private static List<JournalEntry> entries(Path file) throws IOException {
        var entries = new ArrayList<JournalEntry>();
        for (var line : Files.readAllLines(file, UTF_8)) {
            var cells = line.split(",", -1);
            if (!cells[0].startsWith("1979")) {
                continue;
            }
            var hour = LocalDateTime.parse(cells[0].replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            var fell = cells[5].isEmpty() ? BigDecimal.ZERO : new BigDecimal(cells[5]);
            for (int scale : SCALES) {
                var at = hour.plusSeconds(300);
                var body = """
                        {"station": "%s", "areas": ["%s"], "hour": "%s", "millimetres": %s, "at": "%s"}""".formatted(
                                station(scale),
                                STREET,
                                hour,
                                fell.multiply(BigDecimal.valueOf(scale)).toPlainString(),
                                at);
                entries.add(new JournalEntry(
                        new Position(FAR, 1, entries.size() + 1), "sensing.rain-measured/1", body, at));
            }
        }
        return entries;
    }
}
