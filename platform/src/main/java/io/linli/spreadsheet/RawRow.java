package io.linli.spreadsheet;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a sheet; cells that are not there are null. */
record RawRow(int line, List<@Nullable RawCell> cells) {

    @Nullable
    RawCell cell(int index) {
        return index < cells.size() ? cells.get(index) : null;
    }

    boolean isBlank() {
        return cells.stream().filter(Objects::nonNull).allMatch(RawCell::isBlank);
    }
}
