package io.linli.settings;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers the writes of one transaction, each module its own, and sends them to the database together: one round trip
 * just before the commit instead of one for each. A report is written this way (incident, task, trail, journal).
 *
 * <p>What is added is not visible to a query of the same transaction until {@link #flush()}. A statement that fails
 * (a unique key, say) fails the whole transaction, at the flush. What is added while the transaction is already being
 * committed is sent at once.
 */
@Component
public class Writes {

    private final JdbcTemplate database;
    private final ObjectProvider<WriteRefusal> refusals;
    private final TypedNulls nulls = new TypedNulls();

    Writes(JdbcTemplate database, ObjectProvider<WriteRefusal> refusals) {
        this.database = database;
        this.refusals = refusals;
    }

    /** Adds one statement that returns nothing. Outside a transaction it is an error, not a lonely row. */
    public void add(String sql, @Nullable Object... parameters) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("Writes are gathered inside a transaction only");
        }
        gathered().add(new Statement(sql, Arrays.asList(parameters)));
    }

    /** Sends what was gathered so far. */
    public void flush() {
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending != null) {
            pending.send();
        }
    }

    /** What the module that wrote the failing statement has to say of it. */
    private RuntimeException refusal(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                ? refusals.stream()
                        .map(module -> module.refusalOf(cause))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(failure)
                : failure;
    }

    private Pending gathered() {
        var pending = (Pending) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    private record Statement(String sql, List<@Nullable Object> parameters) {}

    private final class Pending implements TransactionSynchronization {

        private final List<Statement> statements = new ArrayList<>();

        private boolean committing;

        void add(Statement statement) {
            statements.add(statement);
            if (committing) {
                send();
            }
        }

        void send() {
            if (statements.isEmpty()) {
                return;
            }
            // the driver sends statements joined by semicolons one after the other without waiting between them
            var sql = statements.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
            var parameters = statements.stream()
                    .flatMap(statement -> nulls.typed(statement.sql(), statement.parameters()).stream())
                    .toArray();
            statements.clear();
            try {
                database.update(sql, parameters);
            } catch (DataAccessException e) {
                throw refusal(e);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            send();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Writes.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Writes.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Writes.this);
        }
    }
}
