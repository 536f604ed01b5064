package io.linli.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when something is to be done.
 *
 * @param told how far the warnings have come by then: 0 none, 1 yellow, 2 red, 3 it is over
 * @param next when the next timer fires
 */
record Due(
        Instant at, @Nullable Term term, int told, @Nullable Instant next) {

    static final int YELLOW = 1;
    static final int RED = 2;
    static final int OVER = 3;

    /** Without a clock that warns. */
    static Due at(Instant at) {
        return new Due(at, null, 0, null);
    }
}
