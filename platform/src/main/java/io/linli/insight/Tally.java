package io.linli.insight;

import io.linli.insight.Indicator.Kind;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up one indicator over incidents of which the same is so, a group after the other. */
final class Tally {

    private static final double MICROS_A_MINUTE = 60_000_000.0;

    private final Indicator indicator;
    private final int counts;
    private final int above;
    private long of;
    private long in;
    private long[] times = new long[16];
    private int known;

    Tally(Indicator indicator) {
        this.indicator = indicator;
        this.counts = Fact.bits(indicator.denominator());
        this.above = Fact.bits(indicator.numerator());
    }

    /**
     * More of them.
     *
     * @param facts what is so of each
     * @param responses microseconds from the report, of each of which it is known
     */
    void add(int facts, int number, LongBuffer responses, LongBuffer handlings) {
        // of what only the sum of a month is known, nobody knows how it went
        boolean isTold = indicator.kind() == Kind.COUNT || (facts & Fact.PARTIAL) == 0;
        if (!isTold || (facts & counts) != counts) {
            return;
        }
        of += number;
        var span = indicator.kind() == Kind.DURATION ? indicator.span() : null;
        if (span == null) {
            in += (facts & above) == above ? number : 0;
        } else if (span.isKnown(facts)) {
            in += number;
            take(span == Indicator.Span.RESPONSE ? responses : handlings);
        }
    }

    private void take(LongBuffer more) {
        int number = more.remaining();
        if (known + number > times.length) {
            times = Arrays.copyOf(times, Math.max(2 * times.length, known + number));
        }
        more.duplicate().get(times, known, number);
        known += number;
    }

    Figure figure() {
        return switch (indicator.kind()) {
            case COUNT -> Figure.number(of);
            case RATIO -> Figure.share(in, of);
            case DURATION -> time();
            case SURVEY, EACH -> Figure.NO_DATA;
            case GROUP, NONE -> Figure.NOT_MEASURED;
        };
    }

    private Figure time() {
        if (known == 0) {
            return Figure.time(of, in, null, null, null);
        }
        Arrays.sort(times, 0, known);
        return Figure.time(of, in, minutes(percentile(0.5)), minutes(mean()), minutes(percentile(0.9)));
    }

    private double mean() {
        return Arrays.stream(times, 0, known).asDoubleStream().sum() / known;
    }

    /** Between two of them in proportion, as {@code percentile_cont} does. */
    private double percentile(double share) {
        double place = share * (known - 1);
        int below = (int) Math.floor(place);
        int next = Math.min(below + 1, known - 1);
        return times[below] + (place - below) * (times[next] - times[below]);
    }

    private static @Nullable Double minutes(double micros) {
        return micros / MICROS_A_MINUTE;
    }
}
