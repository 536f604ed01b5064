package io.linli.incident;

import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the counters: what an incident counted as before goes down by one, what it counts as now goes up. */
@Component
class CountsReader implements JournalReader {

    private static final Logger log = LoggerFactory.getLogger(CountsReader.class);

    private record Cell(
            String area, String unit, String restricted, String hiddenFrom, String status, String category) {

        static Cell of(IncidentFacts facts) {
            return new Cell(
                    facts.area().code(),
                    orEmpty(facts.unit()),
                    orEmpty(facts.restricted()),
                    orEmpty(facts.hiddenFrom()),
                    facts.status().name(),
                    orEmpty(facts.category()));
        }

        private static String orEmpty(@Nullable Object code) {
            return code == null ? "" : code.toString();
        }
    }

    private final JdbcClient database;
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

    CountsReader(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "incident-counts";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        Map<Cell, Integer> changes = new HashMap<>();
        for (var entry : entries) {
            IncidentEvents.in(entry).ifPresentOrElse(event -> count(event, changes), () -> passOver(entry));
        }
        changes.forEach((cell, change) -> {
            if (change != 0) {
                add(cell, change);
            }
        });
    }

    private static void count(IncidentEvent event, Map<Cell, Integer> changes) {
        var before = event.before();
        if (before != null) {
            changes.merge(Cell.of(before), -1, Integer::sum);
        }
        changes.merge(Cell.of(event.now()), 1, Integer::sum);
    }

    // an event about incidents that says nothing of what they count as, or that a newer release wrote: it counts as
    // nothing here, and whoever wonders about the counters finds it in the log
    private void passOver(JournalEntry entry) {
        if (entry.type().startsWith("incident.") && passedOver.add(entry.type())) {
            log.info("{} does not count: no event of incidents that is known here", entry.type());
        }
    }

    private void add(Cell cell, int change) {
        database.sql("""
                insert into incident.tally (area, unit, restricted, hidden_from, status, category, n)
                values (?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, nullif(?, ''), ?)
                on conflict (area, status, category, unit, restricted, hidden_from)
                    do update set n = tally.n + excluded.n""")
                .params(
                        cell.area(),
                        cell.unit(),
                        cell.restricted(),
                        cell.hiddenFrom(),
                        cell.status(),
                        cell.category(),
                        change)
                .update();
    }
}
