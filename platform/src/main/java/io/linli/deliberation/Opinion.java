package io.linli.deliberation;

import static io.linli.deliberation.DeliberationProblem.TALK_OPINION_ENDED;

import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said at a talk.
 *
 * @param topic which of the talk's topics it belongs to, counted from 0
 * @param words as typed; null once they are erased
 * @param speaker by name, if they gave it
 * @param dueOn the day on which it is to have its end
 */
record Opinion(
        UUID id,
        UUID talk,
        int number,
        AreaCode area,
        @Nullable Integer topic,
        @Nullable String words,
        @Nullable String speaker,
        OpinionState state,
        LocalDate dueOn,
        @Nullable String answer,
        @Nullable UUID incident,
        @Nullable String incidentNumber,
        @Nullable UUID endedBy,
        @Nullable Instant endedAt) {

    void require(OpinionState to) {
        if (!state.next().contains(to)) {
            throw TALK_OPINION_ENDED.with(number);
        }
    }
}
