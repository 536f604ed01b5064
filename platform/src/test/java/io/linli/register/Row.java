package io.linli.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** One row of {@code docs/requirements.csv}. */
record Row(String id, String demand, State state, List<String> evidence) {

    static final Path FILE = Path.of("../docs/requirements.csv");

    /** A row works only when all of its demand is shown. */
    enum State {
        WORKS,
        PART,
        OPEN
    }

    static List<Row> all() throws IOException {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var rows = format.parse(Files.newBufferedReader(FILE))) {
            return rows.stream()
                    .map(row -> new Row(
                            row.get("row"),
                            row.get("demand"),
                            State.valueOf(row.get("state").toUpperCase(java.util.Locale.ROOT)),
                            Arrays.stream(row.get("evidence").split(";"))
                                    .map(String::strip)
                                    .filter(text -> !text.isEmpty())
                                    .toList()))
                    .toList();
        }
    }
}
