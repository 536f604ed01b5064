package io.linli.deliberation;

import static java.util.EnumSet.complementOf;
import static java.util.EnumSet.noneOf;
import static java.util.EnumSet.of;

import java.util.Set;

/** What became of an opinion that was said at a talk. */
public enum OpinionState {
    OPEN,
    /** It waits for a topic that it can be part of, with a day on which somebody looks again. */
    FOR_TOPIC,
    ANSWERED,
    /** It became a matter. */
    REPORTED;

    public Set<OpinionState> next() {
        return switch (this) {
            case OPEN -> complementOf(of(OPEN));
            case FOR_TOPIC -> complementOf(of(OPEN)); // the day can be put off, and that is seen
            case ANSWERED, REPORTED -> noneOf(OpinionState.class);
        };
    }

    public boolean ended() {
        return next().isEmpty();
    }
}
