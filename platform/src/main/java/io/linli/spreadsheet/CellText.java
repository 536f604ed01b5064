package io.linli.spreadsheet;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What an export writes for a value. */
final class CellText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private CellText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant instant -> TIME.format(instant.atZone(Exports.CHINA));
            case LocalDateTime moment -> TIME.format(moment);
            case BigDecimal number -> number.toPlainString();
            case Boolean yes -> yes ? "1" : "0";
            default -> value.toString();
        };
    }
}
