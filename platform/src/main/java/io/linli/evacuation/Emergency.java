package io.linli.evacuation;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named emergency of an area.
 *
 * @param issuer who gave the warning or the order, and when
 * @param openedBy the name of who opened it
 * @param givenAt when the tasks went out
 * @param erasedAt when what was collected about people was erased
 */
public record Emergency(
        UUID id,
        String name,
        AreaCode area,
        String areaName,
        Basis basis,
        String issuer,
        @Nullable String reference,
        Instant issuedAt,
        @Nullable String openedBy,
        Instant openedAt,
        @Nullable Instant givenAt,
        @Nullable Instant closedAt,
        @Nullable Instant erasedAt) {

    /** What it rests on. */
    public enum Basis {
        /** A warning that was received. */
        WARNING,
        /** An order of a command or a government. */
        ORDER
    }
}
