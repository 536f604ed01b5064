package io.linli.insight;

import io.linli.tasking.Wilson;
import io.linli.tasking.Withheld;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One number, with all that is needed to judge it.
 *
 * @param value in the indicator's unit: a share in percent, the mean of a time in minutes, a number; null when it is not
 *     measured, when there is nothing to measure, or when there is too little
 * @param n how many it is of; left out where there are too few
 * @param numerator how many of those count above the line
 * @param low and {@code high}, the 95 % interval of a share, in percent
 * @param without of how many percent there is no time to tell yet: nobody has answered, say
 */
public record Figure(
        State state,
        @Nullable BigDecimal value,
        @Nullable Long n,
        @Nullable Long numerator,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable BigDecimal median,
        @Nullable BigDecimal mean,
        @Nullable BigDecimal p90,
        @Nullable BigDecimal without) {

    public enum State {
        MEASURED,
        /** Fewer than five: what came out of a few is told to nobody as a share. */
        FEW,
        /** Fewer than five people: what they said or did is told to nobody. */
        FEW_PEOPLE,
        /** Large enough, but a group of a few people beside it could be found by taking this one from the whole. */
        WITHHELD,
        NO_DATA,
        NOT_MEASURED
    }

    static final int LEAST = Withheld.LEAST;

    static final Figure NOT_MEASURED = bare(State.NOT_MEASURED);
    static final Figure NO_DATA = bare(State.NO_DATA);
    static final Figure FEW = bare(State.FEW);
    static final Figure FEW_PEOPLE = bare(State.FEW_PEOPLE);
    static final Figure WITHHELD = bare(State.WITHHELD);

    /** Of a group of which nothing is told: it is of few people, or stands beside one that is. */
    static Figure untold(long people) {
        return Withheld.isFew(people) ? FEW_PEOPLE : WITHHELD;
    }

    private static Figure bare(State state) {
        return new Figure(state, null, null, null, null, null, null, null, null, null);
    }

    static Figure number(long n) {
        return new Figure(State.MEASURED, BigDecimal.valueOf(n), n, null, null, null, null, null, null, null);
    }

    static Figure share(long numerator, long denominator) {
        if (denominator < LEAST) {
            return denominator == 0 ? NO_DATA : FEW;
        }
        var interval = Wilson.of(numerator, denominator);
        return new Figure(
                State.MEASURED,
                percent((double) numerator / denominator),
                denominator,
                numerator,
                percent(interval.low()),
                percent(interval.high()),
                null,
                null,
                null,
                null);
    }

    /** Of what several people did. */
    static Figure each(long number, long of) {
        if (of < LEAST) {
            return of == 0 ? NO_DATA : FEW_PEOPLE;
        }
        return new Figure(
                State.MEASURED, rounded((double) number / of), of, number, null, null, null, null, null, null);
    }

    /**
     * Of a time.
     *
     * @param n how many it is asked of
     * @param known of how many it is known; the middle, the mean and the ninth tenth are of these
     */
    static Figure time(long n, long known, @Nullable Double median, @Nullable Double mean, @Nullable Double p90) {
        if (n < LEAST) {
            return n == 0 ? NO_DATA : FEW;
        }
        var without = percent((double) (n - known) / n);
        if (known < LEAST || median == null || mean == null || p90 == null) {
            return new Figure(State.FEW, null, n, null, null, null, null, null, null, without);
        }
        // the mean, since the sources' goals are means (从平均2小时缩短至30分钟)
        return new Figure(
                State.MEASURED,
                rounded(mean),
                n,
                known,
                null,
                null,
                rounded(median),
                rounded(mean),
                rounded(p90),
                without);
    }

    static BigDecimal percent(double share) {
        return rounded(share * 100);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
