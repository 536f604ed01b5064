package io.linli.journal;

import io.linli.settings.SystemScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which life of the server's transaction counter this is. It is found at each start, before anything is written: a new
 * one begins when the server is another than the last time, or when entries stand in the journal whose transactions this
 * server has not come to yet. Either means that the data were brought here from elsewhere. After moving the data Linli
 * is therefore started anew, and not just led to the new server.
 */
@Component
public class Epoch implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(Epoch.class);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final SystemScope system;
    private int current;

    Epoch(JdbcClient database, TransactionTemplate transaction, SystemScope system) {
        this.database = database;
        this.transaction = transaction;
        this.system = system;
    }

    @Override
    public void afterPropertiesSet() {
        Integer found = system.call(() -> transaction.execute(status -> find()));
        current = found == null ? 0 : found;
    }

    public int current() {
        return current;
    }

    /** Whether the server is still the one of the start. */
    boolean isOnItsServer() {
        return database.sql("""
                        select system_identifier = (select system_identifier::text from pg_control_system())
                        from journal.epoch where epoch = ?""").param(current).query(Boolean.class).optional().orElse(false);
    }

    private int find() {
        database.sql("select pg_advisory_xact_lock(hashtext('journal.epoch'))")
                .query((row, n) -> true)
                .single();
        return database.sql("""
                        select e.epoch
                        from journal.epoch e, pg_control_system() server
                        where e.epoch = (select max(epoch) from journal.epoch)
                          and e.system_identifier = server.system_identifier::text
                          and not exists (
                            select from journal.entry
                            where epoch = e.epoch and xid >= pg_snapshot_xmax(pg_current_snapshot()))""").query(Integer.class).optional().orElseGet(this::begin);
    }

    private int begin() {
        int epoch = database.sql("""
                        insert into journal.epoch (epoch, system_identifier)
                        select coalesce((select max(epoch) from journal.epoch), 0) + 1, system_identifier::text
                        from pg_control_system()
                        returning epoch""").query(Integer.class).single();
        if (epoch > 1) {
            log.warn("The data were brought to another server; the journal goes on in epoch {}", epoch);
        }
        return epoch;
    }
}
