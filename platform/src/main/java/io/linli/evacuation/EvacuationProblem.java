package io.linli.evacuation;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.TOO_LARGE;
import static io.linli.problem.Problem.Kind.TOO_MANY;

import io.linli.problem.Problem;

/** Everything that can be refused about low ground and evacuations. */
public enum EvacuationProblem implements Problem {
    EVACUATION_DATA_INVALID(INVALID),
    EVACUATION_OTHER_GROUND(FORBIDDEN),
    EVACUATION_AREA_TOO_WIDE(INVALID),
    EVACUATION_BASIS_UNFIT(INVALID),
    EVACUATION_NOBODY(INVALID),
    EVACUATION_TOO_MANY(INVALID),
    EVACUATION_HOME_UNKNOWN(INVALID),
    EVACUATION_OPEN(CONFLICT),
    EVACUATION_UNKNOWN(NOT_FOUND),
    EVACUATION_GIVEN(CONFLICT),
    EVACUATION_CLOSED(CONFLICT),
    /** Of some households nobody knows yet what became of them. */
    EVACUATION_NOT_ENDED(CONFLICT),
    EVACUEES_UNKNOWN(NOT_FOUND),
    EVACUEES_STEP_NOT_ALLOWED(CONFLICT),
    EVACUEES_PLACE_UNCLEAR(INVALID),
    EVACUEES_SHELTER_FULL(CONFLICT),
    EVACUEES_NOT_SENT_THERE(CONFLICT),
    GROUND_BUILDING_UNKNOWN(INVALID),
    GROUND_POINT_UNFIT(INVALID),
    GROUND_HEIGHT_UNFIT(INVALID),
    GROUND_DOOR_UNKNOWN(INVALID),
    GROUND_SOURCE_UNFIT(INVALID),
    /** Whose word it is, without what was said; or of which day, without whose word. */
    GROUND_SOURCE_ALONE(INVALID),
    GROUND_DAY_UNFIT(INVALID),
    GROUND_POINT_ELSEWHERE(INVALID),
    TERRAIN_AREA_UNKNOWN(INVALID),
    TERRAIN_MISSING(INVALID),
    TERRAIN_BUSY(TOO_MANY),
    TERRAIN_FILE_TOO_LARGE(TOO_LARGE),
    TERRAIN_UNREADABLE(INVALID),
    TERRAIN_HEADER_UNFIT(INVALID),
    TERRAIN_NOT_DEGREES(INVALID),
    TERRAIN_CELL_TOO_WIDE(INVALID),
    TERRAIN_TOO_LARGE(TOO_LARGE),
    TERRAIN_VALUE_UNFIT(INVALID),
    TERRAIN_COUNT_UNFIT(INVALID),
    TERRAIN_TOO_MANY(CONFLICT),
    TERRAIN_UNKNOWN(NOT_FOUND);

    private final Kind kind;

    EvacuationProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
