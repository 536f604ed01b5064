package io.linli.spreadsheet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as its owner sees it.
 *
 * @param fileName null once the file was removed
 * @param rows dealt with so far, of {@code total}, which is known once the file was read to its end
 * @param bad rows that have something to correct; they come back in the returned workbook
 * @param preview what the good rows would do, where the list can tell
 * @param ignored headings of the file that the list does not know
 * @param absent columns of the list that the file leaves out
 * @param problem why it was refused or given up
 */
public record ImportView(
        UUID id,
        String list,
        String title,
        @Nullable String fileName,
        ImportState state,
        Instant uploadedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        int rows,
        @Nullable Integer total,
        int bad,
        ImportList.@Nullable Changes preview,
        ImportList.Changes result,
        List<String> ignored,
        List<String> absent,
        @Nullable Trouble problem) {

    public record Trouble(String code, String message) {}
}
