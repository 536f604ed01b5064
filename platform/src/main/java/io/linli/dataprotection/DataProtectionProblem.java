package io.linli.dataprotection;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about the protection of personal data. */
enum DataProtectionProblem implements Problem {
    HOLDING_UNKNOWN(INVALID),
    PRIVACY_NOTICE_OUTDATED(CONFLICT),
    CONSENT_PURPOSE_UNKNOWN(INVALID),
    CONSENT_GUARDIAN_MISSING(INVALID),
    RETENTION_KIND_UNKNOWN(INVALID),
    RETENTION_TOO_SHORT(INVALID),
    HOLD_UNCLEAR(INVALID),
    HOLD_UNKNOWN(NOT_FOUND),
    PROTECTION_REQUEST_UNKNOWN(NOT_FOUND),
    PROTECTION_REQUEST_DECIDED(CONFLICT),
    PROTECTION_REQUEST_NEEDS_ANOTHER(FORBIDDEN),
    PROTECTION_REFUSAL_NEEDS_REASON(INVALID),
    PROTECTION_REQUEST_KIND_UNFIT(INVALID),
    PROTECTION_REQUEST_TOO_LONG(INVALID),
    PROTECTION_REQUEST_AREA_UNKNOWN(INVALID),
    ERASURE_WAITS(CONFLICT),
    GRANT_NOT_IN_FORCE(FORBIDDEN),
    ASSESSMENT_MODULE_UNKNOWN(INVALID),
    DRILL_DAY_UNFIT(INVALID),
    PROTECTION_PAGE_UNKNOWN(INVALID);

    private final Kind kind;

    DataProtectionProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
