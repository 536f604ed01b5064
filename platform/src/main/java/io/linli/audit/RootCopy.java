package io.linli.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The roots once more, outside the database: one line each, in a file for each month of the data folder. Lines are only
 * ever added, and are on the disk before the next seal. What was taken from the files behind our back is put there again
 * and told in the record itself; when they know more than the database, they are kept aside as they are.
 */
@Component
class RootCopy {

    static final String ASIDE = "audit.aside-";

    private static final Logger log = LoggerFactory.getLogger(RootCopy.class);
    private static final int BATCH = 500;
    private static final int LONGEST_LINE = 512;
    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    /** The end of the last file: the number in its last line, and how long the file is. */
    private record End(@Nullable Path file, long size, long number) {

        /** Lines are gone or changed. More of them are those of another instance on the same folder. */
        boolean isLess(End before) {
            return number <= before.number && !equals(before);
        }
    }

    private final Path folder;
    private final Seals seals;
    private final Acts acts;
    private final Clock clock;
    private @Nullable End known;

    RootCopy(@Value("${linli.data-dir}") Path data, Seals seals, Acts acts, Clock clock) {
        this.folder = data.toAbsolutePath().normalize().resolve("audit");
        this.seals = seals;
        this.acts = acts;
        this.clock = clock;
    }

    /** Adds the lines that are not yet there. Called by one at a time. */
    synchronized void complete() throws IOException {
        var before = known;
        var end = end();
        long stands = seals.lastNumber();
        if (end.number() > stands || end.number() < 0) {
            setAside(end.number(), stands);
            end = new End(null, 0, 0);
        } else if (before == null ? stands - end.number() > 1 && stands > 1 : end.isLess(before)) {
            log.warn("The copy of the audit roots ended at {} of {}; it is completed", end.number(), stands);
            acts.did(Act.of("audit.copy.completed").on("root", end.number() + 1, stands));
        }
        for (long number = end.number(); number < stands; ) {
            var batch = seals.after(number, BATCH);
            append(batch);
            number = batch.getLast().number();
        }
        known = end();
    }

    /** The files from the oldest on. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("roots-\\d{4}-\\d{2}\\.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** Copies that were put aside, until the operator has looked into it and takes them away. */
    List<Path> aside() throws IOException {
        var data = folder.getParent();
        if (data == null || !Files.isDirectory(data)) {
            return List.of();
        }
        try (var files = Files.list(data)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(ASIDE))
                    .sorted()
                    .toList();
        }
    }

    /** The number that a line is for; negative when it is no such line. */
    static long number(String line) {
        return line.matches("[1-9]\\d{0,17} \\S+ \\d+/\\d+/\\d+ \\d+ [0-9a-f]{64} [0-9a-f]{64}")
                ? Long.parseLong(line.substring(0, line.indexOf(' ')))
                : -1;
    }

    private End end() throws IOException {
        var files = files();
        if (files.isEmpty()) {
            return new End(null, 0, 0);
        }
        var last = files.getLast();
        try (var channel = FileChannel.open(last, READ, WRITE)) {
            var tail = tail(channel);
            int torn = tail.length() - tail.lastIndexOf('\n') - 1;
            if (torn > 0) { // a crash in the middle of a line
                log.warn("{} ended within a line, which is written anew", last);
                channel.truncate(channel.size() - torn);
                tail = tail.substring(0, tail.length() - torn);
            }
            return new End(last, channel.size(), tail.isEmpty() ? 0 : number(lastLine(tail)));
        }
    }

    private static String lastLine(String tail) {
        return tail.substring(tail.lastIndexOf('\n', tail.length() - 2) + 1, tail.length() - 1);
    }

    private static String tail(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - 2 * LONGEST_LINE);
        var bytes = ByteBuffer.allocate((int) (channel.size() - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
        return new String(bytes.array(), 0, bytes.position(), US_ASCII);
    }

    private void append(List<Seal> batch) throws IOException {
        var lines = new TreeMap<YearMonth, StringBuilder>();
        for (var seal : batch) {
            var month = YearMonth.from(seal.at().atZone(ZoneOffset.UTC));
            lines.computeIfAbsent(month, each -> new StringBuilder())
                    .append(seal.line())
                    .append('\n');
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        for (var each : lines.entrySet()) {
            var file = folder.resolve("roots-" + each.getKey() + ".txt");
            try (var channel = FileChannel.open(file, Set.of(CREATE, WRITE, APPEND))) {
                var bytes = ByteBuffer.wrap(each.getValue().toString().getBytes(US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
        if (POSIX) {
            try (var opened = FileChannel.open(folder, READ)) {
                opened.force(true);
            }
        }
    }

    private void setAside(long copied, long stands) throws IOException {
        var aside = folder.resolveSibling(ASIDE + clock.instant().toEpochMilli());
        Files.move(folder, aside);
        log.error(
                "The copy of the audit roots goes to {}, the database to {} only: it was put aside as {}. Unless a backup"
                        + " was restored, records were taken away.",
                copied,
                stands,
                aside);
        acts.did(Act.of("audit.copy.put-aside").on("root", copied, stands));
    }
}
