package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_AS_ROOT;
import static io.linli.settings.CannotStart.Reason.DATABASE_DAMAGED;
import static io.linli.settings.CannotStart.Reason.DATA_NEWER;
import static io.linli.settings.CannotStart.Reason.DISK_FULL;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL server on one data folder, driven by the programs that come with it. The library that brings them has a
 * driver of its own for tests: it turns off the writing through to disk, lets anybody in without a password, does not
 * look at the result of its start and cannot start again. Here all of that matters.
 */
final class PostgresServer {

    static final String MAJOR = "18";
    static final String SUPERUSER = "postgres";
    static final int CONNECTIONS = 100;

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    /** Recovery of a large log after a crash may take minutes. */
    private static final Duration START_WAIT = Duration.ofMinutes(10);

    private static final Duration STOP_WAIT = Duration.ofSeconds(60);
    private static final long LOG_LIMIT = 10L << 20;

    private static final Map<String, String> CONFIGURATION = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("max_connections", Integer.toString(CONNECTIONS)),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("random_page_cost", "1.1"), // what is in memory or on a disk without arms
            Map.entry("max_wal_size", "2GB"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            // its own messages only, never those about statements, which may quote what people wrote
            Map.entry("log_min_messages", "log"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_checkpoints", "off")));

    private final Path cluster;
    private final Path programs;
    private final Path logFile;
    private final int port;

    private PostgresServer(Path cluster, Path programs, Path logFile, int port) {
        this.cluster = cluster;
        this.programs = programs;
        this.logFile = logFile;
        this.port = port;
    }

    /** The server of that data, not started yet; new data are made when there are none. */
    static PostgresServer prepare(Path cluster, Path programs, Path logFile, Path passwordFile) throws IOException {
        if (!Files.exists(cluster)) {
            initialise(cluster, programs, logFile, passwordFile);
        }
        var version = cluster.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw new CannotStart(DATABASE_DAMAGED, cluster, logFile);
        }
        var major = Files.readString(version).strip();
        if (!major.equals(MAJOR)) {
            throw new CannotStart(DATA_NEWER, cluster, major, MAJOR);
        }
        return new PostgresServer(cluster, programs, logFile, freePort());
    }

    private static void initialise(Path cluster, Path programs, Path logFile, Path passwordFile) throws IOException {
        // whole or not at all: what an earlier, killed start began is thrown away
        var folder = cluster.resolveSibling(cluster.getFileName() + ".new");
        DataDirectory.delete(folder);
        var draft = Files.createDirectories(
                folder.resolve(UUID.randomUUID().toString()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var code = run(
                logFile,
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth-host=scram-sha-256",
                        "--auth-local=scram-sha-256",
                        "--encoding=UTF8",
                        // started without LANG, it would take C, and trigrams would find nothing in Chinese
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--data-checksums"));
        if (code != 0) {
            throw failed(cluster, logFile);
        }
        Files.move(draft, cluster);
        DataDirectory.delete(folder);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Starts it and waits until it answers; gives the process that serves. */
    ProcessHandle start() throws IOException {
        turnOver(logFile);
        var options = CONFIGURATION.entrySet().stream()
                .map(one -> "-c " + one.getKey() + "='" + one.getValue() + "'")
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
        var code = run(
                logFile,
                List.of(
                        programs.resolve("pg_ctl").toString(),
                        "start",
                        "--pgdata=" + cluster,
                        "--wait",
                        "--timeout=" + START_WAIT.toSeconds(),
                        "--log=" + logFile,
                        "--options=" + options));
        if (code != 0) {
            throw failed(cluster, logFile);
        }
        return OrphanServer.pid(cluster)
                .flatMap(ProcessHandle::of)
                .orElseThrow(() -> new CannotStart(DATABASE_DAMAGED, cluster, logFile));
    }

    /** Ends it in order: what was acknowledged is on disk either way, but the next start need not recover. */
    void stop() throws IOException {
        var code = run(
                logFile,
                List.of(
                        programs.resolve("pg_ctl").toString(),
                        "stop",
                        "--pgdata=" + cluster,
                        "--mode=fast",
                        "--wait",
                        "--timeout=" + STOP_WAIT.toSeconds()));
        if (code != 0) {
            log.warn("PostgreSQL did not stop in order (result {}); it recovers at the next start", code);
        }
    }

    private static int run(Path logFile, List<String> program) throws IOException {
        var command = new ArrayList<>(program);
        if (isRoot()) {
            // PostgreSQL refuses to run as root: in a user namespace of its own it is nobody, with our files
            if (!mayUnshare()) {
                throw new CannotStart(DATABASE_AS_ROOT);
            }
            command.addAll(0, List.of("unshare", "-U"));
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(logFile.toFile()))
                .directory(logFile.toAbsolutePath().getRoot().toFile());
        builder.environment().put("LC_ALL", "C"); // its messages in English: they are looked through
        try {
            return builder.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    }

    private static boolean mayUnshare() throws IOException {
        try {
            return new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static CannotStart failed(Path cluster, Path logFile) throws IOException {
        var lines = Files.exists(logFile) ? Files.readAllLines(logFile) : List.<String>of();
        var end = lines.subList(Math.max(0, lines.size() - 30), lines.size());
        return end.stream().anyMatch(line -> line.contains("No space left on device"))
                ? new CannotStart(DISK_FULL, cluster, DataDirectory.ROOM)
                : new CannotStart(DATABASE_DAMAGED, cluster, logFile);
    }

    /** Begins a new log when the old one has grown, and keeps one old one. */
    private static void turnOver(Path logFile) throws IOException {
        if (Files.exists(logFile) && Files.size(logFile) > LOG_LIMIT) {
            Files.move(
                    logFile,
                    logFile.resolveSibling(logFile.getFileName() + ".1"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
