package io.linli.incident;

import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes what was reported findable by its words, a moment after: so that a report does not wait for some two hundred
 * entries of an index.
 */
@Component
class SearchReader implements JournalReader {

    private record Text(UUID incident, String number, String text) {}

    private final JdbcClient database;
    private final JdbcTemplate batches;

    SearchReader(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    @Override
    public String name() {
        return "incident-search";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var reported = entries.stream()
                .map(IncidentEvents::in)
                .flatMap(Optional::stream)
                .filter(IncidentRollUp::isReport)
                .map(event -> event.incident().toString())
                .toList();
        if (!reported.isEmpty()) {
            add(texts(reported));
        }
    }

    private List<Text> texts(List<String> incidents) {
        return database.sql("""
                select i.id, i.number, concat_ws(E'\\n', w.text, i.address)
                from incident.incident i join incident.words w on w.incident = i.id
                where i.id = any (?::uuid[])""")
                .param(Incidents.array(incidents))
                .query((row, n) -> new Text(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
    }

    private void add(List<Text> texts) {
        batches.batchUpdate("""
                insert into incident.search (incident, text, pairs) values (?, ?, ?::int[])
                on conflict (incident) do update set text = excluded.text, pairs = excluded.pairs""", texts.stream().map(SearchReader::row).toList());
    }

    private static Object[] row(Text text) {
        var normal = Bigrams.normal(text.text());
        return new Object[] {text.incident(), normal, Bigrams.array(normal)};
    }
}
