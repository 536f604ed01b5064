package io.linli.territory;

/** Where a plan stands. Until it is being published it can be edited and dropped; from then on it only goes forward. */
public enum PlanState {
    DRAFT,
    PREVIEWED,
    PUBLISHING,
    PUBLISHED,
    DROPPED;

    boolean mayChange() {
        return this == DRAFT || this == PREVIEWED;
    }
}
