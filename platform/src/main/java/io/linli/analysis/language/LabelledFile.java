package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Labelled texts from a file: column {@code level1} with {@code topic} and {@code detail} as they were written, or with
 * {@code tokens}, cut into words, which are put together again.
 */
final class LabelledFile {

    static final String KIND = "level1";
    static final String TOPIC = "topic";
    static final String DETAIL = "detail";
    private static final String TOKENS = "tokens";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private LabelledFile() {}

    static List<Labelled> read(Path file) {
        return LabFile.read(file, Set.of(KIND)).stream()
                .filter(row -> !row.cell(KIND).isBlank())
                .map(row -> new Labelled(wording(row), row.cell(KIND).strip()))
                .toList();
    }

    static String wording(Row row) {
        // without the blanks: nobody writes them, and what stands across two words is learned too
        return Wording.of(
                row.has(TOKENS)
                        ? BLANKS.matcher(row.cell(TOKENS)).replaceAll("")
                        : row.cell(TOPIC) + "\n" + row.cell(DETAIL));
    }
}
