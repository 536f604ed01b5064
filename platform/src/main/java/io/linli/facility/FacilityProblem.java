package io.linli.facility;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about shelters and supplies. */
enum FacilityProblem implements Problem {
    FACILITY_DATA_INVALID(INVALID),
    FACILITY_OTHER_GROUND(FORBIDDEN),
    SHELTER_UNKNOWN(NOT_FOUND),
    SUPPLY_UNKNOWN(NOT_FOUND),
    /** More is taken already than there would be, or somebody counts on it. */
    FACILITY_TAKEN(CONFLICT),
    FACILITY_SEATS_UNFIT(INVALID),
    FACILITY_PHONE_UNFIT(INVALID);

    private final Kind kind;

    FacilityProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
