package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_NOT_WRITTEN;

import io.linli.operation.Manifest.Contents;
import io.linli.operation.Manifest.Held;
import io.linli.settings.CannotStart;
import io.linli.settings.DataDirectory;
import io.linli.settings.NewHome;
import io.linli.settings.OwnerDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes database and files into one sealed file, while Linli runs or stands still: a ZIP of the rows of each table as
 * COPY writes them, all of one moment, and of the files as they lie in the data folder, which are sealed already.
 */
final class Backup {

    static final String MANIFEST = "manifest.json";
    static final String CONTENTS = "contents.json";
    static final String KEYS = "keys.json";
    static final String TABLES = "tables/";
    static final String FILES = "data/";
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final OwnerDatabase database;
    private final Path home;
    private final Seal seal;
    private final String version;

    Backup(OwnerDatabase database, Path home, Seal seal, String version) {
        this.database = database;
        this.home = home.toAbsolutePath().normalize();
        this.seal = seal;
        this.version = version;
    }

    record Made(Path file, Manifest manifest, Contents contents, long bytes) {

        long rows() {
            return contents.tables().values().stream().mapToLong(Held::rows).sum();
        }
    }

    /** @param withKeys whether the key file goes along, which only a passphrase may then keep */
    Made write(Path target, boolean withKeys, Progress progress) {
        if (Files.exists(target)) {
            throw new CannotStart(BACKUP_NOT_WRITTEN, target, "FileAlreadyExists");
        }
        if (withKeys && seal.passphraseFile() == null) {
            throw new IllegalArgumentException("A key does not lie in the box that it opens");
        }
        try (var snapshot = Snapshot.take(database.connect())) {
            var manifest = new Manifest(
                    version,
                    snapshot.taken(),
                    DataDirectory.useOf(home),
                    snapshot.major(),
                    snapshot.migrations(),
                    snapshot.tables(database.application()),
                    snapshot.partitions(),
                    snapshot.fingerprints(),
                    withKeys);
            progress.expect(snapshot.size() + sizeOfFiles());
            var contents = write(target, snapshot, manifest, progress);
            var made = new Made(target, manifest, contents, Files.size(target));
            remember(made);
            return made;
        } catch (SQLException | IOException | UncheckedIOException e) {
            throw new CannotStart(e, BACKUP_NOT_WRITTEN, target, e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private Contents write(Path target, Snapshot snapshot, Manifest manifest, Progress progress)
            throws SQLException, IOException {
        var folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var sealed = SealedFile.write(target, version, manifest.taken(), seal);
        try {
            // not in a try of its own: only what is complete may be closed, and so made whole
            var zip = new ZipOutputStream(sealed);
            var contents = fill(zip, snapshot, manifest, progress);
            zip.close();
            return contents;
        } catch (SQLException | IOException | RuntimeException e) {
            sealed.abandon();
            throw e;
        }
    }

    private Contents fill(ZipOutputStream zip, Snapshot snapshot, Manifest manifest, Progress progress)
            throws SQLException, IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        put(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
        if (manifest.keys()) {
            put(zip, KEYS, seal.keys().content());
        }
        var held = new TreeMap<String, Held>();
        for (var table : manifest.tables()) {
            zip.putNextEntry(new ZipEntry(TABLES + table.name()));
            var out = new Measured(zip, progress);
            var rows = snapshot.copy(table, out);
            zip.closeEntry();
            held.put(table.name(), new Held(rows, out.bytes(), out.sha256()));
        }
        var sequences = snapshot.sequences();
        var files = new FilesCopied(zip, progress);
        Files.walkFileTree(home, files);
        var contents = new Contents(held, sequences, files.count, files.bytes);
        put(zip, CONTENTS, JSON.writeValueAsBytes(contents));
        return contents;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private long sizeOfFiles() throws IOException {
        var sum = new KeptFiles() {

            private long bytes;

            @Override
            void take(Path file) throws IOException {
                bytes += Files.size(file);
            }
        };
        Files.walkFileTree(home, sum);
        return sum.bytes;
    }

    /** Those of the data folder that are not of this machine or this moment only. */
    private abstract class KeptFiles extends SimpleFileVisitor<Path> {

        abstract void take(Path file) throws IOException;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isOurs(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        private boolean isOurs(Path file) {
            var first = home.relativize(file).getName(0).toString();
            return first.isEmpty() || NewHome.isKept(first);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (attributes.isRegularFile() && isOurs(file) && !file.toString().endsWith(".part")) {
                try {
                    take(file);
                } catch (NoSuchFileException e) {
                    return FileVisitResult.CONTINUE; // removed since the folder was read: nobody holds it
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private final class FilesCopied extends KeptFiles {

        private final ZipOutputStream zip;
        private final Progress progress;
        private long count;
        private long bytes;

        FilesCopied(ZipOutputStream zip, Progress progress) {
            this.zip = zip;
            this.progress = progress;
            zip.setLevel(Deflater.NO_COMPRESSION); // what is sealed does not get smaller
        }

        @Override
        void take(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                zip.putNextEntry(new ZipEntry(FILES + home.relativize(file)));
                var copied = in.transferTo(zip);
                zip.closeEntry();
                progress.accept(copied);
                bytes += copied;
                count++;
            }
        }
    }

    /** For the alarm that tells when there has been none for too long. Data of before this module have no such table. */
    private void remember(Made made) throws SQLException {
        try (var connection = database.connect()) {
            if (knowsBackups(connection)) {
                try (var insert = connection.prepareStatement("""
                    insert into operation.backup (file, taken, finished, tables, rows, files, bytes)
                    values (?, ?, now(), ?, ?, ?, ?)\
                    """)) {
                    insert.setString(1, made.file().toAbsolutePath().toString());
                    insert.setObject(2, OffsetDateTime.ofInstant(made.manifest().taken(), ZoneOffset.UTC));
                    insert.setInt(3, made.contents().tables().size());
                    insert.setLong(4, made.rows());
                    insert.setLong(5, made.contents().files());
                    insert.setLong(6, made.bytes());
                    insert.executeUpdate();
                }
            }
        }
    }

    private static boolean knowsBackups(Connection connection) throws SQLException {
        return Snapshot.ask(connection, "select to_regclass('operation.backup') is not null")
                .equals("t");
    }
}
