package io.linli.insight;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.UNAVAILABLE;

import io.linli.problem.Problem;

/** Everything that can be refused about figures and screens. */
enum InsightProblem implements Problem {
    INSIGHT_PLACE_UNKNOWN(INVALID),
    INSIGHT_SCREENS_FULL(UNAVAILABLE),
    INSIGHT_AREA_UNKNOWN(INVALID),
    INSIGHT_AREA_ELSEWHERE(FORBIDDEN),
    INSIGHT_PERIOD_INVALID(INVALID),
    INSIGHT_PERIOD_TOO_LONG(INVALID),
    INSIGHT_PAGE_UNKNOWN(INVALID),
    INDICATOR_UNKNOWN(NOT_FOUND),
    INDICATOR_CHANGED(CONFLICT),
    INDICATOR_CLOSED(CONFLICT),
    INDICATOR_PARENT_UNKNOWN(INVALID),
    INDICATOR_IN_A_CIRCLE(INVALID),
    INDICATOR_COUNTABLE_UNFIT(INVALID),
    INDICATOR_INCOMPLETE(INVALID),
    INDICATOR_HOLDS_OTHERS(CONFLICT),
    INSIGHT_RECOUNT_UNDER_WAY(CONFLICT),
    INSIGHT_SUBSCRIPTION_UNKNOWN(NOT_FOUND),
    INSIGHT_SUBSCRIPTIONS_FULL(CONFLICT),
    INSIGHT_KEPT_REPORT_UNKNOWN(NOT_FOUND),
    INSIGHT_KEPT_REPORT_CLOSED(FORBIDDEN);

    private final Kind kind;

    InsightProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
