package io.linli.analysis;

import io.linli.journal.JournalEntry.Position;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A place in the journal as it stands in a row: the columns {@code epoch}, {@code xid} (as text) and {@code seq}. */
final class Place {

    private Place() {}

    static String xid(Position position) {
        return Long.toUnsignedString(position.transaction());
    }

    static Position of(ResultSet row) throws SQLException {
        return new Position(row.getInt("epoch"), Long.parseUnsignedLong(row.getString("xid")), row.getLong("seq"));
    }
}
