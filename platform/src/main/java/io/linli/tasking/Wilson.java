package io.linli.tasking;

/** The 95 % interval of a share by Wilson's score (1927), which holds for few and for shares near 0 and 1 too. */
public record Wilson(double low, double high) {

    private static final double Z = 1.959963984540054;

    public static Wilson of(long numerator, long denominator) {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(numerator + " of " + denominator + " is no share");
        }
        double n = denominator;
        double share = numerator / n;
        double middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        // at the ends the rounding of doubles would step over them
        return new Wilson(numerator == 0 ? 0 : middle - half, numerator == denominator ? 1 : middle + half);
    }
}
