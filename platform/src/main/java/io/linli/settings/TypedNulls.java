package io.linli.settings;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.util.ConcurrentLruCache;

/**
 * Gives a null the type that its place in the statement has otherwise. The driver prepares a statement for the types of
 * its parameters, and a null without one is another type: where one report has a unit and the next an assignee, the
 * server would parse and plan the same statement anew each time.
 */
final class TypedNulls {

    private static final int STATEMENTS = 500;

    private static final Map<Class<?>, SqlParameterValue> NULLS = Map.of(
            String.class, new SqlParameterValue(Types.VARCHAR, null),
            UUID.class, new SqlParameterValue(Types.OTHER, "uuid", null),
            OffsetDateTime.class, new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, null),
            LocalDate.class, new SqlParameterValue(Types.DATE, null),
            Boolean.class, new SqlParameterValue(Types.BOOLEAN, null),
            Integer.class, new SqlParameterValue(Types.INTEGER, null),
            Long.class, new SqlParameterValue(Types.BIGINT, null),
            Double.class, new SqlParameterValue(Types.DOUBLE, null),
            BigDecimal.class, new SqlParameterValue(Types.NUMERIC, null),
            byte[].class, new SqlParameterValue(Types.VARBINARY, null));

    private record Shape(String sql, int parameters) {}

    /** What stood last in each place of a statement. */
    private final ConcurrentLruCache<Shape, AtomicReferenceArray<@Nullable Class<?>>> seen =
            new ConcurrentLruCache<>(STATEMENTS, shape -> new AtomicReferenceArray<>(shape.parameters()));

    List<@Nullable Object> typed(String sql, List<@Nullable Object> parameters) {
        var types = seen.get(new Shape(sql, parameters.size()));
        var typed = new ArrayList<@Nullable Object>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            var value = parameters.get(i);
            if (value == null) {
                var type = types.get(i);
                typed.add(type == null ? null : NULLS.get(type));
            } else {
                types.set(i, value.getClass());
                typed.add(value);
            }
        }
        return typed;
    }
}
