package io.linli.audit;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about the audit record. */
enum AuditProblem implements Problem {
    AUDIT_PAGE_UNKNOWN(INVALID),
    AUDIT_ACTOR_UNKNOWN(INVALID),
    AUDIT_PERIOD_INVALID(INVALID),
    AUDIT_LOOK_UNKNOWN(NOT_FOUND),
    AUDIT_WITHHOLDING_EXISTS(CONFLICT),
    AUDIT_WITHHOLDING_UNKNOWN(NOT_FOUND),
    AUDIT_WITHHOLDING_DECIDED(CONFLICT),
    AUDIT_WITHHOLDING_NEEDS_ANOTHER(CONFLICT),
    AUDIT_WITHHOLDING_TOO_LONG(INVALID);

    private final Kind kind;

    AuditProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
