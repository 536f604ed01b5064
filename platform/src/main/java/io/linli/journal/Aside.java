package io.linli.journal;

import io.linli.journal.JournalEntry.Position;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An operator's way past an entry that a reader cannot read: the entry is set aside for that reader, with the reason, and
 * the reader goes on behind it. All others are handed it as ever.
 */
@Service
@Transactional
class Aside {

    static final int LONGEST_REASON = 500;

    /** What became of the wish to lead a reader past an entry. */
    enum Outcome {
        SET_ASIDE,
        NO_SUCH_READER,
        NO_SUCH_ENTRY,
        READ_LONG_AGO,
        ASIDE_ALREADY
    }

    /** How far a reader is. */
    record Standing(
            String reader,
            Position cursor,
            JournalLag.Lag lag,
            @Nullable Waiting next,
            long aside) {}

    /** The entry that a reader comes to next. */
    record Waiting(Position position, String type) {}

    /** One that was set aside. */
    record Decision(String reader, Position position, String type, String reason, String by, boolean handedAgain) {}

    private final JdbcClient database;
    private final ObjectProvider<JournalReader> readers;
    private final JournalLag lag;
    private final Clock clock;

    Aside(JdbcClient database, ObjectProvider<JournalReader> readers, JournalLag lag, Clock clock) {
        this.database = database;
        this.readers = readers;
        this.lag = lag;
        this.clock = clock;
    }

    Outcome set(String reader, Position position, String reason, String by) {
        if (!names().contains(reader)) {
            return Outcome.NO_SUCH_READER;
        }
        var type = type(position);
        if (type.isEmpty()) {
            return Outcome.NO_SUCH_ENTRY;
        }
        if (position.compareTo(cursor(reader)) <= 0) {
            return Outcome.READ_LONG_AGO;
        }
        int added = database.sql("""
                        insert into journal.aside (reader, epoch, xid, seq, type, reason, set_by, at)
                        values (?, ?, ?::text::xid8, ?, ?, ?, ?, ?)
                        on conflict (reader, epoch, xid, seq) where handed_again is null do nothing""")
                .params(
                        reader,
                        position.epoch(),
                        Long.toUnsignedString(position.transaction()),
                        position.number(),
                        type.get(),
                        reason,
                        by,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return added == 1 ? Outcome.SET_ASIDE : Outcome.ASIDE_ALREADY;
    }

    List<Standing> standings() {
        return names().stream().map(this::standing).toList();
    }

    private Standing standing(String reader) {
        var cursor = cursor(reader);
        return new Standing(reader, cursor, lag.of(reader), next(cursor).orElse(null), count(reader));
    }

    /** All that was ever set aside, the latest last. */
    List<Decision> decisions() {
        return database.sql("""
                        select epoch, xid::text, seq, reader, type, reason, set_by, handed_again is not null
                        from journal.aside order by at, epoch, xid, seq""")
                .query((row, n) -> new Decision(
                        row.getString(4),
                        Journal.position(row),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBoolean(8)))
                .list();
    }

    long count(String reader) {
        return database.sql("select count(*) from journal.aside where reader = ? and handed_again is null")
                .param(reader)
                .query(Long.class)
                .single();
    }

    /** Those of this application and those that the database remembers. */
    private Set<String> names() {
        var names = new TreeSet<>(database.sql("select reader from journal.cursor")
                .query((row, n) -> row.getString(1))
                .list());
        readers.forEach(reader -> names.add(reader.name()));
        return names;
    }

    private Position cursor(String reader) {
        return database.sql("select epoch, xid::text, seq from journal.cursor where reader = ?")
                .param(reader)
                .query((row, n) -> Journal.position(row))
                .optional()
                .orElse(Position.START);
    }

    private Optional<String> type(Position position) {
        return database.sql("select type from journal.entry where (epoch, xid, seq) = (?, ?::text::xid8, ?)")
                .params(position.epoch(), Long.toUnsignedString(position.transaction()), position.number())
                .query((row, n) -> row.getString(1))
                .optional();
    }

    private Optional<Waiting> next(Position cursor) {
        return database.sql("""
                        select epoch, xid::text, seq, type from journal.entry
                        where (epoch, xid, seq) > (?, ?::text::xid8, ?) order by epoch, xid, seq limit 1""")
                .params(cursor.epoch(), Long.toUnsignedString(cursor.transaction()), cursor.number())
                .query((row, n) -> new Waiting(Journal.position(row), row.getString(4)))
                .optional();
    }
}
