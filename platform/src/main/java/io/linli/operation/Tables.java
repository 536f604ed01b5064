package io.linli.operation;

import static io.linli.operation.Snapshot.list;

import io.linli.operation.Manifest.Counter;
import io.linli.operation.Manifest.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of a database that is being filled, in one transaction: emptied of what the migrations put there, and open
 * for rows as they were. Their own triggers rest meanwhile, and the owner is let through the second wall.
 */
final class Tables {

    private final Connection database;
    private final Map<String, Table> tables;
    private final List<String> forced;

    private Tables(Connection database, Map<String, Table> tables, List<String> forced) {
        this.database = database;
        this.tables = tables;
        this.forced = forced;
    }

    /** All of the owner's that hold rows. */
    static List<String> all(Connection database) throws SQLException {
        return names(database, "c.relkind = 'r'");
    }

    /** One of whatever stands in the database already, whoever's it is. */
    static Optional<String> first(Connection database) throws SQLException {
        return list(
                        database,
                        "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid ="
                                + " c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')"
                                + " and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
                                + " and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass"
                                + " and d.objid = c.oid and d.deptype = 'e') order by 1 limit 1",
                        row -> row.getString(1))
                .stream()
                .findFirst();
    }

    private static List<String> names(Connection database, String which) throws SQLException {
        return list(
                database,
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid ="
                        + " c.relnamespace where " + which + " and " + Snapshot.OWN + " order by 1",
                row -> row.getString(1));
    }

    static Tables open(Connection database, Manifest manifest, String application) throws SQLException {
        Snapshot.unlimited(database);
        database.setAutoCommit(false);
        makeMissing(database, manifest, application);
        var forced = names(database, "c.relkind in ('r', 'p') and c.relforcerowsecurity");
        for (var table : forced) {
            run(database, "alter table " + table + " no force row level security");
        }
        for (var table : names(database, "c.relkind in ('r', 'p')")) {
            run(database, "alter table " + table + " disable trigger user");
        }
        run(database, "truncate " + String.join(", ", all(database)));
        return new Tables(
                database,
                manifest.tables().stream().collect(Collectors.toMap(Table::name, Function.identity())),
                forced);
    }

    /** Months that passed since, and months that were taken out of their parent: no migration makes them now. */
    private static void makeMissing(Connection database, Manifest manifest, String application) throws SQLException {
        var there = all(database);
        var partitions =
                manifest.partitions().stream().collect(Collectors.toMap(Manifest.Partition::name, Function.identity()));
        for (var table : manifest.tables()) {
            if (there.contains(table.name())) {
                continue;
            }
            var partition = partitions.get(table.name());
            run(
                    database,
                    partition == null
                            ? "create table " + table.name() + " (" + table.definition() + ")"
                            : "create table " + table.name() + " partition of " + partition.parent() + " "
                                    + partition.bound());
            run(database, "revoke all on " + table.name() + " from \"" + application + "\"");
            if (!table.granted().isEmpty()) {
                run(database, "grant " + table.granted() + " on " + table.name() + " to \"" + application + "\"");
            }
        }
    }

    Table named(String name) throws SQLException {
        var table = tables.get(name);
        if (table == null) {
            throw new SQLException("Not in the manifest: " + name);
        }
        return table;
    }

    /** Sets the counters and the walls as they were, and commits. */
    void close(Map<String, Counter> sequences) throws SQLException {
        for (var sequence : sequences.entrySet()) {
            var counter = sequence.getValue();
            Snapshot.ask(
                    database,
                    "select setval('" + sequence.getKey().replace("'", "''") + "', " + counter.last() + ", "
                            + counter.called() + ")");
        }
        for (var table : names(database, "c.relkind in ('r', 'p')")) {
            run(database, "alter table " + table + " enable trigger user");
        }
        for (var table : forced) {
            run(database, "alter table " + table + " force row level security");
        }
        database.commit();
        database.setAutoCommit(true);
        run(database, "analyze");
    }

    static void run(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
