package io.linli.analysis;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signal: who found it, when, where, by what.
 *
 * @param source the detector and its version
 * @param evidence the incidents that it was seen by; who may see them is asked again there
 * @param warning the warning that it belongs to, unless it was muted
 */
public record SignalView(
        UUID id,
        String source,
        SignalKind kind,
        WarningLevel level,
        String title,
        String reason,
        AreaCode area,
        String areaName,
        @Nullable String cell,
        @Nullable String category,
        @Nullable String categoryName,
        @Nullable String unit,
        Instant from,
        Instant to,
        Map<String, Double> figures,
        List<UUID> evidence,
        Instant at,
        @Nullable UUID warning,
        @Nullable UUID mute) {}
