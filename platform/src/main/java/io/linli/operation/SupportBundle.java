package io.linli.operation;

import io.linli.privacy.Redaction;
import io.linli.settings.DataDirectory;
import io.linli.settings.OwnerDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What helps to find out from afar why an installation does not do well: what runs on what, how large the tables are,
 * what the logs say. No rows, no values of settings, no keys: nothing of a person.
 */
final class SupportBundle {

    /** Of each log, from its end. */
    static final int LOG_BYTES = 2 << 20;

    /** Of several instances each has its own, and the gateway. */
    private static final List<String> LOGS = Stream.concat(
                    Stream.of("linli.log", "postgres.log", "gateway.log"),
                    IntStream.rangeClosed(1, 8).mapToObj(n -> "linli-" + n + ".log"))
            .toList();

    private final Path home;
    private final String version;
    private final Map<String, String> environment;
    private final Redaction redaction = Redaction.ofNumbers();

    SupportBundle(Path home, String version, Map<String, String> environment) {
        this.home = home;
        this.version = version;
        this.environment = environment;
    }

    /** Tells what is in it. A database that cannot be reached is what may be asked about: its error then stands there. */
    List<String> write(Path target, Instant now) throws IOException {
        var parts = new LinkedHashMap<String, String>();
        parts.put("about.json", json(about(now)));
        parts.put("settings.json", json(settingsThatAreSet()));
        parts.put("database.json", json(database()));
        for (var log : LOGS) {
            var file = home.resolve("logs").resolve(log);
            if (Files.isRegularFile(file)) {
                parts.put("logs/" + log, redaction.redact(tail(file)));
            }
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
            for (var part : parts.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                entry.setLastModifiedTime(FileTime.from(now));
                zip.putNextEntry(entry);
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return List.copyOf(parts.keySet());
    }

    private Map<String, Object> about(Instant now) throws IOException {
        var store = Files.getFileStore(home);
        var about = new LinkedHashMap<String, Object>();
        about.put("linli", version);
        about.put("at", now.toString());
        about.put("use", DataDirectory.useOf(home).name());
        about.put("java", Runtime.version().toString());
        about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("processor", System.getProperty("os.arch"));
        about.put("cores", Runtime.getRuntime().availableProcessors());
        about.put("timeZone", TimeZone.getDefault().getID());
        about.put("encoding", System.getProperty("native.encoding"));
        about.put("diskMegabytes", store.getTotalSpace() >> 20);
        about.put("diskMegabytesFree", store.getUsableSpace() >> 20);
        return about;
    }

    /** Which are set; what to is nobody else's business, and may be a password. */
    private List<String> settingsThatAreSet() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("LINLI_"))
                .sorted()
                .toList();
    }

    private Map<String, Object> database() {
        try (var owner = OwnerDatabase.of(home);
                var connection = owner.connect()) {
            var found = new LinkedHashMap<String, Object>();
            found.put("version", Snapshot.ask(connection, "select version()"));
            found.put("bytes", Snapshot.ask(connection, "select pg_database_size(current_database())"));
            found.put("migrations", Snapshot.migrations(connection));
            found.put("tables", sizes(connection));
            found.put("connections", pairs(connection, """
                    select coalesce(state, 'background'), count(*)::text || ', longest transaction '
                        || coalesce(max(extract(epoch from now() - xact_start))::int, 0)::text || ' s'
                    from pg_stat_activity group by 1"""));
            found.put("settings", pairs(connection, """
                    select name, setting from pg_settings
                    where source not in ('default', 'override', 'client', 'session')
                        and name !~ '(file|directory|path|command|address|conninfo)'"""));
            return found;
        } catch (SQLException | IOException | RuntimeException e) {
            return Map.of("cannotBeAsked", redaction.redact(e.getClass().getSimpleName() + " " + e.getMessage()));
        }
    }

    private static Map<String, String> sizes(Connection connection) throws SQLException {
        return pairs(connection, """
                select format('%I.%I', n.nspname, c.relname), pg_total_relation_size(c.oid)::text || ' bytes, about '
                    || greatest(c.reltuples, 0)::bigint::text || ' rows'
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and\s""" + Snapshot.OWN);
    }

    private static Map<String, String> pairs(Connection connection, String sql) throws SQLException {
        var pairs = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                pairs.put(row.getString(1), row.getString(2));
            }
        }
        return pairs;
    }

    /** Whole lines. */
    private static String tail(Path file) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, content.length() - LOG_BYTES);
            content.seek(from);
            var bytes = new byte[(int) (content.length() - from)];
            content.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }

    private static String json(Object content) {
        return Backup.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content);
    }
}
