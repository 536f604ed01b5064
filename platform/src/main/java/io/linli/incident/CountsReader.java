package io.linli.incident;

import static java.util.Objects.requireNonNull;

import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import io.linli.territory.AreaCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

        Cell in(AreaCode around) {
            return new Cell(around.code(), unit, restricted, hiddenFrom, status, category);
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
    public int most() {
        return 2_000;
    }

    @Override
    public void read(List<JournalEntry> entries) {
        Map<Cell, Integer> changes = new HashMap<>();
        for (var entry : entries) {
            IncidentEvents.in(entry).ifPresentOrElse(event -> count(event, changes), () -> passOver(entry));
        }
        changes.values().removeIf(change -> change == 0);
        if (!changes.isEmpty()) {
            add("incident.tally", changes);
            add("incident.tally_below", below(changes));
        }
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

    // what changes in an area changes in each area around it
    private static Map<Cell, Integer> below(Map<Cell, Integer> changes) {
        Map<Cell, Integer> around = new HashMap<>();
        changes.forEach((cell, change) -> {
            for (var at = Optional.of(new AreaCode(cell.area())); at.isPresent(); at = at.flatMap(AreaCode::parent)) {
                around.merge(cell.in(at.get()), change, Integer::sum);
            }
        });
        around.values().removeIf(change -> change == 0);
        return around;
    }

    // all in one statement: a batch of thousands would otherwise take as many round trips
    private void add(String table, Map<Cell, Integer> changes) {
        var cells = List.copyOf(changes.keySet());
        database.sql("insert into " + table + " as kept" + """
                 (area, unit, restricted, hidden_from, status, category, n)
                select area, nullif(unit, ''), nullif(restricted, ''), nullif(hidden_from, ''), status,
                    nullif(category, ''), n
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    change (area, unit, restricted, hidden_from, status, category, n)
                on conflict (area, status, category, unit, restricted, hidden_from)
                    do update set n = kept.n + excluded.n""")
                .params(
                        texts(cells, Cell::area),
                        texts(cells, Cell::unit),
                        texts(cells, Cell::restricted),
                        texts(cells, Cell::hiddenFrom),
                        texts(cells, Cell::status),
                        texts(cells, Cell::category),
                        cells.stream()
                                .map(cell -> (long) requireNonNull(changes.get(cell)))
                                .toArray(Long[]::new))
                .update();
    }

    private static String[] texts(List<Cell> cells, Function<Cell, String> part) {
        return cells.stream().map(part).toArray(String[]::new);
    }
}
