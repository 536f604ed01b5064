package io.linli.sensing;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.TOO_LARGE;

import io.linli.problem.Problem;

/** Everything that can be refused about stations, rain and public warnings. */
enum SensingProblem implements Problem {
    WEATHER_DATA_INVALID(INVALID),
    STATION_UNKNOWN(NOT_FOUND),
    STATION_CODE_UNFIT(INVALID),
    STATION_EXISTS(CONFLICT),
    STATION_CLOSED(CONFLICT),
    STATION_AREA_UNKNOWN(INVALID),
    STATION_OTHER_GROUND(FORBIDDEN),
    STATION_MISSING(INVALID),
    RAIN_HOUR_UNFIT(INVALID),
    RAIN_HOUR_FUTURE(INVALID),
    RAIN_HOUR_TOO_OLD(INVALID),
    RAIN_HOUR_MISSING(INVALID),
    RAIN_HOUR_TWICE(INVALID),
    RAIN_AMOUNT_UNFIT(INVALID),
    RAIN_AMOUNT_IMPOSSIBLE(INVALID),
    RAIN_PERIOD_UNFIT(INVALID),
    CAP_TOO_LARGE(TOO_LARGE),
    CAP_UNREADABLE(INVALID),
    CAP_WITH_ENTITIES(INVALID),
    CAP_OTHER_FORM(INVALID),
    CAP_FIELD_UNFIT(INVALID),
    PUBLIC_WARNING_UNKNOWN(NOT_FOUND),
    PUBLIC_WARNING_TIMES_UNFIT(INVALID),
    PUBLIC_WARNING_ENDED(CONFLICT);

    private final Kind kind;

    SensingProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
