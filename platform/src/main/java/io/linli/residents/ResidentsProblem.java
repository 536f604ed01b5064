package io.linli.residents;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about people and homes. */
enum ResidentsProblem implements Problem {
    /** 居民数据无效: the fields stand in errors[]. */
    RESIDENT_DATA_INVALID(INVALID),
    RESIDENT_UNKNOWN(NOT_FOUND),
    /** One person, one record: somebody has this identity number. */
    RESIDENT_EXISTS(INVALID),
    RESIDENT_NAME_INVALID(INVALID),
    RESIDENT_IDENTITY_INVALID(INVALID),
    RESIDENT_PHONE_INVALID(INVALID),
    RESIDENT_BIRTH_MISSING(INVALID),
    RESIDENT_BIRTH_DIFFERS(INVALID),
    RESIDENT_SEX_DIFFERS(INVALID),
    RESIDENT_DAY_UNFIT(INVALID),
    RESIDENT_NOT_HERE(CONFLICT),
    RESIDENT_DIED(CONFLICT),
    RESIDENT_LIVES_THERE(CONFLICT),
    RESIDENT_SEARCH_EMPTY(INVALID),
    RESIDENT_SEARCH_TOO_WIDE(INVALID),
    GUARDIAN_CONSENT_MISSING(INVALID),
    /** Not on the ground of any of the caller's posts. */
    RESIDENTS_OTHER_GROUND(FORBIDDEN),
    RESIDENT_PAGE_UNKNOWN(INVALID),

    BUILDING_UNKNOWN(NOT_FOUND),
    BUILDING_EXISTS(CONFLICT),
    BUILDING_AREA_UNKNOWN(INVALID),
    HOME_UNKNOWN(NOT_FOUND),
    HOME_EXISTS(CONFLICT),
    HOME_AREA_UNFIT(INVALID),
    HOME_SIZE_UNFIT(INVALID),

    HOUSEHOLD_UNKNOWN(NOT_FOUND),
    HOUSEHOLD_ELSEWHERE(CONFLICT),
    HOUSEHOLD_HAS_HEAD(CONFLICT),
    HOUSEHOLD_NEEDS_HEAD(INVALID),
    HOUSEHOLD_RELATION_MISSING(INVALID),
    HOUSEHOLD_NOT_MEMBER(INVALID),
    HOUSEHOLD_WOULD_BE_EMPTY(INVALID),
    HOUSEHOLD_SAME(INVALID);

    private final Kind kind;

    ResidentsProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
