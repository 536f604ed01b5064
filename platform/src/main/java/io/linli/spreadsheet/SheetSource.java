package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_BROKEN;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_TOO_MANY_COLUMNS;

import io.linli.problem.ProblemException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of one sheet in their order, those that hold nothing left out. Read once. */
abstract class SheetSource implements Iterator<RawRow>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SheetSource.class);

    private final int columns;
    private @Nullable RawRow ahead;
    private boolean ended;

    SheetSource(SpreadsheetSettings settings) {
        columns = settings.columns();
    }

    /** The next line, also one that holds nothing; null after the last. */
    abstract @Nullable RawRow read();

    /** The merged range that this line is part of. */
    @Nullable
    String merged(@SuppressWarnings("unused") int line) {
        return null;
    }

    /** Whether dates count from 1904, as workbooks from old Macs do. */
    boolean from1904() {
        return false;
    }

    @Override
    public abstract void close();

    @Override
    public final boolean hasNext() {
        while (ahead == null && !ended) {
            var line = read();
            if (line == null) {
                ended = true;
            } else if (!line.isBlank()) {
                ahead = line;
            }
        }
        return ahead != null;
    }

    @Override
    public final RawRow next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        var row = ahead;
        ahead = null;
        return row;
    }

    /** Refused before a line is as long in memory as it says. */
    final void mustFit(int wide) {
        if (wide > columns) {
            throw SHEET_TOO_MANY_COLUMNS.with(columns).at("file");
        }
    }

    static ProblemException broken(Exception cause) {
        log.debug("Not read", cause);
        return SHEET_BROKEN.with().at("file");
    }
}
