package io.linli.analysis;

import io.linli.analysis.detector.Detector;
import io.linli.analysis.detector.Values;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the parameters of detectors are, and were: a change holds from the next facts on, and the place in the journal from
 * which it held is kept, so that a replay goes by what held then.
 */
@Component
class Parameters {

    /** One change; without a place it waits for the next facts, without a value it went back to what is usual. */
    record Change(
            String detector,
            String name,
            @Nullable Double value,
            String reason,
            UUID by,
            Instant at,
            @Nullable Position from) {}

    private final JdbcClient database;

    Parameters(JdbcClient database) {
        this.database = database;
    }

    void change(Detector<?> detector, Map<String, @Nullable Double> values, String reason, UUID by, Instant at) {
        values.forEach((name, value) -> database.sql("""
                        insert into analysis.parameter_change (id, detector, name, value, reason, changed_by, at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        Ids.next(), detector.name(), name, value, reason, by, at.atOffset(ZoneOffset.UTC)))
                .update());
    }

    /** What was changed until now holds from there. In the transaction that reads the facts from there on. */
    void holdFrom(Position place) {
        database.sql("""
                        update analysis.parameter_change set epoch = ?, xid = ?::text::xid8, seq = ?
                        where epoch is null""")
                .params(place.epoch(), Place.xid(place), place.number())
                .update();
    }

    /** All changes of all detectors, in order. */
    List<Change> changes() {
        return database.sql("""
                        select detector, name, value, reason, changed_by, at, epoch, xid::text as xid, seq
                        from analysis.parameter_change order by number""").query((row, n) -> change(row)).list();
    }

    /** What held at a place of the journal, or holds now when there is none. */
    static Values at(Detector<?> detector, List<Change> changes, @Nullable Position place) {
        var changed = new HashMap<String, Double>();
        for (var change : changes) {
            var from = change.from();
            boolean holds = place == null || (from != null && from.compareTo(place) <= 0);
            if (change.detector().equals(detector.name()) && holds) {
                if (change.value() == null) {
                    changed.remove(change.name());
                } else {
                    changed.put(change.name(), change.value());
                }
            }
        }
        return Values.of(detector.parameters(), changed);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("detector"),
                row.getString("name"),
                row.getObject("value", Double.class),
                row.getString("reason"),
                row.getObject("changed_by", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("epoch") == null ? null : Place.of(row));
    }
}
