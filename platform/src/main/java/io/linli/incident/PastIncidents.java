package io.linli.incident;

import io.linli.incident.Incidents.Typed;
import io.linli.journal.DomainEvent;
import io.linli.journal.Journal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Writes incidents that come with their whole past, many at a time: the same rows as step after step would have left,
 * the journal's included, so that its readers count and find them as they do all others.
 */
@Repository
class PastIncidents {

    private final JdbcTemplate database;
    private final Journal journal;

    PastIncidents(JdbcTemplate database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    record Past(Incident incident, Typed typed, Bytes queryCode) {}

    void add(List<Past> all) {
        write(
                Incidents.INSERT,
                all,
                past -> Incidents.row(past.incident(), past.queryCode().toArray(), List.of()));
        write(
                Incidents.INSERT_WORDS,
                all,
                past -> Incidents.words(past.incident().id(), past.typed()));
        database.batchUpdate(
                Incidents.INSERT_TRAIL,
                all.stream()
                        .flatMap(past -> past.incident().trail().added().stream()
                                .map(entry -> Incidents.step(past.incident().id(), entry)))
                        .toList());
        journal.append(all.stream()
                .<DomainEvent>flatMap(past -> past.incident().events().stream())
                .toList());
    }

    private void write(String sql, List<Past> all, Function<Past, @Nullable Object[]> row) {
        database.batchUpdate(sql, all.stream().map(row).toList());
    }
}
