package io.linli.analysis.language;

import io.linli.analysis.lab.LabFile;
import io.linli.analysis.lab.LabFile.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Labelled texts from a file: column {@code level1} with {@code topic} and {@code detail} as they were written, or with
 * {@code tokens}, cut into words.
 */
final class LabelledFile {

    static final String KIND = "level1";
    static final String TOPIC = "topic";
    static final String DETAIL = "detail";
    private static final String TOKENS = "tokens";

    private LabelledFile() {}

    static List<Labelled> read(Path file) {
        return LabFile.read(file, Set.of(KIND)).stream()
                .filter(row -> !row.cell(KIND).isBlank())
                .map(row -> new Labelled(wording(row), row.cell(KIND).strip()))
                .toList();
    }

    static String wording(Row row) {
        return Wording.of(row.has(TOKENS) ? row.cell(TOKENS) : row.cell(TOPIC) + "\n" + row.cell(DETAIL));
    }
}
