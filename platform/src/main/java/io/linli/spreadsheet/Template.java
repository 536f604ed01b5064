package io.linli.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The workbook that people fill in: headings, a row that explains each column, and the dictionaries to choose from. */
final class Template {

    private static final int HEAD = 0;
    private static final int HINTS = 1;
    private static final int FIRST_ROW = 2;
    private static final int LAST_ROW = Worksheet.MAX_ROWS - 1;
    private static final double HINT_HEIGHT = 62;

    private final ImportList list;
    private final ListTexts texts;
    private final Locale language;

    Template(ImportList list, ListTexts texts, Locale language) {
        this.list = list;
        this.texts = texts;
        this.language = language;
    }

    void write(OutputStream out) throws IOException {
        Book.write(out, this::fill);
    }

    private void fill(Workbook book) {
        var sheet = book.newWorksheet(texts.title(list.name(), language));
        var dictionaries = book.newWorksheet(texts.say("spreadsheet.dictionaries", language));
        dictionaries.setVisibilityState(VisibilityState.HIDDEN);
        sheet.freezePane(0, FIRST_ROW);
        sheet.rowHeight(HINTS, HINT_HEIGHT);
        var columns = list.columns();
        for (var at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            Book.heading(sheet, HEAD, at, texts.heading(list.name(), column, language), column.mandatory());
            Book.text(sheet, HINTS, at, texts.hint(list.name(), column, language));
            sheet.style(HINTS, at)
                    .wrapText(true)
                    .italic()
                    .fontSize(9)
                    .verticalAlignment("top")
                    .fillColor(Book.HINT_COLOUR)
                    .set();
            sheet.width(
                    at,
                    Math.max(
                            16,
                            2.2 * texts.heading(list.name(), column, language).length() + 4));
            if (column.type().asText()) {
                sheet.style(at).format(Book.TEXT_FORMAT).set();
            }
            choose(sheet, dictionaries, at, column.choices().get());
        }
    }

    private void choose(Worksheet sheet, Worksheet dictionaries, int at, List<Choice> choices) {
        if (choices.isEmpty()) {
            return;
        }
        for (var n = 0; n < choices.size(); n++) {
            Book.text(dictionaries, n, at, choices.get(n).in(language));
        }
        sheet.range(FIRST_ROW, at, LAST_ROW, at)
                .validateWithList(dictionaries.range(0, at, choices.size() - 1, at))
                .allowBlank(true)
                .errorStyle(DataValidationErrorStyle.STOP)
                .showErrorMessage(true)
                .errorTitle(texts.say("spreadsheet.choose.title", language))
                .error(texts.say("spreadsheet.choose", language));
    }
}
