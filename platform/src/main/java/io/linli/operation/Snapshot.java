package io.linli.operation;

import io.linli.operation.Manifest.Counter;
import io.linli.operation.Manifest.Migration;
import io.linli.operation.Manifest.Partition;
import io.linli.operation.Manifest.Table;
import io.linli.settings.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/**
 * All that the owner's tables hold at one moment, whatever is written meanwhile. It reads only, so it has no transaction
 * number and keeps no reader of the journal waiting, and the limits on the application's transactions are not on it.
 */
final class Snapshot implements AutoCloseable {

    /** Where Flyway writes down what it did: made anew by the migrations, not copied. */
    static final String HISTORY = "flyway_schema_history";

    static final String OWN = """
        c.relowner = (select oid from pg_roles where rolname = current_user)
        and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not (n.nspname = 'public' and c.relname ~ '^flyway_schema_history')
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')\
        """;

    private final Connection database;
    private final Instant taken;

    private Snapshot(Connection database, Instant taken) {
        this.database = database;
        this.taken = taken;
    }

    static Snapshot take(Connection database) throws SQLException {
        unlimited(database);
        database.setAutoCommit(false);
        database.setReadOnly(true);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        // platform work sees every row, through the second wall too
        ask(database, "select set_config('linli.scope', 'system', false)");
        try (var statement = database.createStatement();
                var now = statement.executeQuery("select transaction_timestamp()")) {
            now.next();
            return new Snapshot(database, now.getObject(1, OffsetDateTime.class).toInstant());
        }
    }

    /** As COPY is written and read the same everywhere, for as long as it takes. */
    static void unlimited(Connection database) throws SQLException {
        for (var setting : List.of(
                "transaction_timeout=0",
                "statement_timeout=0",
                "idle_in_transaction_session_timeout=0",
                "DateStyle=ISO, YMD",
                "IntervalStyle=postgres",
                "TimeZone=UTC",
                "extra_float_digits=3",
                "bytea_output=hex")) {
            var parts = setting.split("=", 2);
            try (var statement = database.prepareStatement(
                    "select set_config(?, ?, false) where current_setting(?, true) is not null")) {
                statement.setString(1, parts[0]);
                statement.setString(2, parts[1]);
                statement.setString(3, parts[0]);
                statement.execute();
            }
        }
    }

    Instant taken() {
        return taken;
    }

    int major() throws SQLException {
        return database.getMetaData().getDatabaseMajorVersion();
    }

    /** About how much there is to copy. */
    long size() throws SQLException {
        return Long.parseLong(ask(
                database,
                "select coalesce(sum(pg_table_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid ="
                        + " c.relnamespace where c.relkind = 'r' and " + OWN));
    }

    SortedMap<String, List<Migration>> migrations() throws SQLException {
        return migrations(database);
    }

    SortedMap<String, String> fingerprints() throws SQLException {
        return fingerprints(database);
    }

    static SortedMap<String, String> fingerprints(Connection database) throws SQLException {
        var found = new TreeMap<String, String>();
        for (var kind : ServiceLoader.load(Fingerprint.class)) {
            kind.of(database).ifPresent(words -> found.put(kind.name(), words));
        }
        return found;
    }

    static SortedMap<String, List<Migration>> migrations(Connection database) throws SQLException {
        var done = new TreeMap<String, List<Migration>>();
        for (var table : list(
                database,
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and"
                        + " relname ~ '^"
                        + HISTORY + "'",
                row -> row.getString(1))) {
            done.put(
                    table,
                    list(
                            database,
                            "select version, script, coalesce(checksum, 0) from public.\"" + table
                                    + "\" where success and version is not null and type <> 'BASELINE' order by"
                                    + " installed_rank",
                            row -> new Migration(row.getString(1), row.getString(2), row.getInt(3))));
        }
        return done;
    }

