package io.linli.settings;

import io.linli.problem.Problem;

/** What is refused about settings that are changed while the server runs. */
enum AdjustmentProblem implements Problem {
    SETTING_UNKNOWN(Kind.NOT_FOUND),
    SETTING_OUT_OF_RANGE(Kind.INVALID);

    private final Kind kind;

    AdjustmentProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
