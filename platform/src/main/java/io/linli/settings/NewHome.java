package io.linli.settings;

import static io.linli.settings.CannotStart.Reason.DATA_FOREIGN;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_EMPTY;
import static io.linli.settings.CannotStart.Reason.DATA_NOT_WRITABLE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A data folder that is filled anew: its content is built aside, in a folder within it, and moved in when it is whole.
 * The mark that makes the folder a Linli's comes last, so a start never meets half of it. The folder itself is not
 * replaced: it may be a disk of its own.
 */
public final class NewHome implements AutoCloseable {

    /** Copies made by the operator's commands: no part of what is saved or replaced. */
    public static final String BACKUPS = "backups";

    private static final String DRAFT = "restore.new";
    private static final String FORMER = "replaced-";
    private static final Set<String> STAYS = Set.of(DataDirectory.LOCK, DRAFT, BACKUPS, "lost+found");

    private final Path home;
    private final FileChannel lock;
    private final DataDirectory draft;

    private NewHome(Path home, FileChannel lock, DataDirectory draft) {
        this.home = home;
        this.lock = lock;
        this.draft = draft;
    }

    /** Holds the folder; {@code replace} says whether what is in it may be moved aside. */
    public static NewHome begin(Path folder, DataDirectory.Use use, boolean replace) {
        var home = folder.toAbsolutePath().normalize();
        try {
            DataDirectory.make(home);
            var lock = DataDirectory.hold(home, true);
            try {
                check(home, replace);
                DataDirectory.delete(home.resolve(DRAFT));
                return new NewHome(home, lock, DataDirectory.claim(home.resolve(DRAFT), use, true));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CannotStart(e, DATA_NOT_WRITABLE, home);
        }
    }

    private static void check(Path home, boolean replace) throws IOException {
        var marked = Files.exists(home.resolve(DataDirectory.MARK));
        try (var content = Files.list(home)) {
            var full = content.map(NewHome::name).anyMatch(name -> !stays(name) && !name.equals(DataDirectory.MARK));
            if (full && !marked) {
                throw new CannotStart(DATA_FOREIGN, home);
            }
            if (full && !replace) {
                throw new CannotStart(DATA_NOT_EMPTY, home);
            }
        }
    }

    private static boolean stays(String name) {
        return STAYS.contains(name) || name.startsWith(FORMER);
    }

    /** Whether a name in a data folder is of what it keeps, and not only of this machine or this moment. */
    public static boolean isKept(String name) {
        return !stays(name)
                && !name.startsWith("postgres")
                && !name.equals("logs")
                && !name.equals(DataDirectory.MARK)
                && !name.equals(DataDirectory.MARK + ".new");
    }

    /** Where the content is built. */
    public Path draft() {
        return draft.home();
    }

    /** The database of the new content; closed before {@link #moveIn}. */
    public OwnerDatabase database() {
        return OwnerDatabase.isExternal() ? OwnerDatabase.of(home) : scratch();
    }

    /** A database beside the content, whatever LINLI_DB_URL says. */
    public OwnerDatabase scratch() {
        return OwnerDatabase.over(EmbeddedDatabase.open(draft.home()));
    }

    /** Lets the new content take its place. Tells where the former content is, if there was any. */
    public @Nullable Path moveIn() throws IOException {
        OrphanServer.stop(EmbeddedDatabase.cluster(home));
        var former = home.resolve(
                FORMER + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(ZonedDateTime.now(ZoneOffset.UTC)));
        // first of all, so that nobody starts on what is left
        var moved = move(home, former, DataDirectory.MARK::equals);
        moved |= move(home, former, name -> !stays(name));
        move(draft.home(), home, name -> !name.equals(DataDirectory.MARK) && !name.equals(DataDirectory.LOCK));
        move(draft.home(), home, DataDirectory.MARK::equals);
        return moved && !onlyMark(former) ? former : null;
    }

    private static boolean onlyMark(Path former) throws IOException {
        try (var content = Files.list(former)) {
            if (content.map(NewHome::name).anyMatch(name -> !name.equals(DataDirectory.MARK))) {
                return false;
            }
        }
        DataDirectory.delete(former);
        return true;
    }

    private static boolean move(Path from, Path to, Predicate<String> which) throws IOException {
        try (var content = Files.list(from)) {
            var files = content.filter(file -> which.test(name(file))).toList();
            if (!files.isEmpty() && !Files.exists(to)) {
                Files.createDirectory(
                        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            for (var file : files) {
                Files.move(file, to.resolve(name(file)));
            }
            return !files.isEmpty();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            draft.close();
            OrphanServer.stop(EmbeddedDatabase.cluster(draft.home()));
            DataDirectory.delete(draft.home());
        }
    }
}
