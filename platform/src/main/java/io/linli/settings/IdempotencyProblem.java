package io.linli.settings;

import io.linli.problem.Problem;

/** What is refused about an Idempotency-Key. */
enum IdempotencyProblem implements Problem {
    IDEMPOTENCY_KEY_INVALID(Kind.INVALID),
    IDEMPOTENCY_KEY_REUSED(Kind.CONFLICT);

    private final Kind kind;

    IdempotencyProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
