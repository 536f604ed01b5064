package io.linli.evacuation;

import org.jspecify.annotations.Nullable;

/**
 * Why a home is on the list.
 *
 * @param metres how much lower than the middle of the ground around
 * @param times how often water stood near it
 * @param origin whose word the height of its ground is, where that was said
 */
public record LowReason(
        Kind kind,
        @Nullable Double metres,
        @Nullable Integer times,
        @Nullable HeightOrigin origin) {

    public enum Kind {
        /** It lies below the ground. */
        BASEMENT,
        /** The ground it stands on is lower than that around. */
        LOWER,
        /** Water stood there before. */
        FLOODED,
        /** Somebody who knows the place put it on the list. */
        CHOSEN
    }

    static LowReason of(Kind kind) {
        return new LowReason(kind, null, null, null);
    }

    static LowReason lower(double metres, @Nullable HeightOrigin origin) {
        return new LowReason(Kind.LOWER, metres, null, origin);
    }

    static LowReason flooded(int times) {
        return new LowReason(Kind.FLOODED, null, times, null);
    }
}
