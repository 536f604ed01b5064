package io.linli.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.transaction.support.TransactionTemplate;

/** A statement is prepared once, whichever of its parameters are null this time. */
@SpringBootTest
class TypedNullsTests {

    private final TypedNulls nulls = new TypedNulls();

    @Test
    void leavesANullOfWhichNothingIsKnown() {
        assertThat(nulls.typed("a", Arrays.asList("x", null))).containsExactly("x", null);
    }

    @Test
    void givesANullTheTypeThatItsPlaceHadBefore() {
        nulls.typed("a", Arrays.asList("x", UUID.randomUUID(), null));

        var typed = nulls.typed("a", Arrays.asList(null, null, 1));

        assertThat(typed.get(0))
                .isInstanceOfSatisfying(
                        SqlParameterValue.class,
                        text -> assertThat(text.getSqlType()).isEqualTo(Types.VARCHAR));
        assertThat(typed.get(1))
                .isInstanceOfSatisfying(
                        SqlParameterValue.class,
                        id -> assertThat(id.getTypeName()).isEqualTo("uuid"));
        assertThat(typed.get(2)).isEqualTo(1);
        assertThat(nulls.typed("b", Arrays.asList(null, null, 1))).containsExactly(null, null, 1);
    }

    @Test
    void keepsAStatementPreparedThoughEachTimeAnotherThingIsLeftOut(
            @Autowired JdbcTemplate database, @Autowired TransactionTemplate transaction) {
        var statement =
                "select num_nulls(?::uuid, ?::text, ?::timestamptz, ?::bytea, ?::boolean, ?::float8) as kept_prepared";

        long executions = requireNonNull(transaction.execute(status -> {
            for (int i = 0; i < 30; i++) {
                var row = Arrays.<@Nullable Object>asList(
                        UUID.randomUUID(), "x", OffsetDateTime.now(ZoneOffset.UTC), new byte[] {1}, true, 1.5);
                row.set(i % 6, null);
                row.set((i + 2) % 6, null);
                var typed = nulls.typed(statement, row).toArray();
                assertThat(database.queryForObject(statement, Integer.class, typed))
                        .isEqualTo(2);
            }
            return database.queryForObject(
                    "select generic_plans + custom_plans from pg_prepared_statements where statement like '%kept_prepared'",
                    Long.class);
        }));

        // the driver prepares a statement at its fifth use
        assertThat(executions).isGreaterThanOrEqualTo(20);
    }
}
