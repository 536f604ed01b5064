package io.linli.field;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about a phone that works without network. */
public enum FieldProblem implements Problem {
    PHONE_KEY_UNKNOWN(NOT_FOUND),
    PHONES_TOO_MANY(CONFLICT),
    /** What one account left on a phone is not sent in the name of another. */
    OTHER_ACCOUNT(CONFLICT);

    private final Kind kind;

    FieldProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
