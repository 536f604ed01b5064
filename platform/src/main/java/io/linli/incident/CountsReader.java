package io.linli.incident;

import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the counters: what an incident counted as before goes down by one, what it counts as now goes up. */
@Component
class CountsReader implements JournalReader {

    private record Cell(
            String area, String unit, String restricted, String hiddenFrom, String status, String category) {

        static Cell of(JsonNode facts) {
            return new Cell(
                    facts.path("area").asString(""),
                    facts.path("unit").asString(""),
                    facts.path("restricted").asString(""),
                    facts.path("hiddenFrom").asString(""),
                    facts.path("status").asString(""),
                    facts.path("category").asString(""));
        }
    }

    private final JdbcClient database;
    private final JsonMapper json;

    CountsReader(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return "incident-counts";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        Map<Cell, Integer> changes = new HashMap<>();
        for (var entry : entries) {
            if (entry.type().startsWith("incident.")) {
                var event = json.readTree(entry.body());
                var before = event.path("before");
                if (before.isObject()) {
                    changes.merge(Cell.of(before), -1, Integer::sum);
                }
                changes.merge(Cell.of(event.path("now")), 1, Integer::sum);
            }
        }
        changes.forEach((cell, change) -> {
            if (change != 0) {
                add(cell, change);
            }
        });
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
