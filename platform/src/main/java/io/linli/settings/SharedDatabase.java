package io.linli.settings;

import java.io.IOException;
import java.util.Map;

/** The embedded database of a folder, kept by a process that is no instance itself, for those that are. */
public final class SharedDatabase implements AutoCloseable {

    private final EmbeddedDatabase database;

    private SharedDatabase(EmbeddedDatabase database) {
        this.database = database;
    }

    public static SharedDatabase open(DataDirectory directory) {
        return new SharedDatabase(EmbeddedDatabase.open(directory.home()));
    }

    /** How an instance is told of it: as of any database that is not its own to start and stop. */
    public Map<String, String> environment() {
        var owner = database.owner();
        return Map.of(
                "LINLI_DB_URL", database.getJdbcUrl(),
                "LINLI_DB_USER", database.getUsername(),
                "LINLI_DB_PASSWORD", database.getPassword(),
                "LINLI_DB_OWNER", String.valueOf(owner.getUsername()),
                "LINLI_DB_OWNER_PASSWORD", String.valueOf(owner.getPassword()));
    }

    /** Connections that the instances may have together; some are left for commands and for looking after it. */
    public static int connections() {
        return PostgresServer.CONNECTIONS - 20;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
