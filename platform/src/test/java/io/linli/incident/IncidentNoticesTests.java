package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SignedIn;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.notify.Inbox;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class IncidentNoticesTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IncidentNotices notices;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Test
    void tellNothingThatIsOlderThanADay() throws IOException {
        assertThat(told("incident.closed", clock.instant().minus(Duration.ofHours(25))))
                .isZero();
        assertThat(told("incident.closed", clock.instant().minus(Duration.ofHours(23))))
                .isEqualTo(1);
    }

    @Test
    void tellTheSameOnceHoweverOftenItIsRead() throws IOException {
        var at = clock.instant();

        assertThat(told("incident.closed", at, at, at)).isEqualTo(1);
    }

    @Test
    void keepToThemselvesWhatIsNoConcernOfTheReporter() throws IOException {
        assertThat(told("incident.placed", clock.instant())).isZero();
    }

    /** What the reporter of some incident has in the inbox after such events; nothing of it stays. */
    private int told(String event, Instant... times) throws IOException {
        var reporter = SignedIn.caller(context, "resident2").id().id();
        var body = Files.readString(Path.of("src/test/resources/journal", event + ".1.json"));
        Integer told = system.call(() -> transaction.execute(status -> {
            var incident = incident(reporter);
            int before = inbox.list(reporter, false, null, 200, Locale.ENGLISH)
                    .items()
                    .size();
            for (var at : times) {
                notices.read(List.of(entry(event + "/1", body, incident, at)));
            }
            status.setRollbackOnly();
            return inbox.list(reporter, false, null, 200, Locale.ENGLISH)
                            .items()
                            .size()
                    - before;
        }));
        return told == null ? -1 : told;
    }

    private static JournalEntry entry(String type, String body, UUID incident, Instant at) {
        var about = body.replace("01936f2a-7c00-7000-8000-000000000001", incident.toString())
                .replace("\"source\" : \"GRID_WORKER\"", "\"source\" : \"RESIDENT\"")
                .replaceFirst("\"at\" : \"[^\"]+\"", "\"at\" : \"" + at + "\"");
        return new JournalEntry(new Position(1, 1, 1), type, about, at);
    }

    private UUID incident(UUID reporter) {
        var id = UUID.randomUUID();
        database.sql("""
                        insert into incident.incident (id, number, owner, privacy, source, danger, title, flags,
                            reported_at, query_code, area, how, status, urgent, handlers, rated, trail_length,
                            trail_head, version)
                        values (?, ?, ?, 'OPEN', 'RESIDENT', false, '', '{}', now(), '', '430181002001001', 'POINT',
                            'CLOSED', false, '{}', false, 0, '', 0)""").params(id, "SJ-" + id, reporter).update();
        return id;
    }
}
