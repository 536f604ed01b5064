package io.linli.analysis;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about detectors, signals and warnings. */
enum AnalysisProblem implements Problem {
    WARNING_DATA_INVALID(INVALID),
    ANALYSIS_PAGE_UNKNOWN(INVALID),
    WARNING_UNKNOWN(NOT_FOUND),
    WARNING_STEP_NOT_ALLOWED(CONFLICT),
    WARNING_OUTCOME_UNFIT(INVALID),
    SIGNAL_UNKNOWN(NOT_FOUND),
    MUTE_UNKNOWN(NOT_FOUND),
    MUTE_ENDED(CONFLICT),
    MUTE_UNTIL_UNFIT(INVALID),
    DETECTOR_UNKNOWN(NOT_FOUND),
    PARAMETER_UNKNOWN(INVALID),
    PARAMETER_OUT_OF_RANGE(INVALID),
    REPLAY_UNKNOWN(NOT_FOUND),
    /** One runs already; two would keep each other and the readers waiting. */
    REPLAY_RUNS(CONFLICT),
    RISK_PLACE_UNKNOWN(NOT_FOUND),
    /** Of past days the sums of grids are kept, and not what they were made of. */
    RISK_PAST_WHOLE(INVALID),
    /** Buildings are told apart within a community. */
    RISK_BUILDINGS_TOO_WIDE(INVALID);

    private final Kind kind;

    AnalysisProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
