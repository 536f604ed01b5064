package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATABASE_NOT_FOR_THIS_MACHINE;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL that come with Linli, unpacked once into a folder that only their owner can write. */
final class PostgresPrograms {

    private PostgresPrograms() {}

    /** The folder with initdb, pg_ctl and postgres. */
    static Path unpacked(Path folder) throws IOException {
        var archive = archive();
        // a later Linli brings later programs: what is unpacked is known by its size and name in the jar
        var home = folder.resolve(
                Integer.toHexString(archive.toString().replaceFirst(".*!", "").hashCode()) + "-" + size(archive));
        if (!Files.exists(home)) {
            // whole or not at all: a killed unpacking leaves only the draft
            DataDirectory.delete(folder);
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var draft = folder.resolve("new");
            try (var packed = archive.openStream()) {
                unpack(packed, draft);
            }
            Files.move(draft, home);
        }
        return home.resolve("bin");
    }

    private static URL archive() {
        var machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var name =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> machine;
                };
        var system = System.getProperty("os.name", "");
        var archive =
                system.equals("Linux") ? PostgresPrograms.class.getResource("/postgres-linux-" + name + ".txz") : null;
        if (archive == null) {
            throw new CannotStart(DATABASE_NOT_FOR_THIS_MACHINE, system + " " + machine);
        }
        return archive;
    }

    private static long size(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        try (var in = connection.getInputStream()) {
            return connection.getContentLengthLong() >= 0 ? connection.getContentLengthLong() : in.available();
        }
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("Leads out of its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry));
                }
            }
        }
    }

    // for owner and, when the server runs as nobody of a user namespace, for reading by others behind our closed folder
    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        return PosixFilePermissions.fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
    }
}
