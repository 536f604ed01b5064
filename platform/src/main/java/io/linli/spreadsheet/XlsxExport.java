package io.linli.spreadsheet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A workbook written row by row; when a sheet is full, the next one goes on with the same headings. */
final class XlsxExport implements Export {

    /** Rows that wait in memory. */
    private static final int AHEAD = 500;

    private static final int HEAD = 1;

    private final ExportRequest request;
    private final List<String> mark;
    private final Workbook book;
    private final int full;
    private int sheets;
    private int next;
    private Worksheet sheet;

    XlsxExport(ExportRequest request, List<String> mark, OutputStream out) {
        this(request, mark, out, Worksheet.MAX_ROWS);
    }

    XlsxExport(ExportRequest request, List<String> mark, OutputStream out, int full) {
        this.request = request;
        this.mark = mark;
        this.full = full;
        book = Book.to(new Unclosed(out));
        sheet = begin();
    }

    private Worksheet begin() {
        var made = book.newWorksheet(++sheets == 1 ? request.title() : request.title() + " " + sheets);
        var told = String.join(" · ", mark);
        Book.text(made, 0, 0, told);
        made.style(0, 0).italic().fontColor("808080").set();
        made.footer(told, Position.CENTER); // on every page of paper
        made.freezePane(0, HEAD + 1);
        for (var at = 0; at < request.columns().size(); at++) {
            Book.heading(made, HEAD, at, request.columns().get(at).text(), false);
        }
        next = HEAD + 1;
        return made;
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (next == full) {
            sheet.finish();
            sheet = begin();
        }
        for (var at = 0; at < cells.size(); at++) {
            write(at, cells.get(at));
        }
        if (++next % AHEAD == 0) {
            sheet.flush();
        }
    }

    private void write(int at, @Nullable Object value) {
        if (value == null) {
            return;
        }
        boolean isNumber = !request.columns().get(at).type().asText() && value instanceof Number number && fits(number);
        if (isNumber) {
            sheet.value(next, at, (Number) value);
        } else {
            Book.text(sheet, next, at, CellText.of(value));
            sheet.style(next, at).format(Book.TEXT_FORMAT).set();
        }
    }

    private static boolean fits(Number number) {
        return !(number instanceof Long || number instanceof BigDecimal)
                || !Numbers.hasLostDigits(new BigDecimal(number.toString()));
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        book.close();
    }

    /** The stream is its owner's to close. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
