package io.linli.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.linli.journal.JournalPumpTests.Gatherer;
import io.linli.journal.JournalPumpTests.Stumbler;
import io.linli.settings.OnData;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;

/** An operator leads a reader past an entry that it cannot read. */
@SpringBootTest(properties = "linli.journal.alarm=1h")
@Import({SetAsideTests.Others.class, SetAsideTests.Choosy.class})
class SetAsideTests {

    private final UUID series = UUID.randomUUID();
    private final StringWriter told = new StringWriter();

    @Autowired
    ApplicationContext application;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    Journal journal;

    @Autowired
    Others others;

    @Autowired
    Choosy choosy;

    @Autowired
    MeterRegistry measures;

    @Autowired
    HealthIndicator journalHealthIndicator;

    @Test
    void leadsTheReaderOnWhileAllOthersReadEverything() {
        choosy.stone = series + "/3";
        publish(IntStream.range(0, 6).toArray());
        await().atMost(Duration.ofSeconds(60)).until(() -> stuck() == 1);
        assertThat(numbers(choosy)).containsExactly(0, 1, 2);
        assertThat(numbers(others)).as("nobody else waits for it").containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(health()).contains("choosy fails since");

        assertThat(run("status")).isZero();
        assertThat(told.toString()).contains("choosy", "test.happened/1", position(3));
        assertThat(run("skip", "choosy", position(3), "--reason", "示例：读不了的条目")).isZero();

        await().atMost(Duration.ofSeconds(90)).until(() -> numbers(choosy).equals(List.of(0, 1, 2, 4, 5)));
        await().atMost(Duration.ofSeconds(10)).until(() -> stuck() == 0);
        assertThat(health()).doesNotContain("choosy fails").contains("1 set aside");
        assertThat(run("status")).isZero();
        assertThat(told.toString()).contains("示例：读不了的条目", System.getProperty("user.name"));
        assertThat(run("skip", "choosy", position(3), "--reason", "again")).isEqualTo(1);
        assertThat(told.toString()).contains("has read " + position(3) + " already");
    }

    @Test
    void isHandedTheEntryAgainWhenItIsMendedAndReadsFromTheStart() {
        var reader = "mended-" + series;
        publish(0, 1, 2);
        var seen = new Gatherer(reader);
        database.sql("insert into journal.cursor (reader) values (?)")
                .param(reader)
                .update();
        assertThat(run("skip", reader, position(1), "--reason", "示例")).isZero();
        assertThat(run("skip", reader, position(1), "--reason", "示例")).isEqualTo(1);
        assertThat(told.toString()).contains("set aside for " + reader + " already");
        readAll(seen);
        assertThat(numbers(seen)).containsExactly(0, 2);

        journal.restart(reader);
        seen.seen.clear();
        readAll(seen);

        assertThat(numbers(seen)).containsExactly(0, 1, 2);
        assertThat(database.sql("select reason from journal.aside where reader = ? and handed_again is not null")
                        .param(reader)
                        .query(String.class)
                        .list())
                .as("what was decided stays on record")
                .containsExactly("示例");
    }

    @Test
    void movesOnWhenAllThatIsLeftWasSetAside() {
        var reader = "end-" + series;
        publish(0);
        database.sql(
                        "insert into journal.cursor (reader, epoch, xid, seq) select ?, epoch, xid, seq - 1 from journal.entry where body ->> 'series' = ?")
                .params(reader, series.toString())
                .update();
        assertThat(run("skip", reader, position(0), "--reason", "示例")).isZero();
        var seen = new Gatherer(reader);

        assertThat(journal.follow(reader, 1, seen::read)).isEqualTo(1);
        assertThat(numbers(seen)).isEmpty();
        assertThat(database.sql(
                                "select seq = (select seq from journal.entry where body ->> 'series' = ?) from journal.cursor where reader = ?")
                        .params(series.toString(), reader)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void refusesWhatIsNoReaderNoEntryOrNoReason() {
        publish(0);

        assertThat(run("skip", "nobody-" + series, position(0), "--reason", "x"))
                .isEqualTo(1);
        assertThat(run("skip", "choosy", "1-1-1", "--reason", "x")).isEqualTo(1);
        assertThat(run("skip", "choosy", "seven", "--reason", "x")).isEqualTo(2);
        assertThat(run("skip", "choosy", position(0), "--reason", " ")).isEqualTo(2);
        assertThat(run("skip", "choosy", position(0))).isEqualTo(2);

        assertThat(told.toString())
                .contains(
                        "There is no reader nobody-" + series,
                        "没有名为 nobody-" + series,
                        "There is no entry at 1-1-1",
                        "seven is no place",
                        "reason of up to 500");
    }

    @Test
    void isARecordThatTheApplicationDoesNotDelete() {
        assertThatThrownBy(() -> database.sql("delete from journal.aside").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private double stuck() {
        return measures.get("linli.journal.stuck")
                .tag("reader", "choosy")
                .gauge()
                .value();
    }

    private String health() {
        return String.valueOf(requireNonNull(journalHealthIndicator.health()));
    }

    private void publish(int... numbers) {
        for (int number : numbers) {
            transaction.executeWithoutResult(status -> events.publishEvent(Happened.of(series, 0, number)));
        }
    }

    private String position(int number) {
        return database.sql("""
                        select epoch || '-' || xid || '-' || seq from journal.entry
                        where type = 'test.happened/1' and body ->> 'series' = ? and body ->> 'number' = ?""")
                .params(series.toString(), Integer.toString(number))
                .query(String.class)
                .single();
    }

    private void readAll(Gatherer reader) {
        while (journal.follow(reader.name(), 1_000, reader::read) > 0) {}
    }

    private List<Integer> numbers(Gatherer reader) {
        synchronized (reader.seen) {
            return reader.seen.stream()
                    .filter(event -> event.series().equals(series))
                    .map(Happened::number)
                    .toList();
        }
    }

    private int run(String... words) {
        var line = new CommandLine(new JournalCommand());
        line.setOut(new PrintWriter(told, true)).setErr(new PrintWriter(told, true));
        line.setExecutionStrategy(parsed -> {
            try {
                return ((OnData) parsed.asCommandLineList().getLast().getCommand()).call(application);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return line.execute(words);
    }

    static final class Others extends Gatherer {

        Others() {
            super("others");
        }
    }

    static final class Choosy extends Stumbler {

        Choosy() {
            super("choosy");
        }
    }
}
