package io.linli.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured again and again.
 *
 * @param count how many there were; the percentiles are of all of them
 * @param values in the order of measuring, or, when there were more than are kept, evenly chosen from the sorted ones
 */
public record Samples(int count, double min, double p50, double p95, double p99, double max, List<Double> values) {

    private static final int MOST_KEPT = 500;

    public static Samples of(double... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        var sorted = measured.clone();
        java.util.Arrays.sort(sorted);
        return new Samples(
                measured.length,
                round(sorted[0]),
                at(sorted, 50),
                at(sorted, 95),
                at(sorted, 99),
                round(sorted[sorted.length - 1]),
                kept(measured.length > MOST_KEPT ? sorted : measured));
    }

    // the smallest value that so many per cent do not exceed
    private static double at(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return round(sorted[Math.max(0, rank - 1)]);
    }

    private static List<Double> kept(double[] values) {
        int most = Math.min(MOST_KEPT, values.length);
        var kept = new ArrayList<Double>(most);
        for (int i = 0; i < most; i++) {
            kept.add(round(values[most == 1 ? 0 : (int) ((long) i * (values.length - 1) / (most - 1))]));
        }
        return List.copyOf(kept);
    }

    /** Five digits: more would claim more than was measured. */
    static double round(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(5)).doubleValue();
    }
}
