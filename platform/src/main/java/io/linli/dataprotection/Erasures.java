package io.linli.dataprotection;

import io.linli.settings.SystemScope;
import io.linli.settings.Turns;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what was granted to those who asked to be erased, in small transactions; after a crash, or where a module failed, it is done anew. */
@Component
class Erasures {

    /** Longer than the clocks of instances differ. */
    private static final Duration TURN = Duration.ofMinutes(10);

    private final RetentionRuns runs;
    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Turns turns;

    Erasures(
            RetentionRuns runs,
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            Turns turns) {
        this.runs = runs;
        this.database = database;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.turns = turns;
    }

    void carryOut(UUID request) {
        granted().stream()
                .filter(one -> one.request().equals(request))
                .forEach(one -> erase(one.request(), one.account()));
    }

    @Scheduled(cron = "${linli.dataprotection.erasure-cron:0 20 * * * *}")
    void carryOutWhatWasLeft() {
        if (turns.take("dataprotection.erasures", TURN)) {
            granted().forEach(one -> erase(one.request(), one.account()));
        }
    }

    private record Granted(UUID request, UUID account) {}

    private List<Granted> granted() {
        return system.call(() -> transaction.execute(status -> database.sql("""
                        select id, owner from dataprotection.request
                        where kind = 'ERASURE' and state = 'GRANTED' and run is null order by id limit 100""")
                .query((row, n) -> new Granted(Rows.id(row, "id"), Rows.id(row, "owner")))
                .list()));
    }

    private void erase(UUID request, UUID account) {
        var run = runs.erase(account, null);
        if (run.isIncomplete()) {
            return; // tried again at the next turn, until nothing fails
        }
        system.run(() -> transaction.executeWithoutResult(
                status -> database.sql("update dataprotection.request set run = ? where id = ?")
                        .params(run.id(), request)
                        .update()));
    }
}
