package io.linli.spreadsheet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it stands in the file, nothing yet made of it.
 *
 * @param text as people would read it
 * @param number set where the file holds a number, however it is shown
 */
record RawCell(Kind kind, String text, @Nullable BigDecimal number) {

    enum Kind {
        TEXT,
        NUMBER,
        /** A number that is shown as a date or a time. */
        DATE,
        BOOLEAN,
        FORMULA,
        ERROR
    }

    static RawCell text(String text) {
        return new RawCell(Kind.TEXT, text, null);
    }

    boolean isBlank() {
        return kind == Kind.TEXT && Texts.strip(text).isEmpty();
    }
}
