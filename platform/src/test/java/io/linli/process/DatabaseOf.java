package io.linli.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A look into the database of a running Linli, past the application. */
record DatabaseOf(Connection connection) implements AutoCloseable {

    static DatabaseOf superuser(Path data) throws IOException, SQLException {
        return superuser(data, "linli");
    }

    /** Of another database of the same server. */
    static DatabaseOf superuser(Path data, String database) throws IOException, SQLException {
        var password = Files.readString(data.resolve("postgres.password")).strip();
        return new DatabaseOf(DriverManager.getConnection(url(data, database), "postgres", password));
    }

    static String url(Path data, String database) throws IOException {
        // as PostgreSQL writes it: process, folder, start, port
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String ask(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return requireNonNull(rows.getString(1));
        }
    }

    /** Several statements at once, in one transaction. */
    void run(String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
