package io.linli.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.journal.Follower.Pace;
import io.linli.settings.SystemScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Readers are fed by themselves, soon, in order, and nobody is passed over in silence. */
@SpringBootTest(properties = {"linli.journal.poll=60s", "linli.journal.alarm=1s"})
@Import({JournalPumpTests.Gatherer.class, JournalPumpTests.Stumbler.class})
class JournalPumpTests {

    private final UUID series = UUID.randomUUID();

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    Gatherer gatherer;

    @Autowired
    Stumbler stumbler;

    @Autowired
    JournalLag lag;

    @Autowired
    MeterRegistry measures;

    @Autowired
    HealthIndicator journalHealthIndicator;

    @Test
    void wakesAReaderAfterACommitInTheSameProcess() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> lag.of(gatherer.name()).entries() == 0);

        publish(0);

        // long before it would look by itself
        await().atMost(Duration.ofSeconds(5)).until(() -> numbers(gatherer.seen).equals(List.of(0)));
    }

    @Test
    void feedsAReaderThatIsNotWokenByLookingNowAndThen(@Autowired Journal journal, @Autowired SystemScope system)
            throws InterruptedException {
        var other = new Gatherer("polled-" + series);
        var follower = new Follower(
                other,
                journal,
                system,
                Clock.systemUTC(),
                new Pace(Duration.ofMillis(10), Duration.ofMillis(50)),
                new SimpleMeterRegistry());
        var thread = Thread.ofVirtual().start(follower);
        publish(0, 1, 2);

        await().atMost(Duration.ofSeconds(10)).until(() -> numbers(other.seen).equals(List.of(0, 1, 2)));
        follower.stop();
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void standsBeforeTheVeryEntryThatCannotBeReadAndSaysSo() {
        stumbler.stone = series + "/7";
        publish(IntStream.range(0, 12).toArray());

        await().atMost(Duration.ofSeconds(30)).until(() -> wrong().contains("stumbler fails since"));
        assertThat(numbers(stumbler.seen))
                .as("all before it, none after it")
                .containsExactlyElementsOf(IntStream.range(0, 7).boxed().toList());
        assertThat(requireNonNull(journalHealthIndicator.health()).getStatus()).isEqualTo(Status.DOWN);
        assertThat(wrong()).contains("IllegalStateException").contains("test.happened/1");
        assertThat(measures.get("linli.journal.failures")
                        .tag("reader", "stumbler")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(3);

        lag.measure();
        assertThat(measures.get("linli.journal.lag")
                        .tag("reader", "stumbler")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(5);
        assertThat(measures.get("linli.journal.lag.time")
                        .tag("reader", "stumbler")
                        .gauge()
                        .value())
                .isPositive();

        stumbler.stone = "";
        await().atMost(Duration.ofSeconds(90))
                .until(() -> numbers(stumbler.seen).size() == 12);
        assertThat(numbers(stumbler.seen))
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            lag.measure();
            assertThat(wrong()).doesNotContain("stumbler fails");
        });
    }

    @Test
    void countsWhatAReaderHasNotComeTo() {
        var reader = "late-" + series;
        publish(0, 1, 2);
        database.sql("""
                        insert into journal.cursor (reader, epoch, xid, seq)
                        select ?, epoch, xid, seq from journal.entry
                        where type = 'test.happened/1' and body ->> 'series' = ? and body ->> 'number' = '0'""").params(reader, series.toString()).update();

        assertThat(lag.of(reader).entries()).isEqualTo(2);
        assertThat(lag.of(reader).time()).isPositive().isLessThan(Duration.ofMinutes(1));
        assertThat(lag.of("never-" + series).entries()).isGreaterThanOrEqualTo(3);
    }

    private String wrong() {
        return String.valueOf(journalHealthIndicator.health());
    }

    private void publish(int... numbers) {
        for (int number : numbers) {
            transaction.executeWithoutResult(status -> events.publishEvent(Happened.of(series, 0, number)));
        }
    }

    private List<Integer> numbers(List<Happened> seen) {
        synchronized (seen) {
            return seen.stream()
                    .filter(event -> event.series().equals(series))
                    .map(Happened::number)
                    .toList();
        }
    }

    @Primary
    static class Gatherer implements JournalReader {

        final List<Happened> seen = Collections.synchronizedList(new ArrayList<>());
        private final String name;

        Gatherer() {
            this("gatherer");
        }

        Gatherer(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void read(List<JournalEntry> entries) {
            entries.stream()
                    .filter(entry -> entry.is(Happened.class))
                    .map(entry -> entry.as(Happened.class))
                    .forEach(seen::add);
        }
    }

    /** Takes a batch only when the stone is not in it. */
    static class Stumbler extends Gatherer {

        volatile String stone = "";

        Stumbler() {
            this("stumbler");
        }

        Stumbler(String name) {
            super(name);
        }

        @Override
        public void read(List<JournalEntry> entries) {
            for (var entry : entries) {
                if (entry.is(Happened.class)) {
                    var event = entry.as(Happened.class);
                    if (stone.equals(event.series() + "/" + event.number())) {
                        throw new IllegalStateException("cannot");
                    }
                }
            }
            super.read(entries);
        }
    }
}
