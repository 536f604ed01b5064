package io.linli.analysis.language;

import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentReported;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what duplicates are found by: place, time, kind and the signature of the words of each incident. */
@Component
class LikenessReader implements JournalReader {

    private static final List<Class<? extends IncidentEvent>> KINDS = Arrays.stream(
                    IncidentEvent.class.getPermittedSubclasses())
            .<Class<? extends IncidentEvent>>map(kind -> kind.asSubclass(IncidentEvent.class))
            .toList();

    private final JdbcTemplate database;

    LikenessReader(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "analysis-likeness";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var added = new ArrayList<@Nullable Object[]>();
        var changed = new ArrayList<@Nullable Object[]>();
        for (var entry : entries) {
            for (var kind : KINDS) {
                if (entry.is(kind)) {
                    take(entry.as(kind), added, changed);
                }
            }
        }
        if (!added.isEmpty()) {
            database.batchUpdate("""
                    insert into analysis.likeness (incident, number, area, geohash, category, status, unit, restricted,
                        hidden_from, reported_at, signature)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (incident) do nothing""", added);
        }
        if (!changed.isEmpty()) {
            database.batchUpdate("""
                    update analysis.likeness set area = ?, geohash = ?, category = ?, status = ?, unit = ?,
                        restricted = ?, hidden_from = ?
                    where incident = ?""", changed);
        }
    }

    private static void take(IncidentEvent event, List<@Nullable Object[]> added, List<@Nullable Object[]> changed) {
        var now = event.now();
        var unit = now.unit() == null ? null : now.unit().id();
        var hidden = now.hiddenFrom() == null ? null : now.hiddenFrom().code();
        if (event instanceof IncidentReported reported) {
            added.add(new @Nullable Object[] {
                event.incident().id(),
                now.number(),
                now.area().code(),
                now.geohash(),
                now.category(),
                now.status().name(),
                unit,
                now.restricted(),
                hidden,
                now.reportedAt().atOffset(ZoneOffset.UTC),
                reported.signature()
            });
        } else {
            changed.add(new @Nullable Object[] {
                now.area().code(),
                now.geohash(),
                now.category(),
                now.status().name(),
                unit,
                now.restricted(),
                hidden,
                event.incident().id()
            });
        }
    }
}
