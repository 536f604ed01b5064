package io.linli.privacy;

import static io.linli.settings.CannotStart.Reason.KEYS_DAMAGED;
import static io.linli.settings.CannotStart.Reason.KEYS_NEWER;
import static io.linli.settings.CannotStart.Reason.KEYS_NOT_WRITABLE;
import static io.linli.settings.CannotStart.Reason.KEYS_OPEN_TO_OTHERS;
import static io.linli.settings.CannotStart.Reason.KEYS_UNREADABLE;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.linli.settings.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The file that holds the keys, apart from all that they keep; nobody but its owner may read it. */
final class KeyFile {

    private static final int FORMAT = 1;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    KeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    FileTime changed() {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new CannotStart(e, KEYS_UNREADABLE, path);
        }
    }

    KeyRing read() {
        try {
            refuseIfOthersMayRead();
            return parsed(Files.readAllBytes(path), path);
        } catch (IOException e) {
            throw new CannotStart(e, KEYS_UNREADABLE, path);
        }
    }

    static KeyRing parsed(byte[] content, Path path) {
        try {
            var kept = JSON.readValue(content, Kept.class);
            if (kept.format() != FORMAT) {
                throw new CannotStart(KEYS_NEWER, path);
            }
            var versions = new TreeMap<Integer, byte[]>();
            kept.keys().forEach((version, key) -> versions.put(Integer.valueOf(version), decoded(key)));
            return new KeyRing(versions, decoded(kept.index()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            // the parser's own words may quote the keys
            throw new CannotStart(KEYS_DAMAGED, path);
        }
    }

    /** Refused when there is one already: keys are never overwritten by mistake. */
    void create(KeyRing keys) {
        try {
            var folder = folder();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, ownerOnly("rwx------"));
            }
            var made = written(keys);
            try {
                Files.createLink(path, made); // fails when the file exists, unlike a move
            } finally {
                Files.delete(made);
            }
            sync(folder);
        } catch (IOException | UnsupportedOperationException e) {
            throw new CannotStart(e, KEYS_NOT_WRITABLE, path);
        }
    }

    void replace(KeyRing keys) {
        try {
            Files.move(written(keys), path, ATOMIC_MOVE, REPLACE_EXISTING);
            sync(folder());
        } catch (IOException e) {
            throw new CannotStart(e, KEYS_NOT_WRITABLE, path);
        }
    }

    private Path written(KeyRing keys) throws IOException {
        var encoder = Base64.getEncoder();
        var encoded = new TreeMap<String, String>();
        keys.versions().forEach((version, key) -> encoded.put(version.toString(), encoder.encodeToString(key)));
        var bytes = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(new Kept(FORMAT, encoded, encoder.encodeToString(keys.index())));
        var fresh = path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel = FileChannel.open(fresh, Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------"))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true); // nothing may be sealed with a key that a power cut could take away
        }
        return fresh;
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (POSIX && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
            throw new CannotStart(KEYS_OPEN_TO_OTHERS, path);
        }
    }

    private Path folder() {
        var folder = path.getParent();
        if (folder == null) {
            throw new CannotStart(KEYS_UNREADABLE, path);
        }
        return folder;
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private record Kept(int format, Map<String, String> keys, String index) {}
}
