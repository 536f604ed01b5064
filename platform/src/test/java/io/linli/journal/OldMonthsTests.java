package io.linli.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.MovableClock;
import io.linli.journal.JournalPumpTests.Gatherer;
import io.linli.settings.SystemScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Months are kept for three years; then the sum of each matter stays, and replaying comes to the same. */
@SpringBootTest(properties = "linli.journal.pump=false")
@Import({MovableClock.Settings.class, OldMonthsTests.Laggard.class})
class OldMonthsTests {

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    private static final List<String> COUNTERS = List.of("incident.tally", "incident.tally_below");

    @Autowired
    OldMonths oldMonths;

    @Autowired
    Months months;

    @Autowired
    Journal journal;

    @Autowired
    Epoch epoch;

    @Autowired
    MovableClock clock;

    @Autowired
    List<JournalReader> readers;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private final Map<String, List<Map<String, Object>>> counters = new HashMap<>();

    @BeforeEach
    void beginToday() {
        setClock(Instant.now());
        everybodyReads();
        for (var table : COUNTERS) {
            counters.put(
                    table,
                    system.call(
                            () -> database.sql("select * from " + table).query().listOfRows()));
        }
    }

    /** What is written here tells of incidents that there are not: other tests would find them counted. */
    @AfterEach
    void countAsBefore() {
        everybodyReads();
        system.run(() -> transaction.executeWithoutResult(status -> counters.forEach((table, rows) -> {
            database.sql("delete from " + table).update();
            rows.forEach(row -> {
                var columns = List.copyOf(row.keySet());
                database.sql("insert into %s (%s) values (%s)"
                                .formatted(
                                        table,
                                        String.join(", ", columns),
                                        String.join(", ", Collections.nCopies(columns.size(), "?"))))
                        .params(columns.stream().map(row::get).toList())
                        .update();
            });
        })));
    }

    @Test
    void keepTheSumOfEachMatterOnceTheirEndLiesThreeYearsBack() throws Exception {
        var january = YearMonth.of(2019, 1);
        var february = YearMonth.of(2019, 2);
        months.make(january);
        months.make(february);
        write("2019-01-03T01:00:00Z", "incident.reported/1", reported(first));
        write("2019-01-03T02:00:00Z", "incident.reported/1", reported(second));
        write("2019-01-04T01:00:00Z", "incident.filed/1", moved("incident.filed.1", first, "REPORTED", "FILED"));
        write("2019-01-04T02:00:00Z", "test.happened/1", happened());
        write("2019-01-05T01:00:00Z", "incident.taken/1", moved("incident.taken.1", first, "FILED", "HANDLING"));
        write("2019-02-01T00:00:00Z", "incident.closed/1", moved("incident.closed.1", first, "HANDLING", "CLOSED"));
        everybodyReads();
        var before = replayed();

        setClock(Instant.parse("2022-01-31T23:59:59Z"));
        assertThat(oldMonths.due()).doesNotContain(january);
        oldMonths.rollUp();
        assertThat(in(january)).hasSize(5);

        setClock(Instant.parse("2022-02-01T00:00:00Z"));
        oldMonths.rollUp();

        assertThat(oldMonths.due()).doesNotContain(january);
        assertThat(in(january))
                .extracting(JournalEntry::type)
                .containsExactlyInAnyOrder("incident.rolled-up/1", "incident.rolled-up/1", "test.happened/1");
        assertThat(in(february)).extracting(JournalEntry::type).containsExactly("incident.closed/1");
        assertThat(in(january).stream()
                        .map(JournalEntry::body)
                        .filter(body -> body.contains("\"incident\": \"" + first)))
                .singleElement()
                .asString()
                .contains("\"steps\": 3", "\"reported\": true", "HANDLING")
                .doesNotContain("signature", "\"before\"", "FILED");
        assertThat(replayed()).as("the counters, made anew from the start").isEqualTo(before);
        assertThat(database.sql("select entries || ' ' || kept from journal.rolled_up where month = '2019-01-01'")
                        .query(String.class)
                        .single())
                .isEqualTo("5 3");

        setClock(Instant.parse("2022-03-01T00:00:00Z"));
        oldMonths.rollUp();
        assertThat(in(february)).extracting(JournalEntry::type).containsExactly("incident.rolled-up/1");
        assertThat(replayed()).isEqualTo(before);
        everybodyReads(); // who had read the parts is not handed the sum
        assertThat(numbers()).hasSize(1);
    }

    @Test
    void waitForAReaderThatHasNotReadThem(@Autowired Laggard laggard) throws Exception {
        var month = YearMonth.of(2018, 6);
        months.make(month);
        everybodyReads();
        write("2018-06-03T01:00:00Z", "incident.reported/1", reported(first));

        oldMonths.rollUp();
        assertThat(in(month)).extracting(JournalEntry::type).containsExactly("incident.reported/1");

        everybodyReads();
        oldMonths.rollUp();
        assertThat(in(month)).extracting(JournalEntry::type).containsExactly("incident.rolled-up/1");
        assertThat(laggard.name()).isEqualTo("laggard");
    }

