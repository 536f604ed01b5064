package io.linli.tasking;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;

import io.linli.problem.Problem;

/** Everything that can be refused about tasks. */
enum TaskingProblem implements Problem {
    TASK_PAGE_UNKNOWN(INVALID),
    TASK_UNKNOWN(NOT_FOUND),
    TASK_ENDED(CONFLICT),
    TASK_ENDS_ELSEWHERE(CONFLICT),
    TASK_NOT_YOURS(FORBIDDEN),
    TASK_TAKEN(CONFLICT),
    TASK_POST_ENDED(FORBIDDEN),
    TASK_ANSWER_MISSING(INVALID),
    TASK_ANSWER_UNFIT(INVALID),
    TASK_ANSWER_UNKNOWN(INVALID),
    TASK_PHOTO_UNKNOWN(NOT_FOUND),
    CHECKLIST_UNKNOWN(NOT_FOUND),
    CHECKLIST_CHANGED(CONFLICT),
    CHECKLIST_LINE_TWICE(INVALID),
    WORK_ITEM_UNKNOWN(NOT_FOUND),
    WORK_ITEM_UNIT_UNKNOWN(INVALID),
    WORK_ITEM_OTHER_UNIT(FORBIDDEN),
    WORK_ITEM_OTHER_GROUND(FORBIDDEN),
    WORK_ITEM_LEVEL_UNFIT(INVALID),
    WORK_ITEM_PAST(INVALID),
    WORK_ITEM_UNFUNDED(INVALID),
    WORK_ITEM_REASON_MISSING(INVALID),
    WORK_ITEM_OWN(FORBIDDEN),
    WORK_ITEM_DECIDED(CONFLICT),
    WORK_ITEM_NOT_IN_FORCE(CONFLICT),
    PUSH_NOT_ADMITTED(FORBIDDEN),
    PUSH_NOT_IN_FORCE(FORBIDDEN),
    PUSH_OTHER_UNIT(FORBIDDEN),
    PUSH_OTHER_GROUND(FORBIDDEN),
    PUSH_LEVEL_UNFIT(FORBIDDEN),
    PUSH_FUND_USED_UP(FORBIDDEN),
    PUSH_TOO_OFTEN(FORBIDDEN),
    PUSH_DUE_PAST(INVALID);

    private final Kind kind;

    TaskingProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
