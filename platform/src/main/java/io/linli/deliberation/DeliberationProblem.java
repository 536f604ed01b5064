package io.linli.deliberation;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about evening talks. */
enum DeliberationProblem implements Problem {
    TALK_DATA_INVALID(INVALID),
    TALK_OTHER_GROUND(FORBIDDEN),
    TALK_AREA_UNKNOWN(INVALID),
    TALK_TIME_UNFIT(INVALID),
    TALK_DAY_UNFIT(INVALID),
    TALK_TOPIC_UNKNOWN(INVALID),
    TALK_SPEAKER_UNFIT(INVALID),
    TALK_ANSWER_MISSING(INVALID),
    TALK_OPINION_TWICE(INVALID),
    TALK_ID_TAKEN(CONFLICT),
    TALK_UNKNOWN(NOT_FOUND),
    TALK_OPINION_UNKNOWN(NOT_FOUND),
    TALK_OPINION_ENDED(CONFLICT);

    private final Kind kind;

    DeliberationProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
