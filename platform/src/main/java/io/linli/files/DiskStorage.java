package io.linli.files;

import static io.linli.files.FilesProblem.FILES_NO_ROOM;
import static io.linli.files.FilesProblem.FILE_NOT_HERE;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Contents in {@code LINLI_DATA_DIR/files}, in folders by the last two bytes of the id, which are random. */
@Component
class DiskStorage implements FileStorage {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Logger log = LoggerFactory.getLogger(DiskStorage.class);

    private final Path home;

    DiskStorage(@Value("${linli.data-dir}") Path dataDir) {
        home = dataDir.toAbsolutePath().normalize().resolve("files");
    }

    @Override
    public void put(String name, byte[] content) {
        var target = path(name);
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            makeFolders(target);
            try (var channel = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(part, target, ATOMIC_MOVE, REPLACE_EXISTING);
            sync(folder(target));
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).contains("No space left")
                    ? FILES_NO_ROOM.with()
                    : new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] get(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (NoSuchFileException e) {
            log.error("{} is known to the database, but not in {}: is the storage shared, or restored?", name, home, e);
            throw FILE_NOT_HERE.with();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String name) {
        var target = path(name);
        try {
            Files.deleteIfExists(target.resolveSibling(target.getFileName() + ".part"));
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int percentFull() {
        try {
            Files.createDirectories(home);
            var store = Files.getFileStore(home);
            return (int) (100 - store.getUsableSpace() * 100 / Math.max(1, store.getTotalSpace()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String name) {
        var dot = name.indexOf('.');
        return home.resolve(name.substring(dot - 4, dot - 2))
                .resolve(name.substring(dot - 2, dot))
                .resolve(name);
    }

    /** A new folder lasts only when the one above it is written out too. */
    private void makeFolders(Path target) throws IOException {
        var folder = folder(target);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            sync(folder(folder));
            sync(home);
        }
    }

    private static Path folder(Path of) {
        var folder = of.getParent();
        if (folder == null) {
            throw new IllegalStateException("Not below the data directory: " + of);
        }
        return folder;
    }

    private static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }
}
