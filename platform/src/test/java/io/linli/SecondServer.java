package io.linli;

import static io.linli.settings.DatabaseRoles.APPLICATION;
import static io.linli.settings.DatabaseRoles.DATABASE;
import static io.linli.settings.DatabaseRoles.OWNER;
import static java.util.Objects.requireNonNull;

import io.linli.settings.DatabaseRoles;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Another PostgreSQL beside that of the tests, with the tables of some modules and nothing in them. */
public final class SecondServer implements AutoCloseable {

    private final EmbeddedPostgres server;

    private SecondServer(EmbeddedPostgres server) {
        this.server = server;
    }

    public static SecondServer withTablesOf(String... modules) throws IOException, SQLException {
        var server = new SecondServer(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        new File(System.getProperty("user.home"), ".cache/linli/postgres-binaries"))
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("locale", "C.UTF-8")
                .setRegisterShutdownHook(false)
                .start());
        try (var superuser = server.server.getPostgresDatabase().getConnection()) {
            new DatabaseRoles("0".repeat(16), "1".repeat(16)).create(superuser);
        }
        try (var superuser = server.server.getDatabase("postgres", DATABASE).getConnection()) {
            DatabaseRoles.extend(superuser);
        }
        server.migrate("__root");
        for (var module : modules) {
            server.migrate(module);
        }
        return server;
    }

    private void migrate(String module) {
        Flyway.configure()
                .dataSource(server.getDatabase(OWNER, DATABASE))
                .locations("classpath:db/migration/" + module)
                .table("flyway_schema_history_" + module)
                .placeholders(Map.of("application", APPLICATION, "demo", "true"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Moves the rows as a logical restore does. A table is named with its columns where those are not all. */
    public void restore(DataSource from, List<String> tables) throws SQLException, IOException {
        try (var source = from.getConnection();
                var target = server.getDatabase("postgres", DATABASE).getConnection()) {
            for (var table : tables) {
                copy(source, target, table);
            }
        }
    }

    private static void copy(Connection source, Connection target, String table) throws SQLException, IOException {
        var rows = new java.io.ByteArrayOutputStream();
        var query = table.contains("(")
                ? "select " + table.replaceFirst(".*\\((.*)\\)", "$1") + " from " + table.replaceFirst(" ?\\(.*", "")
                : "select * from " + table;
        source.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + query + ") to stdout", rows);
        target.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", new java.io.ByteArrayInputStream(rows.toByteArray()));
    }

    /** An application there that consists of these beans, of {@link Writes} and of what they stand on. */
    public AnnotationConfigApplicationContext run(Class<?>... beans) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> server.getDatabase(APPLICATION, DATABASE));
        context.register(Basics.class, Writes.class, SystemScope.class);
        context.register(beans);
        context.refresh();
        return context;
    }

    public long transactionsSoFar() {
        return requireNonNull(new JdbcTemplate(server.getDatabase("postgres", DATABASE))
                .queryForObject("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint", Long.class));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    // not marked as a configuration, or the application of the other tests would find it
    @EnableTransactionManagement
    static class Basics {

        @Bean
        JdbcTransactionManager transactionManager(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        TransactionTemplate transaction(JdbcTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcTemplate template(DataSource database) {
            return new JdbcTemplate(database);
        }

        @Bean
        JdbcClient client(JdbcTemplate template) {
            return JdbcClient.create(template);
        }
    }
}
