package io.linli.settings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The roles of a database that is ours alone, with their passwords (hexadecimal digits): the owner migrates, the
 * application reads and writes what it was granted.
 */
public record DatabaseRoles(String owner, String application) {

    public static final String DATABASE = "linli";
    public static final String OWNER = "linli_owner";
    public static final String APPLICATION = "linli";
    static final List<String> EXTENSIONS = List.of("pg_trgm", "btree_gist");

    /** Makes what is missing; the passwords are set each time. */
    public void create(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            for (var role : new String[][] {{OWNER, owner}, {APPLICATION, application}}) {
                if (!role[1].matches("[0-9a-f]{16,}")) {
                    throw new IllegalArgumentException("Not a password made by us");
                }
                statement.execute("""
                        do $$ begin
                            if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s; end if;
                        end $$;
                        alter role %1$s login nosuperuser nocreatedb nocreaterole nobypassrls password '%2$s'""".formatted(role[0], role[1]));
            }
            var made = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'");
            if (!made.next()) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
                statement.execute("revoke all on database " + DATABASE + " from public");
                statement.execute("grant connect, temporary on database " + DATABASE + " to " + APPLICATION);
            }
        }
    }

    /** What the modules need of PostgreSQL beyond its core, in the database itself. */
    public static void extend(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var extension : EXTENSIONS) {
                statement.execute("create extension if not exists " + extension);
            }
        }
    }
}
