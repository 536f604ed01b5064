package io.linli.analysis.detector;

import java.time.Instant;

/**
 * A day is over, by the times of the facts themselves: silence is told by nothing else. The same facts make the same days
 * end, however late they are read.
 *
 * @param day its number since 1970-01-01, in China's time
 */
public record DayEnded(long day, Instant at) implements Fact {

    public static final String TYPE = "day.ended";

    @Override
    public String type() {
        return TYPE;
    }
}
