package io.linli.settings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Tells the database at the start of each transaction whose it is. The settings hold for the transaction only, so a
 * connection carries nothing over to the next. A transaction labelled {@code write-only} reads no scoped row and saves
 * the round trip: {@code @Transactional(label = "write-only")}.
 *
 * <p>Every connection ends a transaction after a few seconds ({@code linli.database.longest-write}), since an open one
 * that writes keeps every reader of the journal waiting; one that is marked {@code readOnly} may take longer.
 */
final class ScopedTransactions extends JdbcTransactionManager {

    private static final String WRITE_ONLY = "write-only";
    private static final Map<String, String> SYSTEM = Map.of("linli.scope", "system");

    private static final int KNOWS_A_LIMIT = 17;

    private final transient ObjectProvider<RowScope> scope;
    private final String longestRead;

    ScopedTransactions(DataSource database, ObjectProvider<RowScope> scope, String longestRead) {
        super(database);
        this.scope = scope;
        this.longestRead = longestRead;
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        if (definition instanceof TransactionAttribute attribute
                && attribute.getLabels().contains(WRITE_ONLY)) {
            return;
        }
        var caller = scope.getIfAvailable();
        var told = SystemScope.isEntered() ? SYSTEM : caller == null ? Map.<String, String>of() : caller.ofCaller();
        boolean mayTakeLonger = definition.isReadOnly() && knowsALimit(connection);
        if (!told.isEmpty() || mayTakeLonger) {
            tell(connection, told, mayTakeLonger);
        }
    }

    private static boolean knowsALimit(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= KNOWS_A_LIMIT;
    }

    private void tell(Connection connection, Map<String, String> settings, boolean mayTakeLonger) throws SQLException {
        var calls = settings.keySet().stream().map(name -> "set_config('" + name + "', ?, true)");
        // a clock that already runs is set anew only after it was stopped
        var limit = mayTakeLonger
                ? Stream.of(
                        "set_config('transaction_timeout', '0', true)",
                        "set_config('transaction_timeout', ?, true)",
                        // a list is planned for what is asked: one plan for all areas and states is good for none
                        "set_config('plan_cache_mode', 'force_custom_plan', true)")
                : Stream.<String>empty();
        var sql = Stream.concat(calls, limit).collect(Collectors.joining(", ", "select ", ""));
        try (var statement = connection.prepareStatement(sql)) {
            int n = 1;
            for (var value : settings.values()) {
                statement.setString(n++, value);
            }
            if (mayTakeLonger) {
                statement.setString(n, longestRead);
            }
            statement.execute();
        }
    }
}
