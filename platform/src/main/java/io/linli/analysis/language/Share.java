package io.linli.analysis.language;

import org.jspecify.annotations.Nullable;

/**
 * So many of so many, with the range in which the share lies by 95 % (Wilson 1927).
 *
 * @param n of how many
 */
public record Share(int count, int n, double share, double least, double most) {

    /** Fewer tell of single reports. */
    static final int FEWEST = 5;

    private static final double Z = 1.959964;

    /** Null when they are too few to be told. */
    static @Nullable Share of(int count, int n) {
        if (count < FEWEST) {
            return null;
        }
        double share = (double) count / n;
        double square = Z * Z / n;
        double middle = (share + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / n + square / (4 * n));
        return new Share(count, n, round(share), round(Math.max(0, middle - half)), round(Math.min(1, middle + half)));
    }

    private static double round(double number) {
        return Math.round(number * 1e4) / 1e4;
    }
}
