package io.linli.analysis.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.linli.settings.BothLanguages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** A table that somebody wants to try: CSV with a line of column names, in UTF-8, packed by gzip or not. */
public final class LabFile {

    private static final BothLanguages TEXTS = BothLanguages.of(LabWork.TEXTS);
    private static final int MOST_ROWS = 1_000_000;
    private static final int GZIP = 0x1f8b;

    private LabFile() {}

    /** What is wrong with the file, in one line for people. */
    public static final class Unfit extends RuntimeException {

        public Unfit(String key, Object... details) {
            super(TEXTS.say(key, details));
        }
    }

    /** One line of it; a column that the file has not is empty. */
    public record Row(long line, Map<String, String> cells) {

        public String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        public boolean has(String column) {
            return cells.containsKey(column);
        }

        public Unfit unfit(String column, String value) {
            return new Unfit("lab.value", line, column, value.length() > 60 ? value.substring(0, 60) + "…" : value);
        }
    }

    /** All rows, when the columns that are needed are there. */
    public static List<Row> read(Path file, Set<String> needed) {
        try (var in = unpacked(new BufferedInputStream(Files.newInputStream(file)));
                var text = text(in);
                var records = CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(text)) {
            var rows = new ArrayList<Row>();
            for (var record : records) {
                if (rows.size() == MOST_ROWS) {
                    throw new Unfit("lab.too-many", MOST_ROWS);
                }
                rows.add(row(record));
            }
            if (rows.isEmpty()) {
                throw new Unfit("lab.empty", file);
            }
            for (var column : needed) {
                if (!rows.getFirst().has(column)) {
                    throw new Unfit("lab.column", column);
                }
            }
            return rows;
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(file, e);
        } catch (CsvParseException | IllegalStateException e) { // the latter: a column twice
            throw unreadable(file, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Unfit unreadable(Path file, Throwable why) {
        var cause = why instanceof UncheckedIOException && why.getCause() != null ? why.getCause() : why;
        return cause instanceof CharacterCodingException
                ? new Unfit("lab.encoding", file)
                : new Unfit("lab.unreadable", file);
    }

    private static Row row(NamedCsvRecord record) {
        var cells = new HashMap<String, String>();
        record.getFieldsAsMap().forEach((column, value) -> cells.put(column.strip(), value));
        return new Row(record.getStartingLineNumber(), cells);
    }

    private static PushbackReader text(InputStream in) throws IOException {
        var text = new PushbackReader(new InputStreamReader(
                in,
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        int first = text.read();
        // Excel puts a mark before the first column
        if (first >= 0 && first != '\ufeff') {
            text.unread(first);
        }
        return text;
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = (in.read() << 8) | in.read();
        in.reset();
        return magic == GZIP ? new GZIPInputStream(in) : in;
    }
}
