package io.linli.evacuation;

import io.linli.evacuation.Answerers.Answerer;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One household of an emergency, as it stands. */
record Household(
        UUID id,
        UUID emergency,
        String named,
        @Nullable Integer position,
        @Nullable String place,
        @Nullable UUID building,
        AreaCode area,
        List<LowReason> low,
        @Nullable Collected collected,
        int heads,
        HouseholdStatus status,
        @Nullable Answerer holder,
        int escalations,
        @Nullable Instant dueAt,
        @Nullable UUID shelter,
        @Nullable UUID vehicle,
        @Nullable String elsewhere,
        @Nullable Instant givenAt,
        @Nullable Instant confirmedAt,
        @Nullable UUID endedBy,
        @Nullable Integer arrived,
        @Nullable Instant arrivedAt,
        boolean over) {}
