package io.linli.audit;

import io.linli.journal.Epoch;
import io.linli.privacy.Vault;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals, each second, the records that came since: every record stands in exactly one root. Of several instances one
 * seals at a time; each keeps a copy of all roots in its own folder.
 */
@Component
class Sealer {

    static final int MOST = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private final Records records;
    private final Seals seals;
    private final RootCopy copy;
    private final Vault vault;
    private final Epoch epoch;
    private final SystemScope system;
    private final JdbcClient database;
    private final TransactionTemplate holding;
    private final TransactionTemplate writing;
    private final Clock clock;
    private final boolean enabled;
    private volatile @Nullable String failure;

    Sealer(
            Records records,
            Seals seals,
            RootCopy copy,
            Vault vault,
            Epoch epoch,
            SystemScope system,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${linli.audit.sealer:true}") boolean enabled,
            @Value("${linli.offline:false}") boolean offline) {
        this.records = records;
        this.seals = seals;
        this.copy = copy;
        this.vault = vault;
        this.epoch = epoch;
        this.system = system;
        this.database = database;
        this.clock = clock;
        // a command that works on the data changes nothing of what it may have to verify
        this.enabled = enabled && !offline;
        // holds the lock only: it writes nothing itself, and so keeps no reader waiting
        holding = new TransactionTemplate(transactions);
        holding.setReadOnly(true);
        writing = new TransactionTemplate(transactions);
        writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What went wrong with the copy the last time; null when nothing did. */
    @Nullable
    String failure() {
        return failure;
    }

    boolean isEnabled() {
        return enabled;
    }

    @Scheduled(fixedDelayString = "${linli.audit.seal-every:1s}", initialDelayString = "1s")
    void tick() {
        if (enabled) {
            seal();
        }
    }

    /** Seals all that is settled; tells how many records that were. None while another instance is at it. */
    int seal() {
        return system.call(() -> {
            Integer sealed = holding.execute(status -> isAlone() ? sealAll() : 0);
            return sealed == null ? 0 : sealed;
        });
    }

    /** Keeps all sealers waiting meanwhile. */
    <T> @Nullable T whileNobodySeals(Supplier<T> work) {
        return system.call(() -> holding.execute(status -> {
            database.sql("select pg_advisory_xact_lock(hashtext('audit.sealer'))")
                    .query((row, n) -> true)
                    .single();
            return work.get();
        }));
    }

    private boolean isAlone() {
        return database.sql("select pg_try_advisory_xact_lock(hashtext('audit.sealer'))")
                .query(Boolean.class)
                .single();
    }

    private int sealAll() {
        int all = 0;
        int some;
        do {
            Integer sealed = writing.execute(status -> sealNext());
            some = sealed == null ? 0 : sealed;
            all += some;
        } while (some == MOST);
        try {
            copy.complete();
            failure = null;
        } catch (IOException e) {
            failure = String.valueOf(e);
            log.error("The copy of the audit roots cannot be written; sealing goes on", e);
        }
        return all;
    }

    private int sealNext() {
        var before = seals.last();
        var next = records.settledAfter(before.map(Seal::last).orElse(Position.START), epoch.current(), MOST);
        if (!next.isEmpty()) {
            seals.add(Seal.over(
                    next,
                    before.map(Seal::number).orElse(0L) + 1,
                    before.map(Seal::root).orElse(Seal.NO_ROOT),
                    clock.instant(),
                    vault));
        }
        return next.size();
    }
}
