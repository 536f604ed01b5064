package io.linli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.SecondServer;
import io.linli.settings.SystemScope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The data are brought to another server, where transaction numbers begin anew. */
@SpringBootTest
class EpochTests {

    private final UUID series = UUID.randomUUID();
    private final String reader = "test-" + series;

    @Autowired
    Epoch epoch;

    @Autowired
    Journal journal;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    DataSource source;

    @Test
    void staysTheSameOnTheSameServer(@Autowired SystemScope system) {
        var again = new Epoch(database, transaction, system);
        again.afterPropertiesSet();

        assertThat(again.current()).isEqualTo(epoch.current());
        assertThat(again.isOnItsServer()).isTrue();
    }

    @Test
    void risesOnAnotherServerAndNothingIsLostRepeatedOrBlocked() throws Exception {
        write(events, transaction, 0, 40);
        var seen = new ArrayList<Happened>();
        while (numbers(seen).size() < 25) {
            assertThat(journal.follow(reader, 10, entries -> take(entries, seen)))
                    .isPositive();
        }
        assertThat(numbers(seen)).hasSizeLessThan(40);
        long highest = database.sql("select max(xid::text::bigint) from journal.entry")
                .query(Long.class)
                .single();

        try (var elsewhere = SecondServer.withTablesOf("settings", "journal")) {
            elsewhere.restore(
                    source,
                    List.of(
                            "journal.epoch",
                            "journal.entry (epoch, xid, seq, type, body, at, written)",
                            "journal.cursor"));
            assertThat(elsewhere.transactionsSoFar())
                    .as("otherwise this shows nothing")
                    .isLessThan(highest);

            try (var application = elsewhere.run(Epoch.class, Journal.class, JournalWriter.class)) {
                assertThat(application.getBean(Epoch.class).current()).isEqualTo(epoch.current() + 1);
                assertThat(application.getBean(Epoch.class).isOnItsServer()).isTrue();
                write(application, application.getBean(TransactionTemplate.class), 40, 60);
                var there = application.getBean(Journal.class);
                while (there.follow(reader, 10, entries -> take(entries, seen)) > 0) {}
            }
            assertThat(numbers(seen))
                    .containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());

            // a restart there changes nothing more, and what comes then is read as well
            try (var restarted = elsewhere.run(Epoch.class, Journal.class, JournalWriter.class)) {
                assertThat(restarted.getBean(Epoch.class).current()).isEqualTo(epoch.current() + 1);
                write(restarted, restarted.getBean(TransactionTemplate.class), 60, 61);
                restarted.getBean(Journal.class).follow(reader, 10, entries -> take(entries, seen));
                assertThat(numbers(seen)).endsWith(59, 60).hasSize(61);
            }
        }
    }

    @Test
    void risesWhenEntriesStandInTheFutureOfTheSameServer() throws Exception {
        try (var elsewhere = SecondServer.withTablesOf("settings", "journal")) {
            int first;
            try (var application = elsewhere.run(Epoch.class)) {
                first = application.getBean(Epoch.class).current();
                application.getBean(JdbcClient.class).sql("""
                                insert into journal.entry (epoch, xid, type, body, at)
                                values (?, '4000000000', 'test.x/1', '{}', now())""").param(first).update();
            }
            try (var application = elsewhere.run(Epoch.class)) {
                assertThat(application.getBean(Epoch.class).current()).isEqualTo(first + 1);
            }
        }
    }

    private void write(ApplicationEventPublisher to, TransactionTemplate in, int from, int until) {
        for (int n = from; n < until; n++) {
            int number = n;
            in.executeWithoutResult(status -> to.publishEvent(Happened.of(series, 0, number)));
        }
    }

    private void take(List<JournalEntry> entries, List<Happened> seen) {
        entries.stream()
                .filter(entry -> entry.is(Happened.class))
                .map(entry -> entry.as(Happened.class))
                .filter(event -> event.series().equals(series))
                .forEach(seen::add);
    }

    private static List<Integer> numbers(List<Happened> seen) {
        return seen.stream().map(Happened::number).toList();
    }
}
