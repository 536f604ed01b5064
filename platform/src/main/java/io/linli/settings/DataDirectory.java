package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATA_FOREIGN;
import static io.linli.settings.CannotStart.Reason.DATA_IN_USE;
import static io.linli.settings.CannotStart.Reason.DATA_NEWER;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_A_FOLDER;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_OURS_TO_CLEAR;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_WRITABLE;
import static io.linli.settings.CannotStart.Reason.DATA_OF_DEMO;
import static io.linli.settings.CannotStart.Reason.DATA_OF_PRODUCTION;
import static io.linli.settings.CannotStart.Reason.DATA_UNREADABLE;
import static io.linli.settings.CannotStart.Reason.DISK_FULL;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one Linli keeps everything that must outlive it. It carries a mark that says so and in which
 * layout, is readable by its owner only, and is held by a lock while Linli runs.
 */
public final class DataDirectory implements AutoCloseable {

    static final int LAYOUT = 1;
    static final String MARK = "linli-data";
    static final String LOCK = "lock";

    /** Room for the programs of the database, a new cluster and its first logs, with some to spare. */
    static final long ROOM_TO_START = 256L << 20;

    public static final String ROOM = megabytes(ROOM_TO_START);

    /** What the data are for; they never change over. */
    public enum Use {
        DEMO,
        PRODUCTION
    }

    private final Path home;
    private final Use use;
    private final FileChannel lock;

    private DataDirectory(Path home, Use use, FileChannel lock) {
        this.home = home;
        this.use = use;
        this.lock = lock;
    }

    /**
     * Takes the folder into use, making it when it is missing.
     *
     * @param use what it is to be used for; null for whatever it is used for already
     * @param alone whether nobody else may use it: always, unless the database stands elsewhere
     */
    public static DataDirectory claim(Path folder, @Nullable Use use, boolean alone) {
        return claim(folder, use, alone, ROOM_TO_START);
    }

    /** Takes the folder into use beside others that do the same, while one process keeps it for all ({@link #kept}). */
    public static DataDirectory join(Path folder, Use use) {
        return claim(folder, use, Part.OF_MANY, ROOM_TO_START);
    }

    static DataDirectory claim(Path folder, @Nullable Use use, boolean alone, long room) {
        return claim(folder, use, alone ? Part.ALONE : Part.BESIDE_OTHERS, room);
    }

    private static DataDirectory claim(Path folder, @Nullable Use use, Part part, long room) {
        var home = folder.toAbsolutePath().normalize();
        try {
            make(home);
            var used = checkMark(home, use);
            checkRoom(home, room);
            return new DataDirectory(home, used, hold(home, part)).marked();
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            throw new CannotStart(e, DATA_NOT_WRITABLE, home);
        } catch (IOException e) {
            throw told(e, home);
        }
    }

    /** The folder of LINLI_DATA_DIR. */
    public static Path named() {
        var named = System.getenv("LINLI_DATA_DIR");
        return Path.of(named == null || named.isBlank() ? "data" : named);
    }

    /** What the data of a folder are for, whoever holds it. */
    public static Use useOf(Path folder) {
        var home = folder.toAbsolutePath().normalize();
        try {
            var mark = mark(home);
            if (mark == null) {
                throw new CannotStart(DATA_UNREADABLE, home, MARK);
            }
            return mark.use();
        } catch (IOException e) {
            throw told(e, home);
        }
    }