    /** In an order in which a row comes after those that it refers to. */
    List<Table> tables(String application) throws SQLException {
        var tables = new LinkedHashMap<String, Table>();
        var sql = """
            select format('%%I.%%I', n.nspname, c.relname),
                string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = ''),
                string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                    || coalesce((select ' collate ' || quote_ident(k.collname) from pg_collation k
                        where k.oid = a.attcollation and k.collname <> 'default'), '')
                    || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum),
                coalesce((select string_agg(g.privilege_type, ', ' order by g.privilege_type)
                    from aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
                    where r.rolname = '%s'), '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and %s
            group by c.oid, n.nspname, c.relname, c.relacl order by 1\
            """.formatted(application.replace("'", "''"), OWN);
        for (var table : list(
                database,
                sql,
                row -> new Table(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))) {
            tables.put(table.name(), table);
        }
        var needs = needs();
        var ordered = new LinkedHashSet<String>();
        tables.keySet().forEach(name -> place(name, needs, ordered, new LinkedHashSet<>()));
        return ordered.stream().filter(tables::containsKey).map(tables::get).toList();
    }

    private static void place(String name, Map<String, List<String>> needs, Set<String> ordered, Set<String> above) {
        if (ordered.contains(name)) {
            return;
        }
        if (!above.add(name)) {
            throw new IllegalStateException("Tables refer to each other in a circle: " + above);
        }
        needs.getOrDefault(name, List.of()).forEach(need -> place(need, needs, ordered, above));
        above.remove(name);
        ordered.add(name);
    }

    /** Which tables each refers to, partitions included on either side. */
    private Map<String, List<String>> needs() throws SQLException {
        var needs = new TreeMap<String, List<String>>();
        list(
                database,
                """
                select format('%I.%I', n1.nspname, c1.relname), format('%I.%I', n2.nspname, c2.relname)
                from pg_constraint f
                left join lateral pg_partition_tree(f.conrelid) p1 on true
                left join lateral pg_partition_tree(f.confrelid) p2 on true
                join pg_class c1 on c1.oid = coalesce(p1.relid, f.conrelid) join pg_namespace n1 on n1.oid = c1.relnamespace
                join pg_class c2 on c2.oid = coalesce(p2.relid, f.confrelid) join pg_namespace n2 on n2.oid = c2.relnamespace
                where f.contype = 'f' and c1.oid <> c2.oid\
                """,
                row -> needs.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getString(2)));
        return needs;
    }

    List<Partition> partitions() throws SQLException {
        return list(database, """
            select format('%I.%I', n.nspname, c.relname), format('%I.%I', m.nspname, p.relname),
                pg_get_expr(c.relpartbound, c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_inherits i on i.inhrelid = c.oid
            join pg_class p on p.oid = i.inhparent join pg_namespace m on m.oid = p.relnamespace
            where c.relispartition and c.relkind = 'r' order by 1\
            """, row -> new Partition(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Writes the rows; tells how many there are. */
    long copy(Table table, OutputStream out) throws SQLException, IOException {
        return copy(database, table, out);
    }

    static long copy(Connection database, Table table, OutputStream out) throws SQLException, IOException {
        return database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + table.name() + " (" + table.columns() + ") to stdout", out);
    }

    /** Read last of all: counters are not of the moment, and may only be ahead of it. */
    SortedMap<String, Counter> sequences() throws SQLException {
        var sequences = new TreeMap<String, Counter>();
        for (var name : list(
                database,
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid ="
                        + " c.relnamespace where c.relkind = 'S' and " + OWN,
                row -> row.getString(1))) {
            sequences.put(
                    name,
                    list(
                                    database,
                                    "select last_value, is_called from " + name,
                                    row -> new Counter(row.getLong(1), row.getBoolean(2)))
                            .getFirst());
        }
        return sequences;
    }

    interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(Connection database, String sql, Row<T> row) throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(row.read(rows));
            }
        }
        return all;
    }

    static String ask(Connection database, String sql) throws SQLException {
        return list(database, sql, row -> String.valueOf(row.getString(1))).getFirst();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
