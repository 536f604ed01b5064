package io.linli.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record as an auditor sees it.
 *
 * @param actorName of staff as in public, of others masked
 * @param persons how many persons' data it was
 * @param network digits that are the same for the same network, and tell no more
 * @param request the same for all that one request did
 * @param reason missing when there was none or it was erased
 */
public record AuditEntry(
        UUID id,
        Instant at,
        @Nullable UUID actor,
        @Nullable String actorName,
        @Nullable String role,
        @Nullable String unit,
        String area,
        String action,
        Outcome outcome,
        @Nullable String code,
        @Nullable String kind,
        List<String> objects,
        int persons,
        @Nullable String network,
        @Nullable UUID request,
        @Nullable String reason) {

    public enum Outcome {
        DONE,
        REFUSED
    }
}
