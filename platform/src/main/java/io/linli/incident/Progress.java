package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.territory.Placement;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an incident has come.
 *
 * @param handlers everybody who handled it: none of them inspects it
 * @param respondedAt the first human act that the reporter could see
 */
record Progress(
        Placement placement,
        @Nullable String category,
        boolean urgent,
        Holder holder,
        IncidentStatus status,
        @Nullable Instant respondedAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        Set<AccountId> handlers,
        boolean rated,
        int version,
        Course course,
        Turns turns) {

    static Progress begin(
            Placement placement,
            @Nullable String category,
            @Nullable Integer categoryVersion,
            boolean urgent,
            Holder holder,
            Due due) {
        return new Progress(
                placement,
                category,
                urgent,
                holder,
                IncidentStatus.REPORTED,
                null,
                due.at(),
                null,
                Set.of(),
                false,
                0,
                Course.begin(categoryVersion, due),
                Turns.NONE);
    }
}
