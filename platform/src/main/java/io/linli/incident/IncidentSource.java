package io.linli.incident;

import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.HOTLINE_OPERATOR;
import static io.linli.identity.Role.MACHINE;

import io.linli.identity.Caller;

/** Who or what noticed it. */
public enum IncidentSource {
    GRID_WORKER,
    RESIDENT,
    HOTLINE_12345,
    IOT,
    CAMERA,
    DRONE,
    DEPARTMENT,
    FEDERATION,
    INSPECTION,
    /** An opinion said at an evening talk (凉亭夜话). */
    TALK;

    /** A worker who reports is taken for one, whatever other posts he holds. */
    static IncidentSource of(Caller caller) {
        if (caller.has(HOTLINE_OPERATOR)) {
            return HOTLINE_12345;
        }
        if (caller.has(io.linli.identity.Role.GRID_WORKER)) {
            return GRID_WORKER;
        }
        if (caller.has(MACHINE)) {
            return FEDERATION;
        }
        return caller.posts().stream().anyMatch(post -> post.role().seesArea() || post.role() == DEPARTMENT_STAFF)
                ? DEPARTMENT
                : RESIDENT;
    }
}
