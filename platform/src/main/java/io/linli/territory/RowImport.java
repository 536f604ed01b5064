package io.linli.territory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file row by row, packed with gzip or not: good rows are gathered and stored by the thousand, so that no
 * transaction is long; bad ones are left out and told with line, field and reason.
 */
abstract class RowImport<T> {

    private static final int BATCH = 1_000;
    private static final int ERRORS_KEPT = 1_000;
    static final int LONGEST_NAME = 100;

    /** What became of the rows; elsewhere are those outside the wanted region. */
    record Result(
            long rows, long added, long changed, long unchanged, long elsewhere, long refused, List<RowError> errors) {}

    /** A row that was left out, and why. The field is null when it is the whole line. */
    record RowError(long line, @Nullable String field, Reason reason, String value) {}

    /** What a batch did. */
    record Stored(long added, long changed) {}

    enum Reason {
        COLUMNS_MISSING,
        FIELDS_MISSING,
        CODE_INVALID,
        NAME_MISSING,
        NAME_TOO_SHORT,
        NAME_TOO_LONG,
        NAME_BROKEN,
        CODES_DISAGREE,
        PARENT_UNKNOWN,
        AREA_UNKNOWN,
        COORDINATES_INVALID,
        TOO_MANY_ALIASES,
        REPEATED,
        FILE_BROKEN
    }

    private final List<String> columns;
    private final LongConsumer progress;
    private final List<T> batch = new ArrayList<>();
    private final List<RowError> errors = new ArrayList<>();
    private long line = 1;
    private long rows;
    private long taken;
    private long added;
    private long changed;
    private long elsewhere;
    private long refused;

    RowImport(List<String> columns, LongConsumer progress) {
        this.columns = columns;
        this.progress = progress;
    }

    /** What the row says; null when it was refused or left aside. */
    abstract @Nullable T parse(NamedCsvRecord row);

    /** Stores the good rows in a transaction of their own. */
    abstract Stored store(List<T> batch);

    final Result read(InputStream file) {
        try (var csv = CsvReader.builder()
                .detectBomHeader(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofNamedCsvRecord(unpacked(file))) {
            for (var row : csv) {
                if (rows++ == 0 && !row.getHeader().containsAll(columns)) {
                    refuse(null, Reason.COLUMNS_MISSING, String.join(",", columns));
                    break;
                }
                line = row.getStartingLineNumber();
                take(row);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            line++;
            refuse(null, Reason.FILE_BROKEN, String.valueOf(e.getMessage()));
        } catch (IOException e) { // a packed file that ends too early
            line++;
            refuse(null, Reason.FILE_BROKEN, String.valueOf(e.getMessage()));
        }
        write();
        return new Result(rows, added, changed, taken - added - changed, elsewhere, refused, List.copyOf(errors));
    }

    private void take(NamedCsvRecord row) {
        if (row.getFieldCount() < columns.size()) {
            refuse(null, Reason.FIELDS_MISSING, String.join(",", row.getFields()));
            return;
        }
        var parsed = parse(row);
        if (parsed != null) {
            batch.add(parsed);
            if (batch.size() == BATCH) {
                write();
            }
        }
    }

    private void write() {
        if (!batch.isEmpty()) {
            var stored = store(List.copyOf(batch));
            added += stored.added;
            changed += stored.changed;
            taken += batch.size();
            batch.clear();
        }
        progress.accept(rows);
    }

    /** Leaves the row out and says why. */
    final @Nullable T refuse(@Nullable String field, Reason reason, String value) {
        refused++;
        if (errors.size() < ERRORS_KEPT || reason == Reason.FILE_BROKEN) { // the end of the file is always told
            errors.add(new RowError(line, field, reason, value));
        }
        return null;
    }

    /** Leaves the row aside, which is nobody's fault. */
    final @Nullable T passOver() {
        elsewhere++;
        return null;
    }

    static String text(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("").strip();
    }

    /** Why the text is no name; null when it is one. */
    static @Nullable Reason unfit(String name, int shortest) {
        if (name.isEmpty()) {
            return Reason.NAME_MISSING;
        }
        if (name.length() < shortest) {
            return Reason.NAME_TOO_SHORT;
        }
        if (name.length() > LONGEST_NAME) {
            return Reason.NAME_TOO_LONG;
        }
        return name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD') ? Reason.NAME_BROKEN : null;
    }

    static String cut(String text) {
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }

    private static InputStream unpacked(InputStream file) throws IOException {
        var start = new BufferedInputStream(file);
        start.mark(2);
        int magic = start.read() | (start.read() << 8);
        start.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(start, 1 << 16) : start;
    }
}
