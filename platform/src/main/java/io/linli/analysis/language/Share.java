package io.linli.analysis.language;

import io.linli.tasking.Wilson;
import io.linli.tasking.Withheld;
import org.jspecify.annotations.Nullable;

/**
 * So many of so many, with the range in which the share lies by 95 % (Wilson 1927).
 *
 * @param n of how many
 */
public record Share(int count, int n, double share, double least, double most) {

    /** Fewer tell of single reports. */
    static final int FEWEST = Withheld.LEAST;

    /** Null when they are too few to be told. */
    static @Nullable Share of(int count, int n) {
        return count < FEWEST ? null : ofAny(count, n);
    }

    /** Of what tells of no report, however few they are; null of none. */
    static @Nullable Share ofAny(int count, int n) {
        if (n == 0) {
            return null;
        }
        double share = (double) count / n;
        var range = Wilson.of(count, n);
        return new Share(count, n, round(share), round(range.low()), round(range.high()));
    }

    private static double round(double number) {
        return Math.round(number * 1e4) / 1e4;
    }
}
