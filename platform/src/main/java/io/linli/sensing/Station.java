package io.linli.sensing;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where rain is measured.
 *
 * @param place in words, where the operator says it
 * @param areas that it stands for
 * @param latest the last hour that it said anything of
 * @param closedAt since when it measures no more
 */
public record Station(
        StationCode code,
        String name,
        @Nullable String place,
        @Nullable Double longitude,
        @Nullable Double latitude,
        List<Ground> areas,
        @Nullable Instant latest,
        @Nullable Instant closedAt) {

    public record Ground(AreaCode area, String areaName) {}

    /** What is said when one is set up or changed. */
    public record Draft(
            String name,
            @Nullable String place,
            @Nullable Double longitude,
            @Nullable Double latitude,
            List<AreaCode> areas) {}
}
