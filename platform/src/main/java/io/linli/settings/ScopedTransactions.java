package io.linli.settings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.TransactionAttribute;

/**
 * Tells the database at the start of each transaction whose it is. The settings hold for the transaction only, so a
 * connection carries nothing over to the next. A transaction labelled {@code write-only} reads no scoped row and saves
 * the round trip: {@code @Transactional(label = "write-only")}.
 */
final class ScopedTransactions extends JdbcTransactionManager {

    private static final String WRITE_ONLY = "write-only";
    private static final Map<String, String> SYSTEM = Map.of("linli.scope", "system");

    private final transient ObjectProvider<RowScope> scope;

    ScopedTransactions(DataSource database, ObjectProvider<RowScope> scope) {
        super(database);
        this.scope = scope;
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
        if (!told.isEmpty()) {
            tell(connection, told);
        }
    }

    private static void tell(Connection connection, Map<String, String> settings) throws SQLException {
        var sql = settings.keySet().stream()
                .map(name -> "set_config('" + name + "', ?, true)")
                .collect(Collectors.joining(", ", "select ", ""));
        try (var statement = connection.prepareStatement(sql)) {
            int n = 1;
            for (var value : settings.values()) {
                statement.setString(n++, value);
            }
            statement.execute();
        }
    }
}
