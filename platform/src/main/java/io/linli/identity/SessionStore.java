package io.linli.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sessions of another store at the cost of one statement for a request. They are read without a transaction, and the
 * time of the last use is kept to the minute: a session lives up to a minute shorter than it is allowed to. A request that
 * did nothing but use its session writes that time alone, and never an earlier one: whatever another request has changed
 * meanwhile, the session's id above all, stays as it is.
 *
 * <p>The store is asked who the caller is, so its transactions are apart from that of the request.
 */
final class SessionStore<S extends Session> implements SessionRepository<SessionStore.Touched<S>> {

    private static final Duration SELDOM = Duration.ofMinutes(1);

    private final SessionRepository<S> store;
    private final JdbcClient database;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    /** @param store joins the transaction that is open, and begins none */
    SessionStore(SessionRepository<S> store, JdbcClient database, PlatformTransactionManager transactions) {
        this.store = store;
        this.database = database;
        reading = new TransactionTemplate(transactions);
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        writing = new TransactionTemplate(transactions);
        writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Touched<S> createSession() {
        return new Touched<>(store.createSession(), true);
    }

    @Override
    public void save(Touched<S> session) {
        if (session.changed) {
            writing.executeWithoutResult(status -> store.save(session.kept));
        } else if (session.used) {
            writing.executeWithoutResult(status -> touch(session.kept));
        }
        session.changed = false;
        session.used = false;
    }

    private void touch(S session) {
        long now = session.getLastAccessedTime().toEpochMilli();
        database.sql("""
                        update identity.http_session
                        set last_access_time = ?, expiry_time = ? + max_inactive_interval * 1000::bigint
                        where session_id = ? and last_access_time < ?""").params(now, now, session.getId(), now).update();
    }

    @Override
    public @Nullable Touched<S> findById(String id) {
        var kept = reading.execute(status -> store.findById(id));
        return kept == null ? null : new Touched<>(kept, false);
    }

    @Override
    public void deleteById(String id) {
        writing.executeWithoutResult(status -> store.deleteById(id));
    }

    /** Knows what there is to save. */
    static final class Touched<S extends Session> implements Session {

        private final S kept;
        private boolean changed;
        private boolean used;

        private Touched(S kept, boolean changed) {
            this.kept = kept;
            this.changed = changed;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (Duration.between(kept.getLastAccessedTime(), now).compareTo(SELDOM) > 0) {
                used = true;
                kept.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return kept.changeSessionId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
        public <T> @Nullable T getAttribute(String name) {
            return kept.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            changed = true;
            kept.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
            kept.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            kept.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
