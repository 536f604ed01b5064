package io.linli.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads whole records in their order, for sealing and for verifying. Inside the scope of the system. */
@Repository
class Records {

    private static final String COLUMNS = """
            r.epoch, r.xid::text as xid, r.seq, r.written, r.id, r.at, r.account, r.role, r.unit, r.area, r.action,
            r.outcome, r.kind, r.objects, r.code, r.persons, r.network, r.request, r.reason, r.mac""";

    private final JdbcClient database;

    Records(JdbcClient database) {
        this.database = database;
    }

    /** The next ones that no open transaction can still put anything before. */
    List<AuditRecord> settledAfter(Position last, int epoch, int most) {
        return database.sql("select " + COLUMNS + """
                         from audit.record r
                        where (r.epoch, r.xid, r.seq) > (?, ?::text::xid8, ?)
                          and (r.epoch < ? or r.xid < pg_snapshot_xmin(pg_current_snapshot()))
                        order by r.epoch, r.xid, r.seq
                        limit ?""")
                .params(last.epoch(), last.xid(), last.number(), epoch, most)
                .query((row, n) -> record(row))
                .list();
    }

    /** All of them after one position, up to and with another. */
    List<AuditRecord> between(Position after, Position last) {
        return database.sql("select " + COLUMNS + """
                         from audit.record r
                        where (r.epoch, r.xid, r.seq) > (?, ?::text::xid8, ?)
                          and (r.epoch, r.xid, r.seq) <= (?, ?::text::xid8, ?)
                        order by r.epoch, r.xid, r.seq""")
                .params(after.epoch(), after.xid(), after.number(), last.epoch(), last.xid(), last.number())
                .query((row, n) -> record(row))
                .list();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static @Nullable String hex(ResultSet row, String column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(
                new AuditRecord.Written(
                        row.getObject("id", UUID.class),
                        instant(row, "at"),
                        row.getObject("account", UUID.class),
                        row.getString("role"),
                        row.getString("unit"),
                        row.getString("area"),
                        row.getString("action"),
                        row.getString("outcome"),
                        row.getString("kind"),
                        texts(row, "objects"),
                        row.getString("code"),
                        bytes(row.getArray("persons")),
                        hex(row, "network"),
                        row.getObject("request", UUID.class),
                        hex(row, "reason")),
                String.valueOf(hex(row, "mac")),
                new Position(row.getInt("epoch"), Long.parseUnsignedLong(row.getString("xid")), row.getLong("seq")),
                instant(row, "written"));
    }

    private static List<byte[]> bytes(Array array) throws SQLException {
        return Arrays.asList((byte[][]) array.getArray());
    }
}