    private static CannotStart told(IOException e, Path home) {
        var reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        var text = String.valueOf(reason).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return new CannotStart(e, DISK_FULL, home, ROOM);
        }
        return text.contains("read-only")
                ? new CannotStart(e, DATA_NOT_WRITABLE, home)
                : new CannotStart(e, DATA_UNREADABLE, home, String.valueOf(reason));
    }

    static void make(Path home) throws IOException {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new CannotStart(DATA_NOT_A_FOLDER, home);
        }
        var above = home.getParent();
        if (above != null && Files.exists(above) && !Files.isDirectory(above)) {
            throw new CannotStart(DATA_NOT_A_FOLDER, above);
        }
        var ours = PosixFilePermissions.fromString("rwx------");
        if (!Files.exists(home)) {
            Files.createDirectories(home, PosixFilePermissions.asFileAttribute(ours));
        } else if (isNew(home)) {
            Files.setPosixFilePermissions(home, ours);
        }
    }

    private static boolean isNew(Path home) throws IOException {
        try (var content = Files.list(home)) {
            return content.map(file -> String.valueOf(file.getFileName()))
                    .allMatch(Set.of(LOCK, MARK + ".new", "lost+found")::contains);
        }
    }

    private static Use checkMark(Path home, @Nullable Use use) throws IOException {
        var mark = mark(home);
        if (mark == null) {
            if (!isNew(home)) {
                throw new CannotStart(DATA_FOREIGN, home);
            }
            return use == null ? Use.PRODUCTION : use;
        }
        if (mark.layout() > LAYOUT) {
            throw new CannotStart(DATA_NEWER, home, mark.layout(), LAYOUT);
        }
        if (use != null && use != mark.use()) {
            throw new CannotStart(mark.use() == Use.DEMO ? DATA_OF_DEMO : DATA_OF_PRODUCTION, home);
        }
        return mark.use();
    }

    private record Mark(int layout, Use use) {}

    private static @Nullable Mark mark(Path home) throws IOException {
        var mark = home.resolve(MARK);
        if (!Files.exists(mark)) {
            return null;
        }
        try {
            var content = new Properties();
            content.load(new StringReader(Files.readString(mark)));
            var layout = Integer.parseInt(content.getProperty("layout", "").strip());
            var use = content.getProperty("use", "").strip();
            // what a newer version writes there need not be known to be refused
            return new Mark(layout, layout > LAYOUT ? Use.PRODUCTION : Use.valueOf(use));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new CannotStart(e, DATA_UNREADABLE, home, MARK);
        }
    }

    private static void checkRoom(Path home, long room) throws IOException {
        if (Files.getFileStore(home).getUsableSpace() < room) {
            throw new CannotStart(DISK_FULL, home, megabytes(room));
        }
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + " MB";
    }

    /** What of the lock a process holds: the first byte is the keeper's, the second that of those it keeps for. */
    private enum Part {
        ALONE(0, Long.MAX_VALUE, false),
        BESIDE_OTHERS(0, Long.MAX_VALUE, true),
        KEEPER(0, 1, false),
        OF_MANY(1, 1, true);

        private final long from;
        private final long size;
        private final boolean shared;

        Part(long from, long size, boolean shared) {
            this.from = from;
            this.size = size;
            this.shared = shared;
        }
    }

    static FileChannel hold(Path home, boolean alone) throws IOException {
        return hold(home, alone ? Part.ALONE : Part.BESIDE_OTHERS);
    }

    private static FileChannel hold(Path home, Part part) throws IOException {
        var channel = FileChannel.open(
                home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(part.from, part.size, part.shared) != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new CannotStart(e, DATA_IN_USE, home);
        }
        channel.close();
        throw new CannotStart(DATA_IN_USE, home);
    }

    /**
     * What this process had alone so far, now for those that {@link #join} it, and still for nobody else. Those left over
     * from a keeper that was killed keep the next one from claiming it.
     */
    public DataDirectory kept() {
        try {
            lock.close();
            return new DataDirectory(home, use, hold(home, Part.KEEPER));
        } catch (IOException e) {
            throw told(e, home);
        }
    }

    private DataDirectory marked() throws IOException {
        if (!Files.exists(home.resolve(MARK))) {
            Secrets.write(
                    home.resolve(MARK),
                    "# The data of a Linli. Do not edit.\nlayout=" + LAYOUT + "\nuse=" + use + "\n");
        }
        return this;
    }

    public Path home() {
        return home;
    }

    public Use use() {
        return use;
    }

    /** Starts over: removes all that is in the folder, which carries our mark and is held by us. Only a demo is. */
    public void clear() {
        if (use != Use.DEMO) {
            throw new CannotStart(DATA_OF_PRODUCTION, home);
        }
        try {
            var keep = Set.of(home.resolve(LOCK), home.resolve(MARK));
            OrphanServer.stop(EmbeddedDatabase.cluster(home));
            try (var content = Files.list(home)) {
                for (var file : content.filter(one -> !keep.contains(one)).toList()) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            throw new CannotStart(e, DATA_NOT_OURS_TO_CLEAR, home);
        }
    }

    /** Removes a file or a folder with all in it; links are removed, not followed. */
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
