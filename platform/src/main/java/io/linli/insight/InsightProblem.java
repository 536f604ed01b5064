package io.linli.insight;

import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.UNAVAILABLE;

import io.linli.problem.Problem;

/** Everything that can be refused about figures and screens. */
enum InsightProblem implements Problem {
    INSIGHT_PLACE_UNKNOWN(INVALID),
    INSIGHT_SCREENS_FULL(UNAVAILABLE);

    private final Kind kind;

    InsightProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
