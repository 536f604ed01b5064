package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_CHANGED;
import static io.linli.settings.CannotStart.Reason.BACKUP_UNFIT;
import static io.linli.settings.CannotStart.Reason.DATABASE_NOT_EMPTY;

import io.linli.operation.Manifest.Contents;
import io.linli.operation.Manifest.Held;
import io.linli.settings.CannotStart;
import io.linli.settings.NewHome;
import io.linli.settings.OwnerDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Builds database and files anew from a backup, aside, and lets them take their place when every row and every file is
 * there. The tables are made by the migrations that the backup's data know; later ones follow at the next start.
 */
final class Restore {

    private final SealedFile backup;
    private final Seal seal;

    Restore(SealedFile backup, Seal seal) {
        this.backup = backup;
        this.seal = seal;
    }

    record Done(
            Manifest manifest, Contents contents, @Nullable Path former) {

        long rows() {
            return contents.tables().values().stream().mapToLong(Held::rows).sum();
        }
    }

    /** @param replace whether what is in the folder may be moved aside */
    Done into(Path home, boolean replace, Progress progress) throws IOException, SQLException {
        if (OwnerDatabase.isExternal()) {
            // said at once, not after a large backup was read to its end
            try (var database = OwnerDatabase.of(home);
                    var connection = database.connect()) {
                mustBeEmpty(connection);
            }
        }
        var manifest = checked(progress);
        try (var place = NewHome.begin(home, manifest.use(), replace)) {
            Contents contents;
            try (var database = place.database()) {
                contents = load(manifest, database, place.draft(), progress);
            }
            return new Done(manifest, contents, place.moveIn());
        }
    }

    /** Restores into a folder for the look only, and compares what stands there, row by row, with what was saved. */
    Done compare(Path scratch, Progress progress) throws IOException, SQLException {
        var manifest = checked(progress);
        try (var place = NewHome.begin(scratch, manifest.use(), false);
                var database = place.scratch()) {
            var contents = load(manifest, database, place.draft(), progress);
            try (var connection = database.connect()) {
                Snapshot.unlimited(connection);
                Snapshot.ask(connection, "select set_config('linli.scope', 'system', false)");
                for (var table : manifest.tables()) {
                    var out = new Measured(OutputStream.nullOutputStream(), progress);
                    var rows = Snapshot.copy(connection, table, out);
                    agree(
                            table.name(),
                            new Held(rows, out.bytes(), out.sha256()),
                            contents.tables().get(table.name()));
                }
                var proofs = Snapshot.fingerprints(connection);
                if (!proofs.equals(manifest.proofs())) {
                    throw new CannotStart(BACKUP_UNFIT, backup.path(), proofs + " / " + manifest.proofs());
                }
            }
            return new Done(manifest, contents, null);
        }
    }

    /** Read once to its end before anything is touched: it is whole, unchanged, and of a version that is understood. */
    private Manifest checked(Progress progress) throws IOException {
        Manifest manifest;
        try (var content = backup.content()) {
            var zip = new ZipInputStream(content);
            manifest = manifest(zip);
            if (!manifest.keys() || seal.keys().exist()) {
                seal.fits(backup.head().key(), backup.path());
            }
            Schema.knows(manifest, backup.path());
        }
        progress.expect(backup.size() * 2);
        var buffer = new byte[1 << 20];
        try (var content = backup.content()) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                progress.accept(read);
            }
        }
        return manifest;
    }

    private Manifest manifest(ZipInputStream zip) throws IOException {
        var first = zip.getNextEntry();
        if (first == null || !first.getName().equals(Backup.MANIFEST)) {
            throw new CannotStart(BACKUP_CHANGED, backup.path());
        }
        return Backup.JSON.readValue(zip.readAllBytes(), Manifest.class);
    }

    private Contents load(Manifest manifest, OwnerDatabase database, Path draft, Progress progress)
            throws IOException, SQLException {
        try (var connection = database.connect();
                var content = backup.content();
                var zip = new ZipInputStream(content)) {
            mustBeEmpty(connection);
            // a server of one's own may lack what the migrations build on: said in a line, and made where it can be
            database.mustBeFit(manifest.use());
            var schema = new Schema(database, manifest, connection);
            try {
                schema.make(backup.path());
                var tables = Tables.open(connection, manifest, database.application());
                var contents = read(zip, connection, manifest, tables, draft, progress);
                tables.close(contents.sequences());
                return contents;
            } catch (SQLException | IOException | RuntimeException e) {
                schema.undo(connection, e);
                throw e;
            }
        }
    }

    private static void mustBeEmpty(Connection connection) throws SQLException {
        Tables.first(connection).ifPresent(one -> {
            throw new CannotStart(DATABASE_NOT_EMPTY, one);
        });
    }

    private Contents read(
            ZipInputStream zip, Connection connection, Manifest manifest, Tables tables, Path draft, Progress progress)
            throws IOException, SQLException {
        var rows = new TreeMap<String, Long>();
        long files = 0;
        Contents contents = null;
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = entry.getName();
            if (name.startsWith(Backup.TABLES)) {
                var table = tables.named(name.substring(Backup.TABLES.length()));
                rows.put(table.name(), copy(connection, table, new Told(zip, progress)));
            } else if (name.startsWith(Backup.FILES)) {
                put(zip, entry, draft, progress);
                files++;
            } else if (name.equals(Backup.KEYS)) {
                seal.keys().putBack(zip.readAllBytes());
            } else if (name.equals(Backup.CONTENTS)) {
                contents = Backup.JSON.readValue(zip.readAllBytes(), Contents.class);
            }
        }
        if (contents == null) {
            throw new CannotStart(BACKUP_UNFIT, backup.path(), Backup.CONTENTS);
        }
        if (files != contents.files()) {
            throw new CannotStart(BACKUP_UNFIT, backup.path(), files + " / " + contents.files());
        }
        for (var table : manifest.tables()) {
            var held = contents.tables().get(table.name());
            if (held == null || held.rows() != rows.getOrDefault(table.name(), -1L)) {
                throw new CannotStart(BACKUP_UNFIT, backup.path(), table.name());
            }
        }
        return contents;
    }

    private static long copy(Connection connection, Manifest.Table table, InputStream rows)
            throws SQLException, IOException {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.name() + " (" + table.columns() + ") from stdin", rows, 1 << 16);
    }

    private void put(ZipInputStream zip, ZipEntry entry, Path draft, Progress progress) throws IOException {
        var file =
                draft.resolve(entry.getName().substring(Backup.FILES.length())).normalize();
        if (!file.startsWith(draft) || file.equals(draft)) {
            throw new CannotStart(BACKUP_CHANGED, backup.path());
        }
        Files.createDirectories(
                file.resolveSibling("."),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        progress.accept(Files.copy(zip, file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void agree(String table, Held stands, @Nullable Held saved) {
        if (!stands.equals(saved)) {
            throw new CannotStart(BACKUP_UNFIT, backup.path(), table + ": " + stands + " / " + saved);
        }
    }

    /** Tells of each piece read; does not close what it reads from. */
    private static final class Told extends InputStream {

        private final InputStream in;
        private final Progress progress;

        Told(InputStream in, Progress progress) {
            this.in = in;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            var read = in.read(into, from, count);
            if (read > 0) {
                progress.accept(read);
            }
            return read;
        }
    }
}
