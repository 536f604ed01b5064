package io.linli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Backup, verify and restore of so many gigabytes, against a plain copy of the same files. */
public final class BackupBenchmark implements Benchmark {

    private static final String SIZE = "LINLI_BENCH_BACKUP_MB";
    private static final int MB = 1 << 20;
    private static final int PHOTO = 2 * MB;
    private static final int ROWS_A_MB = 2_000;

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String about() {
        return "Backup, verify and restore of 2 GB of rows and files, against a plain copy of the same files";
    }

    @Override
    public void run(Bench bench) throws Exception {
        var wanted = System.getenv(SIZE);
        int size = wanted == null ? bench.size(2_048, 64) : Integer.parseInt(wanted);
        var folder = bench.scratch().resolve("linli");
        var backup = bench.scratch().resolve("backup.linli");
        long bytes;
        try (var linli = bench.linli().with("--linli.demo.scale=none").start();
                var database = linli.superuser()) {
            bench.say("filling %,d MB".formatted(size));
            fillRows(database, size / 4);
            fillParts(database, size / 4);
            fillFiles(linli.data().resolve("files"), size - size / 4 * 2);
            try (var statement = database.createStatement()) {
                statement.execute("vacuum (analyze)");
                statement.execute("checkpoint");
            }
            bytes = Long.parseLong(IncidentsBenchmark.text(
                            database, "select sum(pg_table_size(c.oid)) from pg_class c where relkind = 'r'"))
                    + size(linli.data().resolve("files"));
            double took = command(bench, folder, "backup", "--to", backup.toString());
            bench.record(Figure.of("backup, while it runs", "MB/s", bytes / took / MB)
                    .against(Reference.floor(
                            "plain copy of the data folder, file by file, written out",
                            copied(linli.data(), bench.scratch().resolve("copy"), bytes)))
                    .note("%,d MB of tables and files, without indexes; the backup has %,d MB"
                            .formatted(bytes / MB, Files.size(backup) / MB)));
        }
        double verified = command(
                bench,
                folder,
                "verify",
                backup.toString(),
                "--scratch",
                bench.scratch().toString());
        bench.record(Figure.of("verify", "MB/s", bytes / verified / MB)
                .note("restores into a scratch folder and compares every row and the root of the record of acts"));
        double restored = command(bench, folder, "restore", backup.toString(), "--replace");
        bench.record(Figure.of("restore", "MB/s", bytes / restored / MB)
                .note("reads the backup to its end, then makes tables, rows and indexes anew, and moves them in"));
        try (var linli = bench.linli().with("--linli.demo.scale=none").start();
                var database = linli.superuser()) {
            if (IncidentsBenchmark.number(database, "select count(*) from residents.person")
                            != (long) size / 4 * ROWS_A_MB
                    || IncidentsBenchmark.number(database, "select count(*) from spreadsheet.import_part") != size / 4
                    || size(linli.data().resolve("files")) < (long) (size - size / 4 * 2) * MB) {
                throw new IllegalStateException("Not all came back");
            }
        }
        bench.note(
                "A quarter of it are rows of people (sealed bytes, four indexes), a quarter pieces of 1 MB in a table,"
                        + " half files of 2 MB; all of it random bytes, as sealed ones are, so nothing of it gets smaller.");
        bench.note("Each command is a process of its own, as an operator starts it: its start counts. %,d MB by %s."
                .formatted(size, SIZE));
    }

    private static void fillRows(Connection database, int megabytes) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("""
                    insert into residents.person (id, area, sealed, name_index, identity_index, state, registration,
                        registered_at, changed_at, version)
                    select gen_random_uuid(), '430181002006001', (select string_agg(sha256((n || '/' || k)::bytea), '')
                            from generate_series(1, 9) k),
                        sha256(('n' || n %% 5000)::bytea), sha256(('i' || n)::bytea), 'HERE', 'UNKNOWN', now(), now(), 0
                    from generate_series(1, %d) n""".formatted(megabytes * ROWS_A_MB));
        }
    }

    private static void fillParts(Connection database, int megabytes) throws SQLException {
        var random = new Random(1);
        var piece = new byte[MB];
        try (var statement = database.createStatement();
                var insert = database.prepareStatement(
                        "insert into spreadsheet.import_part (job, number, content) select id, ?, ? from spreadsheet.import_job")) {
            statement.execute("""
                    insert into spreadsheet.import_job (id, list, owner, mandate, language, key, parts, state, uploaded_at,
                        expires_at)
                    values (gen_random_uuid(), 'residents', 'bench', '{}', 'zh', '', %d, 'DONE', now(), now() + interval '1 day')
                    """.formatted(megabytes));
            for (int n = 0; n < megabytes; n++) {
                random.nextBytes(piece);
                insert.setInt(1, n);
                insert.setBytes(2, piece);
                insert.executeUpdate();
            }
        }
    }

    private static void fillFiles(Path folder, int megabytes) throws IOException {
        var random = new Random(2);
        var photo = new byte[PHOTO];
        for (int n = 0; n < megabytes * (long) MB / PHOTO; n++) {
            random.nextBytes(photo);
            var place = folder.resolve("%02x".formatted(n % 256)).resolve("%02x".formatted(n / 256));
            Files.createDirectories(place);
            Files.write(place.resolve(n + ".original"), photo);
        }
    }

    private static long size(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** The same amount of what a backup would hold, so many MB a second, on the disk when it is told. */
    private static double copied(Path from, Path to, long bytes) throws IOException {
        var begin = System.nanoTime();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            private long left = bytes;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isRegularFile() || left <= 0) {
                    return FileVisitResult.CONTINUE;
                }
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                try (var in = FileChannel.open(file);
                        var out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    long size = in.size();
                    for (long at = 0; at < size; ) {
                        at += in.transferTo(at, size - at, out);
                    }
                    out.force(true);
                    left -= size;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return size(to) / ((System.nanoTime() - begin) / 1e9) / MB;
    }

    /** A command of the operator's; tells how many seconds it took. */
    private static double command(Bench bench, Path folder, String... words) throws Exception {
        var command = new ArrayList<>(List.of(bench.home().resolve("linli").toString()));
        command.addAll(List.of(words));
        var log = bench.scratch().resolve(words[0] + ".log");
        var builder = new ProcessBuilder(command)
                .directory(bench.scratch().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("LINLI_") || name.startsWith("SPRING_"));
        environment.put("LINLI_JAVA_HOME", System.getProperty("java.home"));
        environment.put("LINLI_DATA_DIR", folder.resolve("data").toString());
        environment.put("LINLI_KEY_FILE", folder.resolve("keys.json").toString());
        var begin = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    "./linli %s ended with %d: %s".formatted(words[0], code, Files.readString(log, UTF_8)));
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
