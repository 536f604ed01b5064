package io.linli.insight;

import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentEvents;
import io.linli.incident.IncidentRolledUp;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes down what happened lately for the open screens of all instances, and clears away what none of them asks for. */
@Component
class NewsReader implements JournalReader {

    /** One in so many batches clears away: a delete in each would only cost. */
    private static final int CLEARED_EACH = 200;

    private static final int CLEARED_AT_ONCE = 10_000;

    private final JdbcTemplate database;
    private final InsightSettings.Screens settings;
    private final Clock clock;
    private int batches;

    NewsReader(JdbcTemplate database, InsightSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings.screens();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "insight-news";
    }

    @Override
    public boolean isWaitedFor() {
        return true;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var since = clock.instant().minus(settings.keep());
        var rows = entries.stream()
                .filter(entry ->
                        entry.at().isAfter(since)) // whoever reads from the start has nothing to tell of old times
                .flatMap(entry -> IncidentEvents.in(entry).stream()
                        .filter(event -> !(event instanceof IncidentRolledUp))
                        .map(event -> row(entry, event)))
                .toList();
        if (!rows.isEmpty()) {
            database.batchUpdate("""
                    insert into insight.news (incident, number, kind, area, unit, restricted, hidden_from, category,
                        status, urgent, due_at, at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        }
        if (batches++ % CLEARED_EACH == 0) {
            clear(since);
        }
    }

    private static @Nullable Object[] row(JournalEntry entry, IncidentEvent event) {
        var now = event.now();
        return new @Nullable Object[] {
            event.incident().id(),
            now.number(),
            entry.type().replaceFirst("/.*", ""),
            now.area().code(),
            now.unit() == null ? null : now.unit().id(),
            now.restricted(),
            now.hiddenFrom() == null ? null : now.hiddenFrom().code(),
            now.category(),
            now.status().name(),
            now.urgent(),
            now.dueAt() == null ? null : at(now.dueAt()),
            at(event.at())
        };
    }

    private void clear(Instant since) {
        database.update("""
                delete from insight.news where place in (
                    select place from insight.news where at < ? and place < (select max(place) from insight.news) limit ?)""", at(since), CLEARED_AT_ONCE);
    }

    private static Object at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
