package io.linli.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A folder with backups of ours, whose names tell their age. */
record BackupFolder(Path path) {

    static final String ENDING = ".linli";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("linli-\\d{8}T\\d{6}Z\\.linli");

    static String newName(Instant now) {
        return "linli-" + MOMENT.format(now) + ENDING;
    }

    /** Removes all but the newest; others' files and those named by hand are left alone. */
    List<Path> keep(int newest) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            var old = files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted(Comparator.reverseOrder())
                    .skip(newest)
                    .toList();
            for (var file : old) {
                Files.delete(file);
            }
            return old;
        }
    }
}
