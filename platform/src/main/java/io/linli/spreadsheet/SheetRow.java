package io.linli.spreadsheet;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PhoneNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A row whose every cell is as it must be. A cell that was left empty is null. */
public final class SheetRow {

    private final int line;
    private final Map<String, Object> values;

    SheetRow(int line, Map<String, Object> values) {
        this.line = line;
        this.values = Map.copyOf(values);
    }

    /** Where it stands in the file, counted from 1 as a spreadsheet does. */
    public int line() {
        return line;
    }

    public boolean has(String column) {
        return values.containsKey(column);
    }

    /** A text, or the code of a dictionary entry. */
    public @Nullable String text(String column) {
        return value(column, String.class);
    }

    public @Nullable Long whole(String column) {
        return value(column, Long.class);
    }

    public @Nullable BigDecimal decimal(String column) {
        return value(column, BigDecimal.class);
    }

    public @Nullable LocalDate date(String column) {
        return value(column, LocalDate.class);
    }

    public @Nullable LocalTime time(String column) {
        return value(column, LocalTime.class);
    }

    public @Nullable LocalDateTime dateTime(String column) {
        return value(column, LocalDateTime.class);
    }

    public @Nullable PhoneNumber phone(String column) {
        return value(column, PhoneNumber.class);
    }

    public @Nullable IdCardNumber identity(String column) {
        return value(column, IdCardNumber.class);
    }

    /** The text of a column that is required. */
    public String requiredText(String column) {
        var text = text(column);
        if (text == null) {
            throw new NoSuchElementException("Column " + column + " is not required");
        }
        return text;
    }

    private <T> @Nullable T value(String column, Class<T> type) {
        return type.cast(values.get(column));
    }

    @Override
    public String toString() {
        return "row " + line; // never what it holds
    }
}
