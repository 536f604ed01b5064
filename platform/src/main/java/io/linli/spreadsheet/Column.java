package io.linli.spreadsheet;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One column of a list. Its heading stands under {@code sheet.<list>.<key>} in the bundle of the module that owns the
 * list, and what else people should know of it (an example, say) under {@code sheet.<list>.<key>.hint}.
 *
 * @param longest characters of a text
 * @param choices the dictionary of a {@link ColumnType#CODE}; asked anew for each file
 * @param check refuses a value by throwing one of the owner's problems
 */
public record Column(
        String key,
        ColumnType type,
        boolean mandatory,
        int longest,
        Supplier<List<Choice>> choices,
        Consumer<Object> check) {

    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 200;

    public static Column text(String key, int longest) {
        return new Column(key, ColumnType.TEXT, false, longest, List::of, value -> {});
    }

    /** A column of any type that needs neither a length nor a dictionary. */
    public static Column of(String key, ColumnType type) {
        if (type == ColumnType.TEXT || type == ColumnType.CODE) {
            throw new IllegalArgumentException("A text has a length, a code a dictionary");
        }
        return new Column(key, type, false, LONGEST_NUMBER, List::of, value -> {});
    }

    public static Column code(String key, Supplier<List<Choice>> choices) {
        return new Column(key, ColumnType.CODE, false, LONGEST_NAME, choices, value -> {});
    }

    public Column required() {
        return new Column(key, type, true, longest, choices, check);
    }

    /** With one more check; the value has the type of the column. */
    public Column checked(Consumer<Object> further) {
        return new Column(key, type, mandatory, longest, choices, check.andThen(further));
    }
}
