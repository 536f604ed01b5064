package io.linli.territory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it stands.
 *
 * @param version to be named by whoever changes it, so that nobody writes over another's work
 * @param turnedAt since when the new areas are open
 * @param totals what was counted when the new areas opened and when all had moved; empty before
 */
public record PlanView(
        UUID id,
        AreaCode area,
        String areaName,
        String name,
        @Nullable String reason,
        LocalDate from,
        PlanState state,
        int version,
        String madeBy,
        Instant madeAt,
        @Nullable Instant turnedAt,
        @Nullable Instant endedAt,
        List<PlanDraft.Opening> opens,
        List<Closing> closes,
        List<PlanDraft.Share> shares,
        List<Total> totals) {

    /** An area that closes. */
    public record Closing(AreaCode code, String name) {}

    /**
     * How many of one kind there were and are.
     *
     * @param merged how many became one with another
     * @param after null until all have moved
     */
    public record Total(
            String what,
            String name,
            long before,
            long merged,
            @Nullable Long after) {}

    /** One of a list. */
    public record Item(
            UUID id,
            AreaCode area,
            String areaName,
            String name,
            LocalDate from,
            PlanState state,
            int opens,
            int closes,
            Instant madeAt,
            @Nullable Instant endedAt) {}
}
