package io.linli.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks as this instance writes them. */
final class Book {

    static final String TEXT_FORMAT = "@";
    static final String HEAD_COLOUR = "D9E7F5";
    static final String HINT_COLOUR = "F5F5F5";
    static final String FAULT_COLOUR = "FFC7CE";

    private static final int LONGEST_CELL = 32_767;
    private static final double NARROWEST = 10;
    private static final double WIDEST = 40;

    private Book() {}

    static Workbook to(OutputStream out) {
        return new Workbook(out, "Linli", "1.0");
    }

    /** A cell that holds its text and nothing else: not a number, not a date, and never a formula. */
    static void text(Worksheet sheet, int row, int column, String text) {
        sheet.inlineString(row, column, writable(text));
    }

    static void heading(Worksheet sheet, int row, int column, String text, boolean mandatory) {
        text(sheet, row, column, text);
        var style = sheet.style(row, column).bold().fillColor(HEAD_COLOUR).wrapText(true);
        (mandatory ? style.fontColor("C00000") : style).set();
        sheet.width(column, Math.clamp(2.2 * text.length() + 4, NARROWEST, WIDEST));
    }

    /** What XML and a cell can hold. */
    private static String writable(String text) {
        var kept = text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= ' '
                                && c != 0xFFFE
                                && c != 0xFFFF
                                && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return kept.length() <= LONGEST_CELL ? kept : kept.substring(0, LONGEST_CELL - 1) + "…";
    }

    /** Work that writes a workbook. */
    interface Writing {
        void to(Workbook book) throws IOException;
    }

    static void write(OutputStream out, Writing writing) throws IOException {
        try (var book = to(out)) {
            writing.to(book);
        }
    }
}
