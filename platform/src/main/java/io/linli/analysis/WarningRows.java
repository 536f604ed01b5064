package io.linli.analysis;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what rows of warnings and signals have in common. */
final class WarningRows {

    private WarningRows() {}

    static Answering.Post post(ResultSet row) throws SQLException {
        return new Answering.Post(
                Role.valueOf(row.getString("holder_role")), new AreaCode(row.getString("holder_area")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Map<String, Double> figures(ResultSet row) throws SQLException {
        return numbers(row.getString("figures"));
    }

    static Map<String, Double> numbers(String json) {
        var numbers = new TreeMap<String, Double>();
        for (var part : StateJson.tree(json).properties()) {
            if (part.getValue().isNumber()) {
                numbers.put(part.getKey(), part.getValue().doubleValue());
            }
        }
        return numbers;
    }
}
