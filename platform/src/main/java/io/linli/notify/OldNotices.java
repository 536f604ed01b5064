package io.linli.notify;

import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Clears away notices that are past their time; harmless when several instances do it. */
@Component
class OldNotices {

    private static final Logger log = LoggerFactory.getLogger(OldNotices.class);
    private static final int BATCH = 5_000;

    private final JdbcClient database;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final NotifySettings settings;
    private final Clock clock;

    OldNotices(
            JdbcClient database,
            SystemScope system,
            PlatformTransactionManager transactions,
            NotifySettings settings,
            Clock clock) {
        this.database = database;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
    void clear() {
        int gone;
        do {
            gone = system.call(() -> transaction.execute(status -> batch()));
            log.debug("{} notices were over their time", gone);
        } while (gone == BATCH);
    }

    private int batch() {
        return database.sql("""
                        delete from notify.notice n using (
                            select account, number from notify.notice where at < ? order by at limit ?) old
                        where n.account = old.account and n.number = old.number""")
                .params(clock.instant().minus(settings.keep()).atOffset(ZoneOffset.UTC), BATCH)
                .update();
    }
}
