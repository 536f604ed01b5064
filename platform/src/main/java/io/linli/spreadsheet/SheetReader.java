package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.CELL_MERGED;
import static io.linli.spreadsheet.SpreadsheetProblem.ROW_REPEATED;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_EMPTY;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_TOO_MANY_ROWS;

import io.linli.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a file as a list wants it, row by row in bounded memory. Read once; the same file reads the same each time. */
final class SheetReader implements Iterator<ReadRow>, AutoCloseable {

    private final SheetSource source;
    private final ImportList list;
    private final ImportContext context;
    private final Headings headings;
    private final Map<Integer, CellReader> readers = new HashMap<>();
    private final Deque<RawRow> ahead = new ArrayDeque<>();
    private final Map<String, Integer> keys = new HashMap<>();
    private final int mostRows;
    private int rows;

    private SheetReader(SheetSource source, ImportList list, ImportContext context, Headings headings, int mostRows) {
        this.source = source;
        this.list = list;
        this.context = context;
        this.headings = headings;
        this.mostRows = mostRows;
        headings.places().forEach((place, column) -> readers.put(place, new CellReader(column, source.from1904())));
    }

    /** Refuses here what is wrong with the file as a whole, as far as its first lines tell. */
    static SheetReader open(
            byte[] content,
            ImportList list,
            ImportContext context,
            ListTexts texts,
            Locale language,
            SpreadsheetSettings settings) {
        var source = new SheetFile(content, settings).open();
        try {
            var first = new ArrayList<RawRow>();
            while (first.size() < Headings.LOOKED_AT && source.hasNext()) {
                first.add(source.next());
            }
            if (first.isEmpty()) {
                throw SHEET_EMPTY.with().at("file");
            }
            var headings = Headings.find(first, list, texts, language);
            var reader = new SheetReader(source, list, context, headings, settings.rows());
            first.stream().filter(row -> row.line() > headings.line()).forEach(reader.ahead::add);
            var comment = reader.ahead.peek();
            if (comment != null && headings.isComment(comment, list.name(), texts)) {
                reader.ahead.remove();
            }
            if (!reader.hasNext()) {
                throw SHEET_EMPTY.with().at("file");
            }
            return reader;
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    Headings headings() {
        return headings;
    }

    boolean from1904() {
        return source.from1904();
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || source.hasNext();
    }

    /** The next line as it stands in the file, whatever is wrong with it. */
    RawRow nextRaw() {
        if (++rows > mostRows) {
            throw SHEET_TOO_MANY_ROWS.with(mostRows).at("file");
        }
        return ahead.isEmpty() ? source.next() : ahead.remove();
    }

    @Override
    public ReadRow next() {
        var raw = nextRaw();
        var faults = new ArrayList<ProblemException>();
        var merged = source.merged(raw.line());
        if (merged != null) {
            faults.add(CELL_MERGED.with(merged));
        }
        var values = new HashMap<String, Object>();
        for (var place : headings.places().entrySet()) {
            try {
                var value = reader(place.getKey()).read(raw.cell(place.getKey()));
                if (value != null) {
                    values.put(place.getValue().key(), value);
                }
            } catch (ProblemException refused) {
                faults.add(refused);
            }
        }
        var row = faults.isEmpty() ? checked(new SheetRow(raw.line(), values), faults) : null;
        return new ReadRow(raw, row, List.copyOf(faults));
    }

    private CellReader reader(Integer place) {
        return Objects.requireNonNull(readers.get(place));
    }

    private @Nullable SheetRow checked(SheetRow row, List<ProblemException> faults) {
        try {
            list.check(row, context);
        } catch (ProblemException refused) {
            faults.addAll(refused.reasons().isEmpty() ? List.of(refused) : refused.reasons());
            return null;
        }
        var key = list.key(row);
        if (key != null) {
            var before = keys.putIfAbsent(key.value(), row.line());
            if (before != null) {
                faults.add(ROW_REPEATED.with(before).at(key.column()));
                return null;
            }
        }
        return row;
    }

    @Override
    public void close() {
        source.close();
    }
}
