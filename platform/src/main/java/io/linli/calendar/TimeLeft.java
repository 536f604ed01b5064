package io.linli.calendar;

import java.time.Duration;

/**
 * How much of a limit is left, on its clock: whole working days, or so many microseconds of working time or of every hour.
 * A limit that is stopped keeps this; when it goes on, the end is counted from then.
 */
public record TimeLeft(SlaClock clock, long amount) {

    private static final long MICROS_OF_AN_HOUR = 3_600_000_000L;

    public TimeLeft {
        if (amount < 0) {
            throw new IllegalArgumentException("Less than nothing is left: " + amount);
        }
    }

    public static TimeLeft of(TimeLimit limit) {
        return new TimeLeft(
                limit.clock(),
                limit.clock() == SlaClock.WORKING_DAY ? limit.amount() : limit.amount() * MICROS_OF_AN_HOUR);
    }

    /** Of a clock that counts hours. */
    public static TimeLeft of(Duration time, SlaClock clock) {
        if (clock == SlaClock.WORKING_DAY) {
            throw new IllegalArgumentException("Working days are counted whole");
        }
        return new TimeLeft(clock, time.isNegative() ? 0 : time.toNanos() / 1_000);
    }

    /** Not more than the other, which runs on the same clock. */
    public TimeLeft atMost(TimeLeft other) {
        return other.clock == clock && other.amount < amount ? other : this;
    }

    public TimeLeft plus(TimeLimit more) {
        if (more.clock() != clock) {
            throw new IllegalArgumentException("A limit is extended on its own clock: " + clock);
        }
        return new TimeLeft(clock, Math.addExact(amount, of(more).amount));
    }

    Duration time() {
        return Duration.ofSeconds(amount / 1_000_000, amount % 1_000_000 * 1_000);
    }
}
