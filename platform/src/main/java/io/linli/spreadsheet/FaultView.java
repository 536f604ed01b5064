package io.linli.spreadsheet;

import org.jspecify.annotations.Nullable;

/**
 * What is to be corrected in one place of a file.
 *
 * @param line as a spreadsheet counts
 * @param column key of the column, null where the whole row is meant
 * @param number of the fault in its row
 */
public record FaultView(
        int line,
        int number,
        @Nullable String column,
        @Nullable String heading,
        String code,
        String message) {}
