package io.linli.analysis.detector;

import io.linli.analysis.SignalKind;
import io.linli.analysis.WarningLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a detector has found, with the figures that it rests on.
 *
 * @param id the same when the same is found again from the same facts
 * @param topic findings of one topic are one matter to look into
 * @param area a code of an area, or of the one around all that it concerns
 * @param cell the place, where it is one of about 150 m
 * @param figures by name, such as {@code observed} and {@code expected}
 * @param evidence the incidents that it was seen by
 */
public record Finding(
        SignalKind kind,
        String id,
        String topic,
        WarningLevel level,
        String area,
        @Nullable String cell,
        @Nullable String category,
        @Nullable String unit,
        Instant from,
        Instant to,
        Map<String, Double> figures,
        List<UUID> evidence) {

    public Finding {
        figures = Map.copyOf(figures);
        evidence = List.copyOf(evidence);
    }
}
