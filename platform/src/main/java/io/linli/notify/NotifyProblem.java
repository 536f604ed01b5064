package io.linli.notify;

import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.UNAVAILABLE;

import io.linli.problem.Problem;

/** Everything that can be refused about notices. */
enum NotifyProblem implements Problem {
    NOTICE_PAGE_UNKNOWN(INVALID),
    NOTICE_UNKNOWN(NOT_FOUND),
    NOTICE_STREAMS_FULL(UNAVAILABLE);

    private final Kind kind;

    NotifyProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
