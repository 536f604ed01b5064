package io.linli.incident;

import io.linli.identity.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a step, and when they did where the step was taken on a phone without network and arrives only now.
 *
 * @param at by the phone's clock
 * @param offset milliseconds by which that was behind ours
 */
public record Doer(
        Caller caller, @Nullable Instant at, @Nullable Long offset) {

    public static Doer now(Caller caller) {
        return new Doer(caller, null, null);
    }
}
