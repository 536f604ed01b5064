package io.linli.audit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals in tests that share their database with contexts whose transactions may be open for a while. */
final class Sealing {

    private Sealing() {}

    /** Seals all that was written before the call, once the transactions that are open now have ended. */
    static void all(Sealer sealer, JdbcClient database) {
        var next = database.sql("select pg_snapshot_xmax(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        await().atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    boolean settled = database.sql("select pg_snapshot_xmin(pg_current_snapshot()) >= ?::text::xid8")
                            .param(next)
                            .query(Boolean.class)
                            .single();
                    sealer.seal();
                    return settled;
                });
    }
}
