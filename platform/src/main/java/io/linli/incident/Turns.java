package io.linli.incident;

import io.linli.identity.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a matter went to and fro.
 *
 * @param objections how often it was said to be somebody else's
 * @param bound the level above has it to decide, or has decided, and nobody objects any more
 * @param reopenings how often it was taken up again after its end
 * @param main the matter that it is part of since it was merged
 * @param joined how many were merged into it
 * @param first whoever took it first (首接负责)
 * @param sampled another person is to look at it again after it was settled on the spot
 * @param followUp the reporter was not content, and somebody is to see to that
 * @param promised until when the hotline promised an answer
 */
record Turns(
        int objections,
        boolean bound,
        int reopenings,
        @Nullable IncidentId main,
        int joined,
        @Nullable AccountId first,
        boolean sampled,
        boolean followUp,
        @Nullable Instant promised) {

    static final Turns NONE = new Turns(0, false, 0, null, 0, null, false, false, null);

    Turns objected(boolean forTheLastTime) {
        return new Turns(objections + 1, forTheLastTime, reopenings, main, joined, first, sampled, followUp, promised);
    }

    /** Everything begins anew, and may be objected to again; what was promised is over. */
    Turns reopened() {
        return new Turns(0, false, reopenings + 1, main, joined, first, false, false, null);
    }

    Turns partOf(IncidentId other) {
        return new Turns(objections, bound, reopenings, other, joined, first, sampled, followUp, promised);
    }

    Turns withAnother() {
        return new Turns(objections, bound, reopenings, main, joined + 1, first, sampled, followUp, promised);
    }

    Turns takenBy(AccountId account) {
        return first == null
                ? new Turns(objections, bound, reopenings, main, joined, account, sampled, followUp, promised)
                : this;
    }

    Turns toBeChecked(boolean so) {
        return new Turns(objections, bound, reopenings, main, joined, first, so, followUp, promised);
    }

    Turns toBeFollowed(boolean so) {
        return new Turns(objections, bound, reopenings, main, joined, first, sampled, so, promised);
    }

    Turns promisedBy(@Nullable Instant then) {
        return new Turns(objections, bound, reopenings, main, joined, first, sampled, followUp, then);
    }
}
