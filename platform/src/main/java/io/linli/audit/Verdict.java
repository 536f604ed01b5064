package io.linli.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of verifying.
 *
 * @param waiting records that are not sealed yet
 * @param released records of months that were exported and taken out
 * @param findings what is not as it was written, from the first on
 */
record Verdict(long roots, long rows, long waiting, long released, long erased, List<Finding> findings) {

    /** Each has its text in {@code messages/audit.properties} under {@code verify.<name>}. */
    enum Fault {
        ROW_CHANGED,
        ROW_REMOVED,
        ROW_INSERTED,
        ROW_FORGED,
        REASON_CHANGED,
        REASON_REMOVED,
        ROOT_CHANGED,
        ROOT_REMOVED,
        ROOT_NOT_AS_NOTED,
        COPY_MISSING,
        COPY_CUT_SHORT,
        COPY_LINE_MISSING,
        COPY_LINE_CHANGED,
        COPY_KNOWS_MORE,
        COPY_PUT_ASIDE
    }

    /**
     * One thing that differs.
     *
     * @param number of the root
     * @param sealedAt the second of that root, as far as it can be told
     * @param record the id of the record
     */
    record Finding(
            Fault fault,
            @Nullable Long number,
            @Nullable Instant sealedAt,
            @Nullable UUID record,
            @Nullable String detail) {}

    boolean isWhole() {
        return findings.isEmpty();
    }
}
