package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_COLUMNS_MISSING;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_COLUMN_REPEATED;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_HEADER_NOT_FOUND;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of headings, above which a title or a watermark may stand, and which column is where.
 *
 * @param line of the headings
 * @param places of the columns of the list in the sheet, from the left
 * @param shown the headings as they stand in the file
 * @param ignored headings that the list does not know
 * @param absent columns of the list that the file leaves out
 */
record Headings(
        int line, Map<Integer, Column> places, Map<Integer, String> shown, List<String> ignored, List<String> absent) {

    /** How far down the headings are looked for. */
    static final int LOOKED_AT = 20;

    /** Finds them among the first lines of a file. */
    static Headings find(List<RawRow> first, ImportList list, ListTexts texts, Locale language) {
        var known = known(list, texts);
        var own = returned(texts);
        RawRow best = null;
        var most = 0;
        for (var row : first) {
            var found = recognised(row, known);
            if (found > most) {
                most = found;
                best = row;
            }
        }
        // one word of a title may be a heading by chance, unless the list has just one column
        if (best == null || most < Math.min(2, list.columns().size())) {
            throw SHEET_HEADER_NOT_FOUND
                    .with(names(list.columns().stream(), list, texts, language))
                    .at("file");
        }
        return of(best, known, own, list, texts, language);
    }

    private static Headings of(
            RawRow row, Map<String, Column> known, Set<String> own, ImportList list, ListTexts texts, Locale language) {
        var places = new TreeMap<Integer, Column>();
        var shown = new TreeMap<Integer, String>();
        var ignored = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var at = 0; at < row.cells().size(); at++) {
            var cell = row.cell(at);
            var text = cell == null ? "" : Texts.normal(cell.text());
            if (cell == null || text.isEmpty() || own.contains(text)) {
                continue;
            }
            var heading = Texts.strip(cell.text());
            shown.put(at, heading);
            var column = known.get(text);
            if (column == null) {
                ignored.add(heading);
            } else if (seen.add(column.key())) {
                places.put(at, column);
            } else {
                throw SHEET_COLUMN_REPEATED.with(heading).at("file");
            }
        }
        var absent = list.columns().stream()
                .filter(column -> !seen.contains(column.key()))
                .toList();
        var missing = absent.stream().filter(Column::mandatory).toList();
        if (!missing.isEmpty()) {
            throw SHEET_COLUMNS_MISSING
                    .with(names(missing.stream(), list, texts, language))
                    .at("file");
        }
        return new Headings(
                row.line(),
                places,
                shown,
                List.copyOf(ignored),
                absent.stream().map(Column::key).toList());
    }

    private static int recognised(RawRow row, Map<String, Column> known) {
        var found = new HashSet<String>();
        for (var cell : row.cells()) {
            var column = cell == null ? null : known.get(Texts.normal(cell.text()));
            if (column != null) {
                found.add(column.key());
            }
        }
        return found.size();
    }

    private static Map<String, Column> known(ImportList list, ListTexts texts) {
        var known = new HashMap<String, Column>();
        for (var column : list.columns()) {
            for (var language : ListTexts.LANGUAGES) {
                known.putIfAbsent(Texts.normal(texts.heading(list.name(), column, language)), column);
            }
            known.putIfAbsent(Texts.normal(column.key()), column);
        }
        return known;
    }

    /** The columns that a returned workbook has more than the one that was brought. */
    private static Set<String> returned(ListTexts texts) {
        return ListTexts.LANGUAGES.stream()
                .flatMap(language -> Stream.of("spreadsheet.returned.faults", "spreadsheet.returned.line")
                        .map(key -> Texts.normal(texts.say(key, language))))
                .collect(Collectors.toSet());
    }

    private static String names(Stream<Column> columns, ImportList list, ListTexts texts, Locale language) {
        return columns.map(column -> texts.heading(list.name(), column, language))
                .collect(Collectors.joining(language.equals(Locale.CHINESE) ? "、" : ", "));
    }

    /** Whether the line is the comment row of our template, which explains each column and holds nothing. */
    boolean isComment(RawRow row, String list, ListTexts texts) {
        var filled = false;
        for (var place : places.entrySet()) {
            var cell = row.cell(place.getKey());
            if (cell == null) {
                continue;
            }
            filled = true;
            var text = Texts.strip(cell.text());
            if (ListTexts.LANGUAGES.stream()
                    .noneMatch(language ->
                            texts.hint(list, place.getValue(), language).equals(text))) {
                return false;
            }
        }
        return filled;
    }

    @Nullable
    Integer placeOf(String column) {
        return places.entrySet().stream()
                .filter(place -> place.getValue().key().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
