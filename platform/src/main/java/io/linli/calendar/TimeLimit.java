package io.linli.calendar;

/** So much time on a clock: working hours, working days, or hours of the wall clock. 1 to 10,000. */
public record TimeLimit(int amount, SlaClock clock) {

    public TimeLimit {
        if (amount < 1 || amount > 10_000) {
            throw new IllegalArgumentException("Not a time limit: " + amount);
        }
    }
}
