package io.linli.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The rows that could not be taken in, as they were brought, with every faulty cell marked and the reasons beside: to
 * be corrected and brought again as it is.
 */
final class ReturnedWorkbook {

    private static final int AHEAD = 500;

    /** Comments are kept in memory until the end; beyond, the last column says it all the same. */
    private static final int MOST_COMMENTS = 5_000;

    private static final int PAGE = 1_000;

    private final ImportJob job;
    private final ImportList list;
    private final SheetReader reader;
    private final ImportJobs jobs;
    private final ListTexts texts;
    private final Locale language;
    private final Deque<Fault> ahead = new ArrayDeque<>();
    private int line;
    private int number;
    private boolean drained;
    private int comments;

    ReturnedWorkbook(
            ImportJob job, ImportList list, SheetReader reader, ImportJobs jobs, ListTexts texts, Locale language) {
        this.job = job;
        this.list = list;
        this.reader = reader;
        this.jobs = jobs;
        this.texts = texts;
        this.language = language;
    }

    void write(OutputStream out) throws IOException {
        try (reader) {
            Book.write(out, this::fill);
        }
    }

    private void fill(Workbook book) throws IOException {
        var sheet = book.newWorksheet(texts.title(list.name(), language));
        sheet.freezePane(0, 1);
        var headings = reader.headings();
        var width = headings.shown().isEmpty()
                ? 0
                : Collections.max(headings.shown().keySet()) + 1;
        headings.shown().forEach((at, text) -> {
            var column = headings.places().get(at);
            Book.heading(sheet, 0, at, text, column != null && column.mandatory());
            if (column != null && column.type().asText()) {
                sheet.style(at).format(Book.TEXT_FORMAT).set();
            }
        });
        Book.heading(sheet, 0, width, texts.say("spreadsheet.returned.faults", language), false);
        sheet.width(width, 60);
        Book.heading(sheet, 0, width + 1, texts.say("spreadsheet.returned.line", language), false);
        var next = 1;
        while (reader.hasNext()) {
            var row = reader.nextRaw();
            var faults = faultsOf(row.line());
            if (!faults.isEmpty()) {
                write(sheet, next, row, faults, width);
                if (next++ % AHEAD == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private void write(Worksheet sheet, int at, RawRow row, List<Fault> faults, int width) {
        for (var column = 0; column < width; column++) {
            var cell = row.cell(column);
            if (cell != null) {
                Book.text(sheet, at, column, shown(cell));
                sheet.style(at, column).format(Book.TEXT_FORMAT).set();
            }
        }
        for (var fault : faults) {
            var place = fault.column() == null ? null : reader.headings().placeOf(fault.column());
            if (place != null) {
                sheet.style(at, place)
                        .format(Book.TEXT_FORMAT)
                        .fillColor(Book.FAULT_COLOUR)
                        .set();
                if (comments++ < MOST_COMMENTS) {
                    sheet.comment(at, place, told(fault));
                }
            }
        }
        Book.text(
                sheet,
                at,
                width,
                faults.stream()
                        .map(this::explained)
                        .collect(Collectors.joining(texts.say("spreadsheet.returned.between", language))));
        sheet.value(at, width + 1, row.line());
    }

    private String shown(RawCell cell) {
        return cell.kind() == RawCell.Kind.DATE ? Moments.shown(cell.number(), reader.from1904()) : cell.text();
    }

    private String told(Fault fault) {
        return texts.told(fault.problem().told(), language);
    }

    private String explained(Fault fault) {
        return list.columns().stream()
                .filter(column -> column.key().equals(fault.column()))
                .findFirst()
                .map(column -> texts.say(
                        "spreadsheet.returned.cell",
                        language,
                        texts.heading(list.name(), column, language),
                        told(fault)))
                .orElseGet(() -> told(fault));
    }

    /** Both come in the order of lines. */
    private List<Fault> faultsOf(int wanted) {
        var faults = new ArrayList<Fault>();
        for (var fault = peek(); fault != null && fault.line() <= wanted; fault = peek()) {
            if (fault.line() == wanted) {
                faults.add(fault);
            }
            ahead.remove();
        }
        return faults;
    }

    private @Nullable Fault peek() {
        if (ahead.isEmpty() && !drained) {
            var page = jobs.faults(job, line, number, PAGE);
            ahead.addAll(page);
            drained = page.size() < PAGE;
            if (!page.isEmpty()) {
                line = page.getLast().line();
                number = page.getLast().number();
            }
        }
        return ahead.peek();
    }
}
