package io.linli.tasking;

import static io.linli.problem.Problem.Kind.INVALID;

import io.linli.problem.Problem;

/** Everything that can be refused about tasks. */
enum TaskingProblem implements Problem {
    TASK_PAGE_UNKNOWN(INVALID);

    private final Kind kind;

    TaskingProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
