package io.linli.bench;

/** What a figure should reach: its value, one of its percentiles, or its ratio to what it is compared with. */
public record Aim(Measure measure, Bound bound, double limit) {

    public enum Measure {
        VALUE,
        P50,
        P95,
        P99,
        RATIO
    }

    public enum Bound {
        AT_LEAST,
        AT_MOST
    }

    public static Aim atLeast(double limit) {
        return new Aim(Measure.VALUE, Bound.AT_LEAST, limit);
    }

    public static Aim atMost(double limit) {
        return new Aim(Measure.VALUE, Bound.AT_MOST, limit);
    }

    /** The same limit, for another measure of the figure. */
    public Aim of(Measure other) {
        return new Aim(other, bound, limit);
    }

    boolean isMetBy(double measured) {
        return switch (bound) {
            case AT_LEAST -> measured >= limit;
            case AT_MOST -> measured <= limit;
        };
    }
}
