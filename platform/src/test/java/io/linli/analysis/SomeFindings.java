package io.linli.analysis;

import io.linli.analysis.detector.Detectors;
import io.linli.analysis.detector.Finding;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.SystemScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a detector find something, as the reader of the journal would tell it. */
public record SomeFindings(ApplicationContext context) {

    private static final AtomicLong NUMBER = new AtomicLong();

    public String topic() {
        return "test:" + UUID.randomUUID();
    }

    /** Some grid of that town. */
    public String grid(String town) {
        return database()
                .sql("select min(code) from territory.area where code like ? and length(code) = 15 and open")
                .param(town + "%")
                .query(String.class)
                .single();
    }

    public void find(String topic, String grid, WarningLevel level) {
        var now = Instant.now();
        var finding = new Finding(
                SignalKind.SURGE,
                UUID.randomUUID().toString(),
                topic,
                level,
                grid,
                null,
                "9001",
                null,
                now.minusSeconds(60),
                now,
                Map.of("observed", 9.0, "expected", 1.25, "chance", 0.0000012),
                List.of(UUID.randomUUID()));
        var told = new Passage.Told(
                Detectors.all().getFirst(), finding, new Position(9_998, 1, NUMBER.incrementAndGet()), now);
        inSystem(() -> context.getBean(WarningBook.class).take(List.of(told)));
    }

    public String warning(String topic) {
        var found = new String[1];
        inSystem(() -> found[0] = database()
                .sql("select id::text from analysis.warning where topic = ?")
                .param(topic)
                .query(String.class)
                .single());
        return found[0];
    }

    /** Its time is over, and the timers come by. */
    public void overdue(String topic) {
        inSystem(() -> database()
                .sql("update analysis.warning set due_at = now() - interval '1 minute' where topic = ?")
                .param(topic)
                .update());
        context.getBean(WarningTimers.class).sweep();
    }

    /** A signal that belongs to nothing, which cannot happen by itself. */
    public String lonely(String grid) {
        var topic = topic();
        find(topic, grid, WarningLevel.BLUE);
        var id = new String[1];
        inSystem(() -> id[0] = database()
                .sql("update analysis.signal set warning = null where topic = ? returning id::text")
                .param(topic)
                .query(String.class)
                .single());
        return id[0];
    }

    public void forget(String signal) {
        inSystem(() -> database()
                .sql("delete from analysis.signal where id = ?::uuid")
                .param(signal)
                .update());
    }

    private JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    private void inSystem(Runnable work) {
        context.getBean(SystemScope.class)
                .run(() -> context.getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run()));
    }
}
