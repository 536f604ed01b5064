package io.linli.analysis;

import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A warning, and what can be done with it now.
 *
 * @param title what it says, in the reader's language
 * @param reason the figures that it rests on, in words
 * @param cell the place to about 150 m (a geohash)
 * @param dueAt until when the post that answers for it has to look at it, or to settle it
 * @param signals how many signals it is made of
 * @param next where it may be led by the one who reads this
 */
public record WarningView(
        UUID id,
        SignalKind kind,
        WarningLevel level,
        String source,
        String title,
        String reason,
        AreaCode area,
        String areaName,
        @Nullable String cell,
        @Nullable String category,
        @Nullable String categoryName,
        @Nullable String unit,
        Role holderRole,
        AreaCode holderArea,
        String holderAreaName,
        WarningStatus status,
        @Nullable WarningOutcome outcome,
        Map<String, Double> figures,
        int signals,
        int reopened,
        int escalations,
        Instant openedAt,
        Instant lastAt,
        @Nullable Instant dueAt,
        @Nullable Instant closedAt,
        Set<WarningStatus> next,
        List<Entry> trail) {

    /** What was done about it; without a name the platform did it. */
    public record Entry(
            int number,
            Instant at,
            String step,
            @Nullable String by,
            @Nullable String note,
            WarningStatus status) {}
}
