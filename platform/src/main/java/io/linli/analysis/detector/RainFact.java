package io.linli.analysis.detector;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The rain of an hour at a station became known, or was corrected.
 *
 * @param at when it became known
 * @param areas codes of those that the station stands for
 * @param hour when the hour was over
 */
public record RainFact(String station, Instant at, List<String> areas, Instant hour, BigDecimal millimetres)
        implements Fact {

    public static final String TYPE = "sensing.rain-measured";

    public RainFact {
        areas = List.copyOf(areas);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
