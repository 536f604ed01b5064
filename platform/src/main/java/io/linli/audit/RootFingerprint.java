package io.linli.audit;

import io.linli.settings.Fingerprint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;

/** The last root of the record, as {@code ./linli audit root} says it too. */
public final class RootFingerprint implements Fingerprint {

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Optional<String> of(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            return isThere(statement.executeQuery("select to_regclass('audit.seal') is not null"))
                    ? last(statement.executeQuery(
                            "select number, sealed_at, root from audit.seal order by number desc limit 1"))
                    : Optional.empty(); // data of before there was a record
        }
    }

    private static boolean isThere(ResultSet row) throws SQLException {
        return row.next() && row.getBoolean(1);
    }

    private static Optional<String> last(ResultSet row) throws SQLException {
        return row.next()
                ? Optional.of(new Root(
                                row.getLong("number"),
                                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                                HexFormat.of().formatHex(row.getBytes("root")))
                        .words())
                : Optional.empty();
    }
}
