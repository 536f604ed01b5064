package io.linli.sensing;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rain of one hour became known, or was corrected.
 *
 * @param areas that the station stands for
 * @param hour when the hour was over
 * @param before what was said of that hour until now
 * @param at when it became known
 */
@EventName("sensing.rain-measured/1")
public record RainMeasured(
        StationCode station,
        List<AreaCode> areas,
        Instant hour,
        BigDecimal millimetres,
        @Nullable BigDecimal before,
        Instant at)
        implements DomainEvent {

    public RainMeasured {
        areas = List.copyOf(areas);
    }
}
