package io.linli.analysis.language;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.INVALID;

import io.linli.problem.Problem;

/** Everything that can be refused about texts to be read. */
enum LanguageProblem implements Problem {
    /** 文本数据无效: the fields stand in errors[]. */
    CLASSIFY_DATA_INVALID(INVALID),
    RUN_DATA_INVALID(INVALID),
    /** One of the kind runs already. */
    RUN_RUNS(CONFLICT);

    private final Kind kind;

    LanguageProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
