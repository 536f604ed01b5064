package io.linli.calendar;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.INVALID;

import io.linli.problem.Problem;

/** Everything that can be refused about the calendar. */
enum CalendarProblem implements Problem {
    /** The reasons stand each with its line. */
    CALENDAR_NOTICE_INVALID(INVALID),
    CALENDAR_YEAR_UNFIT(INVALID),
    CALENDAR_LINE_UNREADABLE(INVALID),
    CALENDAR_DAY_OUTSIDE(INVALID),
    CALENDAR_DAY_TWICE(INVALID),
    CALENDAR_NO_WEEKEND(INVALID),
    /** Within the days off of one festival lies a day on which people would work. */
    CALENDAR_GAP(INVALID),
    CALENDAR_FESTIVAL_MISSING(INVALID),
    /** What ships is not changed. */
    CALENDAR_YEAR_SHIPPED(CONFLICT);

    private final Kind kind;

    CalendarProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
