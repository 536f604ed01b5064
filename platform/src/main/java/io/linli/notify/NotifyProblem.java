package io.linli.notify;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.TOO_MANY;
import static io.linli.problem.Problem.Kind.UNAVAILABLE;

import io.linli.problem.Problem;

/** Everything that can be refused about notices. */
enum NotifyProblem implements Problem {
    NOTICE_PAGE_UNKNOWN(INVALID),
    NOTICE_UNKNOWN(NOT_FOUND),
    NOTICE_STREAMS_FULL(UNAVAILABLE),
    NOTICE_ADDRESS_INVALID(INVALID),
    NOTICE_CHANNEL_CLOSED(CONFLICT),
    NOTICE_CODE_TOO_OFTEN(TOO_MANY),
    NOTICE_CODE_NOT_SENT(UNAVAILABLE),
    NOTICE_CODE_WRONG(INVALID),
    DEAD_LETTER_UNKNOWN(NOT_FOUND),
    ANNOUNCEMENT_UNKNOWN(NOT_FOUND),
    ANNOUNCEMENT_NOT_YOUR_AREA(FORBIDDEN),
    ANNOUNCEMENT_REACHES_NOBODY(INVALID),
    ANNOUNCEMENT_NOT_TOLD_YET(CONFLICT),
    ANNOUNCEMENT_REMINDED(CONFLICT);

    private final Kind kind;

    NotifyProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
