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
        // as PostgreSQL writes it: process, folder, start, port
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        var password = Files.readString(data.resolve("postgres.password")).strip();
        return new DatabaseOf(
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/linli", "postgres", password));
    }

    String ask(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return requireNonNull(rows.getString(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
