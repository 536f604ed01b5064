package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_UNREACHABLE;
import static io.linli.settings.CannotStart.Reason.DATA_IN_USE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A way into the database beside the application, as the role that owns the tables: for backup, restore and a look at
 * what is wrong. It works whether Linli runs or stands still.
 */
public final class OwnerDatabase extends AbstractDataSource implements AutoCloseable {

    /** The role of the application, which is granted what the owner makes. */
    private final String application;

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable AutoCloseable ours;

    private OwnerDatabase(String url, String user, String password, String application, @Nullable AutoCloseable ours) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.application = application;
        this.ours = ours;
    }

    /** The one named by LINLI_DB_URL, or the one in the folder: asked while it runs, else started for as long as needed. */
    public static OwnerDatabase of(Path folder) {
        var external = external();
        return external == null ? embedded(folder.toAbsolutePath().normalize()) : external;
    }

    /** Whether LINLI_DB_URL names a database that is not ours to start and stop. */
    public static boolean isExternal() {
        return !set("LINLI_DB_URL", "").isEmpty();
    }

    private static @Nullable OwnerDatabase external() {
        if (!isExternal()) {
            return null;
        }
        var application = set("LINLI_DB_USER", "");
        return new OwnerDatabase(
                set("LINLI_DB_URL", ""),
                set("LINLI_DB_OWNER", application),
                set("LINLI_DB_OWNER_PASSWORD", set("LINLI_DB_PASSWORD", "")),
                application.isEmpty() ? DatabaseRoles.APPLICATION : application,
                null);
    }

    private static String set(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static OwnerDatabase embedded(Path home) {
        DataDirectory directory;
        try {
            directory = DataDirectory.claim(home, null, true);
        } catch (CannotStart e) {
            if (e.reason() == DATA_IN_USE) {
                return running(home);
            }
            throw e;
        }
        return started(directory);
    }

    /** The one of a folder that is held, which is given back when this is closed. */
    private static OwnerDatabase started(DataDirectory directory) {
        var database = EmbeddedDatabase.open(directory.home());
        return over(database, () -> {
            try (directory) {
                database.close();
            }
        });
    }

    /** A server that was started for this and ends with it. */
    static OwnerDatabase over(EmbeddedDatabase database) {
        return over(database, database);
    }

    private static OwnerDatabase over(EmbeddedDatabase database, AutoCloseable end) {
        var owner = database.owner();
        return new OwnerDatabase(
                database.getJdbcUrl(),
                String.valueOf(owner.getUsername()),
                String.valueOf(owner.getPassword()),
                DatabaseRoles.APPLICATION,
                end);
    }

    /** As PostgreSQL tells of itself: process, folder, start, port. */
    private static OwnerDatabase running(Path home) {
        try {
            var told = Files.readAllLines(EmbeddedDatabase.cluster(home).resolve("postmaster.pid"));
            return new OwnerDatabase(
                    "jdbc:postgresql://127.0.0.1:" + told.get(3).strip() + "/" + DatabaseRoles.DATABASE,
                    DatabaseRoles.OWNER,
                    Files.readString(home.resolve("postgres-owner.password")).strip(),
                    DatabaseRoles.APPLICATION,
                    null);
        } catch (IOException | IndexOutOfBoundsException e) {
            // it holds the folder and is not up yet, or no longer
            throw new CannotStart(e, DATA_IN_USE, home);
        }
    }

    /** Refuses one of somebody else's that cannot do the work, in one line, before anything is written into it. */
    public void mustBeFit(DataDirectory.Use use) {
        DatabaseCheck.isFit(url, this, application, use == DataDirectory.Use.DEMO);
    }

    public Connection connect() {
        var how = new Properties();
        how.setProperty("user", user);
        how.setProperty("password", password);
        how.setProperty("ApplicationName", "linli operation");
        // a large table is not to be gathered in memory, and what a row holds is nothing for a log
        how.setProperty("defaultRowFetchSize", "1000");
        how.setProperty("logServerErrorDetail", "false");
        try {
            return DriverManager.getConnection(url, how);
        } catch (SQLException e) {
            throw new CannotStart(
                    e, DATABASE_UNREACHABLE, DatabaseCheck.withoutSecrets(url), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Connection getConnection() {
        return connect();
    }

    @Override
    public Connection getConnection(@Nullable String name, @Nullable String secret) {
        throw new UnsupportedOperationException("It has one role only");
    }

    public String application() {
        return application;
    }

    @Override
    public void close() throws IOException {
        if (ours == null) {
            return;
        }
        try {
            ours.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public String toString() {
        return user + " at " + DatabaseCheck.withoutSecrets(url);
    }
}