    @Test
    void stayAsTheyAreWhileSomethingInThemIsNotUnderstood() throws Exception {
        var month = YearMonth.of(2018, 7);
        months.make(month);
        write("2018-07-03T01:00:00Z", "incident.reported/1", reported(first));
        write("2018-07-03T02:00:00Z", "incident.filed/9", moved("incident.filed.1", first, "REPORTED", "FILED"));
        everybodyReads();

        oldMonths.rollUp();

        assertThat(in(month)).extracting(JournalEntry::type).containsExactly("incident.reported/1", "incident.filed/9");
        assertThat(oldMonths.due()).contains(month);
    }

    @Test
    void areBegunAnewWhenTheyWereGivenUpHalfWay() throws Exception {
        var month = YearMonth.of(2018, 8);
        months.make(month);
        write("2018-08-03T01:00:00Z", "incident.reported/1", reported(first));
        everybodyReads();
        database.sql("select journal.begin_roll_up('2018-08-01')")
                .query((row, n) -> true)
                .single();
        database.sql("insert into journal.rolled_2018_08 select * from journal.entry_2018_08")
                .update();
        assertThatThrownBy(() -> finish("2018-08-01", 1, 2))
                .rootCause()
                .hasMessageContaining("1 entries stand in rolled_2018_08, but 2 were written");
        assertThatThrownBy(() -> finish("2018-08-01", 2, 1))
                .rootCause()
                .hasMessageContaining("1 entries stand in entry_2018_08, but 2 were summed up");

        oldMonths.rollUp();

        assertThat(in(month)).extracting(JournalEntry::type).containsExactly("incident.rolled-up/1");
        assertThatThrownBy(
                        () -> database.sql("delete from journal.entry_2018_08").update())
                .as("what stays is as firm as it was")
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.sql("insert into journal.entry_2018_08 select * from journal.entry_2018_08")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void areNotTakenFromUnderThreeYearsWhateverTheApplicationSays() {
        var month = LocalDate.now(ZoneOffset.UTC).minusYears(3).withDayOfMonth(1);

        assertThatThrownBy(() -> database.sql("select journal.begin_roll_up(?)")
                        .param(month)
                        .query((row, n) -> true)
                        .single())
                .rootCause()
                .hasMessageContaining("has not been kept for three years");
        assertThatThrownBy(() -> finish(month.toString(), 0, 0))
                .rootCause()
                .hasMessageContaining("has not been kept for three years");
    }

    private void finish(String month, long entries, long kept) {
        database.sql("select journal.finish_roll_up(?::date, ?, ?)")
                .params(month, entries, kept)
                .query((row, n) -> true)
                .single();
    }

    private void setClock(Instant to) {
        clock.advance(Duration.between(clock.instant(), to));
    }

    private String reported(UUID incident) throws Exception {
        return of("incident.reported.1", incident);
    }

    private static String moved(String name, UUID incident, String from, String to) throws Exception {
        var body = of(name, incident);
        int now = body.indexOf("\"now\"");
        return body.substring(0, now).replace("\"REPORTED\"", '"' + from + '"')
                + body.substring(now).replace("\"REPORTED\"", '"' + to + '"');
    }

    private static String of(String name, UUID incident) throws Exception {
        return Files.readString(Path.of("src/test/resources/journal", name + ".json"))
                .replace("01936f2a-7c00-7000-8000-000000000001", incident.toString());
    }

    private String happened() {
        return "{\"series\": \"%s\", \"writer\": 0, \"number\": 0, \"at\": \"2019-01-04T02:00:00Z\"}".formatted(first);
    }

    private void write(String written, String type, String body) {
        database.sql("insert into journal.entry (epoch, type, body, at, written) values (?, ?, ?::jsonb, ?, ?)")
                .params(epoch.current(), type, body, OffsetDateTime.parse(written), OffsetDateTime.parse(written))
                .update();
    }

    private void everybodyReads() {
        system.run(() -> {
            for (var reader : readers) {
                while (journal.follow(reader.name(), reader.most(), reader::read) > 0) {}
            }
        });
    }

    private List<JournalEntry> in(YearMonth month) {
        return database.sql("""
                        select epoch, xid::text, seq, type, body::text, at from journal.entry
                        where written >= ? and written < ? order by epoch, xid, seq""")
                .params(
                        month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC),
                        month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, n) -> Journal.entry(row))
                .list();
    }

    /** The counters as the reader makes them of the whole journal; nothing of it stays. */
    private Map<String, Long> replayed() {
        var counts = readers.stream()
                .filter(reader -> reader.name().equals("incident-counts"))
                .findFirst()
                .orElseThrow();
        return system.call(() -> transaction.execute(status -> {
            database.sql("delete from incident.tally").update();
            journal.restart(counts.name());
            while (journal.follow(counts.name(), 10_000, counts::read) > 0) {}
            status.setRollbackOnly();
            return database
                    .sql("select concat_ws(' ', area, status, category), sum(n) from incident.tally group by 1")
                    .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                    .list()
                    .stream()
                    .filter(cell -> cell.getValue() != 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }));
    }

    private List<Integer> numbers() {
        var seen = new ArrayList<Integer>();
        readers.stream()
                .filter(Laggard.class::isInstance)
                .map(Laggard.class::cast)
                .forEach(reader -> reader.seen.stream()
                        .filter(event -> event.series().equals(first))
                        .map(Happened::number)
                        .forEach(seen::add));
        return seen;
    }

    static final class Laggard extends Gatherer {

        Laggard() {
            super("laggard");
        }
    }
}
