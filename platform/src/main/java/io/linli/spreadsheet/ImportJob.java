package io.linli.spreadsheet;

import io.linli.privacy.Vault.DataKey;
import io.linli.spreadsheet.ImportList.Changes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the table of imports, opened. */
record ImportJob(
        UUID id,
        String list,
        String owner,
        String mandate,
        Locale language,
        DataKey key,
        @Nullable String fileName,
        Found found,
        int parts,
        ImportState state,
        Instant uploadedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt,
        Instant expiresAt,
        int line,
        int rows,
        @Nullable Integer total,
        int bad,
        @Nullable Changes preview,
        Changes result,
        int attempts,
        boolean cancelled,
        @Nullable KeptProblem problem) {

    /** What the headings of the file say. */
    record Found(List<String> ignored, List<String> absent) {
        static final Found NOTHING = new Found(List.of(), List.of());
    }

    ImportContext context() {
        return new ImportContext(id, owner, mandate);
    }

    @Override
    public String toString() {
        return "import " + id + " of " + list; // safe to log
    }
}
