package io.linli.spreadsheet;

import io.linli.privacy.IdCardNumber;
import io.linli.privacy.PhoneNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** What a cell of a column holds once it is read, and whether Excel must be kept from taking it for a number. */
public enum ColumnType {
    TEXT(String.class, true),
    WHOLE(Long.class, false),
    DECIMAL(BigDecimal.class, false),
    DATE(LocalDate.class, true),
    TIME(LocalTime.class, true),
    DATE_TIME(LocalDateTime.class, true),
    /** One of a dictionary; the value is its code. */
    CODE(String.class, true),
    PHONE(PhoneNumber.class, true),
    IDENTITY(IdCardNumber.class, true);

    private final Class<?> value;
    private final boolean asText;

    ColumnType(Class<?> value, boolean asText) {
        this.value = value;
        this.asText = asText;
    }

    Class<?> value() {
        return value;
    }

    /** Eighteen digits typed into a plain cell lose the last three: these columns are marked as text (格式“@”). */
    boolean asText() {
        return asText;
    }
}
