package io.linli.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The clock of a telephone that was without network when something was done. */
public final class PhoneClock {

    /** Ten years, in milliseconds: a clock that lost its battery begins again long ago. */
    public static final long MOST = 315_576_000_000L;

    private PhoneClock() {}

    /**
     * When it was done, by our clock; null when the telephone's cannot be believed.
     *
     * @param at by the telephone
     * @param offset milliseconds by which the telephone was behind our clock when they were last compared
     * @param notBefore nothing was done with a matter before it was there
     * @param arrived nothing arrives before it was done
     */
    public static @Nullable Instant happened(
            @Nullable Instant at, @Nullable Long offset, Instant notBefore, Instant arrived) {
        if (at == null) {
            return null;
        }
        var corrected = at.plusMillis(offset == null ? 0 : offset);
        if (corrected.isAfter(arrived)) {
            return arrived;
        }
        return corrected.isBefore(notBefore) ? null : corrected;
    }
}
