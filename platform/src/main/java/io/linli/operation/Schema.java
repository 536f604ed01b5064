package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_MIGRATIONS_CHANGED;
import static io.linli.settings.CannotStart.Reason.BACKUP_NEWER;

import io.linli.operation.Manifest.Migration;
import io.linli.settings.CannotStart;
import io.linli.settings.DataDirectory;
import io.linli.settings.OwnerDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;

/** The tables as the migrations make them, module by module as Spring Modulith runs them, up to where a backup's data are. */
final class Schema {

    private static final String ROOT = "__root";

    private final OwnerDatabase database;
    private final Manifest manifest;
    private final Set<String> before;

    Schema(OwnerDatabase database, Manifest manifest, Connection connection) throws SQLException {
        this.database = database;
        this.manifest = manifest;
        before = Set.copyOf(schemas(connection));
    }

    private static String module(String history) {
        return history.equals(Snapshot.HISTORY) ? ROOT : history.substring(Snapshot.HISTORY.length() + 1);
    }

    static String history(String module) {
        return module.equals(ROOT) ? Snapshot.HISTORY : Snapshot.HISTORY + "_" + module;
    }

    private static String folder(String history) {
        return "db/migration/" + module(history);
    }

    /** Refuses what a later Linli made: a migration that is not ours. */
    static void knows(Manifest manifest, Path backup) {
        manifest.migrations().forEach((history, done) -> {
            for (var migration : done) {
                if (Schema.class.getClassLoader().getResource(folder(history) + "/" + migration.script()) == null) {
                    throw new CannotStart(BACKUP_NEWER, backup, manifest.version());
                }
            }
        });
    }

    void make(Path backup) throws SQLException {
        // the history of the root sorts first, and its grants come before the tables
        for (var history : new TreeSet<>(manifest.migrations().keySet())) {
            var done = manifest.migrations().get(history);
            if (done != null && !done.isEmpty()) {
                migrate(history, done.getLast().version());
            }
        }
        try (var connection = database.connect()) {
            var made = Snapshot.migrations(connection);
            manifest.migrations()
                    .forEach((history, done) -> same(history, done, made.getOrDefault(history, List.of()), backup));
        }
    }

    private void migrate(String history, String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + folder(history))
                .table(history)
                .baselineVersion("0")
                .baselineOnMigrate(true)
                .target(version)
                .placeholders(Map.of(
                        "application",
                        database.application(),
                        "demo",
                        Boolean.toString(manifest.use() == DataDirectory.Use.DEMO)))
                .load()
                .migrate();
    }

    private static void same(String history, List<Migration> then, List<Migration> now, Path backup) {
        for (int n = 0; n < then.size(); n++) {
            if (n >= now.size() || !then.get(n).equals(now.get(n))) {
                throw new CannotStart(
                        BACKUP_MIGRATIONS_CHANGED,
                        backup,
                        folder(history) + "/" + then.get(n).script());
            }
        }
    }

    /** Takes away again what was made in a database that was empty before. */
    void undo(Connection connection, Exception why) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            for (var schema : schemas(connection)) {
                if (!before.contains(schema)) {
                    Tables.run(connection, "drop schema " + schema + " cascade");
                }
            }
            for (var table : Snapshot.list(
                    connection,
                    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'public' and"
                            + " tableowner = current_user",
                    row -> row.getString(1))) {
                Tables.run(connection, "drop table " + table + " cascade");
            }
            for (var function : Snapshot.list(
                    connection,
                    "select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and proowner ="
                            + " (select oid from pg_roles where rolname = current_user)",
                    row -> row.getString(1))) {
                Tables.run(connection, "drop function " + function + " cascade");
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static List<String> schemas(Connection connection) throws SQLException {
        return Snapshot.list(
                connection,
                "select quote_ident(nspname) from pg_namespace where nspowner = (select oid from pg_roles where"
                        + " rolname = current_user) and nspname <> 'public' and nspname !~ '^pg_'",
                row -> row.getString(1));
    }
}
