package io.linli.analysis;

import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When facts are taken to have happened: when they say, but not ahead of the clock. One wrong clock would else end the
 * days of all. What was put right is kept, so that a replay takes the same time.
 */
@Component
class FactTimes {

    static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final JdbcClient database;
    private final Clock clock;

    FactTimes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The times of the entries, in their order, as they come; what is put right is kept. */
    List<Instant> now(List<JournalEntry> entries) {
        var now = clock.instant();
        var latest = now.plus(TOLERANCE);
        var times = new ArrayList<Instant>();
        for (var entry : entries) {
            boolean ahead = entry.at().isAfter(latest);
            if (ahead) {
                put(entry, now);
            }
            times.add(ahead ? now : entry.at());
        }
        return times;
    }

    /** The times of the entries, in their order, as they were taken then. */
    List<Instant> then(List<JournalEntry> entries) {
        var known = known(entries);
        return entries.stream()
                .map(entry -> known.getOrDefault(entry.position(), entry.at()))
                .toList();
    }

    private Map<Position, Instant> known(List<JournalEntry> entries) {
        var first = entries.getFirst().position();
        var last = entries.getLast().position();
        var known = new HashMap<Position, Instant>();
        database.sql("""
                        select epoch, xid::text as xid, seq, taken from analysis.skew
                        where (epoch, xid, seq) between (?, ?::text::xid8, ?) and (?, ?::text::xid8, ?)""")
                .params(first.epoch(), Place.xid(first), first.number(), last.epoch(), Place.xid(last), last.number())
                .query(row -> {
                    known.put(
                            Place.of(row),
                            row.getObject("taken", OffsetDateTime.class).toInstant());
                });
        return known;
    }

    private void put(JournalEntry entry, Instant taken) {
        var place = entry.position();
        database.sql("""
                        insert into analysis.skew (epoch, xid, seq, said, taken) values (?, ?::text::xid8, ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        place.epoch(),
                        Place.xid(place),
                        place.number(),
                        entry.at().atOffset(ZoneOffset.UTC),
                        taken.atOffset(ZoneOffset.UTC))
                .update();
    }
}
