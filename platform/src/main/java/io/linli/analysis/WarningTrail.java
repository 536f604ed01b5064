package io.linli.analysis;

import io.linli.identity.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done about each warning. */
@Component
class WarningTrail {

    private final JdbcClient database;

    WarningTrail(JdbcClient database) {
        this.database = database;
    }

    /** Under the lock of the warning's row. */
    void add(
            UUID warning,
            String step,
            @Nullable AccountId by,
            @Nullable String note,
            WarningStatus status,
            Instant at) {
        database.sql("""
                        insert into analysis.warning_step (warning, number, at, step, account, note, status)
                        select ?, 1 + coalesce(max(number), 0), ?, ?, ?, ?, ?
                        from analysis.warning_step where warning = ?""")
                .params(Arrays.asList(
                        warning,
                        at.atOffset(ZoneOffset.UTC),
                        step,
                        by == null ? null : by.id(),
                        note,
                        status.name(),
                        warning))
                .update();
    }
}
