package io.linli.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Seals {

    private static final String SELECT = "select number, sealed_at, epoch, xid::text as xid, seq, merkle, root, ";

    private final JdbcClient database;

    Seals(JdbcClient database) {
        this.database = database;
    }

    void add(Seal seal) {
        database.sql("""
                insert into audit.seal (number, sealed_at, epoch, xid, seq, size, leaves, merkle, root)
                values (?, ?, ?, ?::text::xid8, ?, ?, ?, ?, ?)""")
                .params(
                        seal.number(),
                        seal.at().atOffset(ZoneOffset.UTC),
                        seal.last().epoch(),
                        seal.last().xid(),
                        seal.last().number(),
                        seal.leaves().size(),
                        Leaf.toBytes(seal.leaves()),
                        HexFormat.of().parseHex(seal.merkle()),
                        HexFormat.of().parseHex(seal.root()))
                .update();
    }

    /** The newest, without what it says of its records: asked for each second. */
    Optional<Seal> last() {
        return database.sql(SELECT + "''::bytea as leaves from audit.seal order by number desc limit 1")
                .query((row, n) -> seal(row))
                .optional();
    }

    long lastNumber() {
        return database.sql("select coalesce(max(number), 0) from audit.seal")
                .query(Long.class)
                .single();
    }

    List<Seal> after(long number, int most) {
        return database.sql(SELECT + "leaves from audit.seal where number > ? order by number limit ?")
                .params(number, most)
                .query((row, n) -> seal(row))
                .list();
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("number"),
                Records.instant(row, "sealed_at"),
                new Position(row.getInt("epoch"), Long.parseUnsignedLong(row.getString("xid")), row.getLong("seq")),
                Leaf.read(row.getBytes("leaves")),
                String.valueOf(Records.hex(row, "merkle")),
                String.valueOf(Records.hex(row, "root")));
    }
}
