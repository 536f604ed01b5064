package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_BLIND_TO_CHINESE;
import static io.linli.settings.CannotStart.Reason.DATABASE_FORGETS;
import static io.linli.settings.CannotStart.Reason.DATABASE_NOT_UTF8;
import static io.linli.settings.CannotStart.Reason.DATABASE_OF_DEMO;
import static io.linli.settings.CannotStart.Reason.DATABASE_OF_PRODUCTION;
import static io.linli.settings.CannotStart.Reason.DATABASE_ROLE_TOO_STRONG;
import static io.linli.settings.CannotStart.Reason.DATABASE_TOO_OLD;
import static io.linli.settings.CannotStart.Reason.DATABASE_UNREACHABLE;
import static io.linli.settings.CannotStart.Reason.DATABASE_WITHOUT_EXTENSION;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether a PostgreSQL can do what Linli asks of it, whoever runs it. */
final class DatabaseCheck {

    static final int OLDEST = 16;

    private DatabaseCheck() {}

    /** @param owner connects as the role that owns the tables */
    static void isFit(String url, DataSource owner, @Nullable String application, boolean demo) {
        try (var connection = owner.getConnection()) {
            isFit(connection, application);
            isFor(connection, demo);
            if (!demo) {
                keepsWhatItAcknowledged(connection);
            }
        } catch (SQLException e) {
            throw new CannotStart(e, DATABASE_UNREACHABLE, withoutSecrets(url), String.valueOf(e.getMessage()));
        }
    }

    static void isFit(Connection owner, @Nullable String application) throws SQLException {
        var version = owner.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new CannotStart(DATABASE_TOO_OLD, version, OLDEST);
        }
        var encoding = ask(owner, "show server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new CannotStart(DATABASE_NOT_UTF8, encoding);
        }
        for (var extension : DatabaseRoles.EXTENSIONS) {
            has(owner, extension);
        }
        if (ask(owner, "select cardinality(show_trgm('测试'))").equals("0")) {
            throw new CannotStart(
                    DATABASE_BLIND_TO_CHINESE,
                    ask(owner, "select datctype from pg_database where datname = current_database()"));
        }
        bindsRows(owner, application);
    }

    private static void isFor(Connection owner, boolean demo) throws SQLException {
        if (ask(owner, "select to_regclass('settings.instance') is not null").equals("t")) {
            var was = ask(owner, "select demo from settings.instance").equals("t");
            if (was != demo) {
                throw new CannotStart(was ? DATABASE_OF_DEMO : DATABASE_OF_PRODUCTION);
            }
        }
    }

    private static void has(Connection owner, String extension) throws SQLException {
        if (!ask(owner, "select count(*) from pg_extension where extname = '" + extension + "'")
                .equals("0")) {
            return;
        }
        try (var statement = owner.createStatement()) {
            statement.execute("create extension " + extension);
        } catch (SQLException e) {
            throw new CannotStart(e, DATABASE_WITHOUT_EXTENSION, extension);
        }
    }

    // row security is the second wall around what a caller may see; these roles walk through it
    private static void bindsRows(Connection owner, @Nullable String application) throws SQLException {
        try (var statement = owner.prepareStatement(
                "select rolsuper or rolbypassrls from pg_roles where rolname = coalesce(?, current_user)")) {
            statement.setString(1, application);
            var rows = statement.executeQuery();
            if (rows.next() && rows.getBoolean(1)) {
                throw new CannotStart(DATABASE_ROLE_TOO_STRONG, String.valueOf(application));
            }
        }
    }

    /** That a commit is on disk when it is acknowledged. */
    static void keepsWhatItAcknowledged(Connection database) throws SQLException {
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (!ask(database, "show " + setting).equals("on")) {
                throw new CannotStart(DATABASE_FORGETS, setting);
            }
        }
    }

    private static String ask(Connection database, String question) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }
}
