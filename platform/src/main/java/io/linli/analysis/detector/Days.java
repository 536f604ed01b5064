package io.linli.analysis.detector;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Days and parts of days as people here count them. */
public final class Days {

    private static final ZoneRules CHINA = ZoneId.of("Asia/Shanghai").getRules();
    private static final long SECONDS = 24 * 60 * 60;

    private Days() {}

    /** The number of the day since 1970-01-01. */
    public static long of(Instant at) {
        return Math.floorDiv(local(at), SECONDS);
    }

    /** The number of the part of a day, when each day has so many. */
    static long part(Instant at, int parts) {
        return Math.floorDiv(local(at) * parts, SECONDS);
    }

    /** The number of the week, which begins on Monday, of a day. */
    static long week(long day) {
        return Math.floorDiv(day + 3, 7); // 1970-01-01 was a Thursday
    }

    /** Midnight at which the day begins. */
    public static Instant begin(long day) {
        var near = Instant.ofEpochSecond(day * SECONDS);
        return near.minusSeconds(CHINA.getOffset(near).getTotalSeconds());
    }

    /** By how much a weight shrinks in one step, when it halves in so many. */
    static double keep(double half) {
        return StrictMath.pow(0.5, 1 / half);
    }

    private static long local(Instant at) {
        return at.getEpochSecond() + CHINA.getOffset(at).getTotalSeconds();
    }
}
