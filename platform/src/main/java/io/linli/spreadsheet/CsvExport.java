package io.linli.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CSV as spreadsheets take it: UTF-8 with the mark that says so, quoted after RFC 4180, and nothing in it that runs. */
final class CsvExport implements Export {

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Digits with a sign or spaces are no formula, and a telephone number is still one afterwards. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[\\d ]*\\d(\\.\\d+)?");

    /** From twelve digits on, a spreadsheet shows 4.3E+17, and from sixteen on it has lost the rest. */
    private static final Pattern LONG_NUMBER = Pattern.compile("[+-]?[\\d ]{12,}");

    private final Writer out;

    CsvExport(ExportRequest request, List<String> mark, OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16);
        this.out.write(BYTE_ORDER_MARK);
        row(mark);
        row(request.columns().stream().map(ExportRequest.Heading::text).toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        var line = new ArrayList<String>(cells.size());
        for (var cell : cells) {
            line.add(quoted(guarded(CellText.of(cell), cell)));
        }
        out.write(String.join(",", line));
        out.write("\r\n");
    }

    private static String guarded(String text, @Nullable Object value) {
        if (text.isEmpty() || value instanceof Number) {
            return text;
        }
        if (LONG_NUMBER.matcher(text).matches()) {
            return text + '\t'; // makes it a text, without a sign that people would copy along
        }
        boolean runs = "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 || "＝＋－＠".indexOf(text.charAt(0)) >= 0;
        return runs && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
