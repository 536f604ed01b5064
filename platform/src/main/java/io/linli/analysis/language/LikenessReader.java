package io.linli.analysis.language;

import io.linli.incident.IncidentEvent;
import io.linli.incident.IncidentReported;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps what duplicates are found by: place, time, kind and the signature of the words of each incident; and where
 * something happened that may change what is hot there.
 */
@Component
class LikenessReader implements JournalReader {

    private static final List<Class<? extends IncidentEvent>> KINDS = Arrays.stream(
                    IncidentEvent.class.getPermittedSubclasses())
            .<Class<? extends IncidentEvent>>map(kind -> kind.asSubclass(IncidentEvent.class))
            .toList();

    private final JdbcTemplate database;
    private final HotBook hot;

    LikenessReader(JdbcTemplate database, HotBook hot) {
        this.database = database;
        this.hot = hot;
    }

    @Override
    public String name() {
        return "analysis-likeness";
    }

    @Override
    public void read(List<JournalEntry> entries) {
        var added = new ArrayList<@Nullable Object[]>();
        var changed = new ArrayList<@Nullable Object[]>();
        var areas = new HashSet<String>();
        for (var entry : entries) {
            for (var kind : KINDS) {
                if (entry.is(kind)) {
                    var event = entry.as(kind);
                    take(event, added, changed);
                    areas.addAll(where(event));
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
        hot.changed(areas);
    }

    /** Where it is, and where it was; nowhere when nothing changed that reports are put together by. */
    private static Set<String> where(IncidentEvent event) {
        var now = event.now();
        var before = event.before();
        if (before == null) {
            return Set.of(now.area().code());
        }
        boolean same = before.area().equals(now.area())
                && before.status() == now.status()
                && Objects.equals(before.restricted(), now.restricted())
                && Objects.equals(before.hiddenFrom(), now.hiddenFrom());
        return same
                ? Set.of()
                : new HashSet<>(List.of(before.area().code(), now.area().code()));
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
