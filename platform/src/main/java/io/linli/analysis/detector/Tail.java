package io.linli.analysis.detector;

/**
 * How likely as many, or as few, are by chance. What is expected is itself known from some history only, so the rate is
 * taken as Gamma-distributed by that history, and the count as Poisson given the rate: together a negative binomial. It is
 * wider than a Poisson with the estimate put in, which would cry wolf where little is known.
 */
final class Tail {

    private static final double ENOUGH = 1e-16;

    private Tail() {}

    /**
     * The probability of n or more.
     *
     * @param seen how many were seen in the history
     * @param history how long that was
     * @param time how long is looked at now
     */
    static double atLeast(int n, double seen, double history, double time) {
        if (n <= 0) {
            return 1;
        }
        double more = time / (history + time);
        double log = seen * StrictMath.log(history / (history + time));
        for (int k = 0; k < n; k++) {
            log += StrictMath.log((seen + k) / (k + 1) * more);
        }
        double term = StrictMath.exp(log);
        double sum = 0;
        for (int k = n; term > sum * ENOUGH && k < n + 100_000; k++) {
            sum += term;
            term *= (seen + k) / (k + 1) * more;
        }
        return Math.min(1, sum);
    }

    /** The probability of n or fewer. */
    static double atMost(int n, double seen, double history, double time) {
        double more = time / (history + time);
        double term = StrictMath.exp(seen * StrictMath.log(history / (history + time)));
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            sum += term;
            term *= (seen + k) / (k + 1) * more;
        }
        return Math.min(1, sum);
    }

    /** The probability that k or more of n are so, when each is with that share. */
    static double ofShare(int k, int n, double share) {
        double sum = 0;
        double log = n * StrictMath.log(1 - share);
        for (int i = 0; i <= n; i++) {
            if (i >= k) {
                sum += StrictMath.exp(log);
            }
            log += StrictMath.log((double) (n - i) / (i + 1) * share / (1 - share));
        }
        return Math.min(1, sum);
    }
}
