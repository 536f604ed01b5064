package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.EXPORT_TOO_MANY_ROWS;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ExportRequest.Heading;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/**
 * Lets the list that a page shows out as a workbook: it is read through what the page is read through, so it holds what the
 * page would show to whoever asks, and nothing else. A list of people, or of homes with who lives there, masked or not, goes
 * through {@link #writePeople}.
 */
@Service
public class ListSheets {

    /** As many rows are asked for at once. */
    public static final int AT_ONCE = 200;

    /** More rows than that leave only by a narrower filter: the workbook is made as a whole before it goes out. */
    static final int MOST = 100_000;

    private final Exports exports;
    private final ListTexts texts;
    private final Acts acts;

    ListSheets(Exports exports, ListTexts texts, Acts acts) {
        this.exports = exports;
        this.texts = texts;
        this.acts = acts;
    }

    /**
     * One column. Its heading stands under {@code sheet.<list>.<key>} in the bundle of the module that owns the list, the word
     * for a constant under {@code sheet.<list>.<key>.<CONSTANT>}; yes and no are said in words, several values one after the
     * other.
     */
    public record Shown<T>(String key, Function<T, @Nullable Object> cell) {}

    /** By what the list was narrowed; to null where it was not. No words that somebody typed: they may name people. */
    public record Narrowed(String by, @Nullable Object to) {}

    /** Some rows; next is where to go on, absent at the end. */
    public record Part<T>(List<T> rows, @Nullable String next) {}

    /** Reads the list on from a place; from its beginning where there is none. */
    public interface Pages<T> {
        Part<T> from(@Nullable String place);
    }

    /**
     * Writes all of it as the answer, or nothing when it is too long.
     *
     * @param list its name: its title stands under {@code sheet.<list>}, and so it is called in the record of acts
     * @param filter for the record of acts; the pages are narrowed already
     * @param who as the watermark names them
     */
    public <T> void write(
            String list,
            List<Narrowed> filter,
            List<Shown<T>> columns,
            Pages<T> pages,
            String who,
            HttpServletResponse answer)
            throws IOException {
        write(list, filter, columns, pages, new People(0, null), who, answer);
    }

    /**
     * The same where each row is about somebody: more than {@link Exports#limit} leave only with a second person's word. How
     * many there are is known when all were read, so looks that the list records are recorded of what is refused too.
     *
     * @param approval that word, if there is one
     */
    public <T> void writePeople(
            String list,
            List<Narrowed> filter,
            List<Shown<T>> columns,
            Pages<T> pages,
            @Nullable UUID approval,
            String who,
            HttpServletResponse answer)
            throws IOException {
        var all = new ArrayList<T>();
        each(pages, all::add);
        write(list, filter, columns, place -> new Part<>(all, null), new People(all.size(), approval), who, answer);
    }

    private record People(int rows, @Nullable UUID approval) {}

    private <T> void write(
            String list,
            List<Narrowed> filter,
            List<Shown<T>> columns,
            Pages<T> pages,
            People people,
            String who,
            HttpServletResponse answer)
            throws IOException {
        var language = LocaleContextHolder.getLocale();
        var book = new ByteArrayOutputStream(); // what is refused at its end is refused, and the act tells what left
        int rows;
        try (var export = exports.open(request(list, columns, people, who, language), book)) {
            rows = each(pages, row -> export.row(cells(list, columns, row, language)));
        }
        acts.did(Act.of("list.export").on("list", told(list, rows, filter)));
        answer.setContentType(SheetFormat.XLSX.mediaType());
        answer.setHeader("Content-Disposition", "attachment; filename=\"" + list + SheetFormat.XLSX.extension() + '"');
        answer.setContentLength(book.size());
        book.writeTo(answer.getOutputStream());
    }

    private interface Taker<T> {
        void take(T row) throws IOException;
    }

    private static <T> int each(Pages<T> pages, Taker<T> taker) throws IOException {
        int rows = 0;
        String place = null;
        do {
            var part = pages.from(place);
            rows += part.rows().size();
            if (rows > MOST) {
                throw EXPORT_TOO_MANY_ROWS.with(MOST);
            }
            for (var row : part.rows()) {
                taker.take(row);
            }
            place = part.next();
        } while (place != null);
        return rows;
    }

    private static List<String> told(String list, int rows, List<Narrowed> filter) {
        var narrowed = filter.stream().filter(one -> one.to() != null).map(one -> one.by() + "=" + one.to());
        return Stream.concat(Stream.of(list, "rows=" + rows), narrowed).toList();
    }

    private <T> ExportRequest request(String list, List<Shown<T>> columns, People people, String who, Locale language) {
        return new ExportRequest(
                list,
                texts.title(list, language),
                columns.stream()
                        .map(column ->
                                new Heading(texts.say("sheet." + list + "." + column.key(), language), ColumnType.TEXT))
                        .toList(),
                SheetFormat.XLSX,
                language,
                who,
                people.rows(),
                null,
                people.approval() == null ? null : people.approval().toString());
    }

    private <T> List<@Nullable Object> cells(String list, List<Shown<T>> columns, T row, Locale language) {
        var cells = new ArrayList<@Nullable Object>();
        for (var column : columns) {
            cells.add(said("sheet." + list + "." + column.key(), column.cell().apply(row), language));
        }
        return cells;
    }

    private @Nullable Object said(String key, @Nullable Object value, Locale language) {
        return switch (value) {
            case Enum<?> constant -> texts.say(key + "." + constant.name(), language);
            case Boolean is -> texts.say(is ? "spreadsheet.yes" : "spreadsheet.no", language);
            case Collection<?> several ->
                several.stream()
                        .map(one -> String.valueOf(said(key, one, language)))
                        .collect(Collectors.joining(texts.say("spreadsheet.between", language)));
            case null, default -> value;
        };
    }
}
