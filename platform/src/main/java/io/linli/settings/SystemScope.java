package io.linli.settings;

import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Work that the platform does on its own account (readers, timers, imports, counters) sees every row. So does a step that
 * moves a matter out of its actor's sight: PostgreSQL lets nobody turn a row into one that they may not see, so after the
 * actor's right was checked on the row as it was, the update runs here.
 *
 * <p>Outside of it and without a caller, scoped tables look empty: row security refuses by default.
 */
@Component
public class SystemScope {

    private static final ThreadLocal<Boolean> ENTERED = new ThreadLocal<>();

    private final JdbcTemplate database;

    SystemScope(JdbcTemplate database) {
        this.database = database;
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Holds for transactions that begin within and, as long as the work lasts, for one that is already open. */
    public <T> T call(Supplier<T> work) {
        if (isEntered()) {
            return work.get();
        }
        ENTERED.set(true);
        boolean open = TransactionSynchronizationManager.isActualTransactionActive();
        try {
            if (open) {
                tell("system");
            }
            var result = work.get();
            if (open) {
                tell("");
            }
            return result;
        } catch (RuntimeException | Error e) {
            if (open) {
                leave(e);
            }
            throw e;
        } finally {
            ENTERED.remove();
        }
    }

    // when the transaction is already broken it can be told nothing, but then it can be asked nothing either
    private void leave(Throwable failed) {
        try {
            tell("");
        } catch (RuntimeException e) {
            failed.addSuppressed(e);
        }
    }

    private void tell(String scope) {
        database.queryForObject("select set_config('linli.scope', ?, true)", String.class, scope);
    }

    static boolean isEntered() {
        return ENTERED.get() != null;
    }
}
