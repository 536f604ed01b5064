package io.linli.evacuation;

import static java.util.EnumSet.noneOf;
import static java.util.EnumSet.of;

import java.util.Set;

/** How far it is known what became of a household. */
public enum HouseholdStatus {
    PLANNED,
    GIVEN,
    /** Nobody knew in time: with the level above now. */
    NOT_REACHED,
    SAFE,
    REFUSED,
    ABSENT,
    /** The emergency ended before anybody was sent. */
    CANCELLED;

    public Set<HouseholdStatus> next() {
        return switch (this) {
            case PLANNED -> of(GIVEN, CANCELLED);
            case GIVEN -> of(SAFE, REFUSED, ABSENT, NOT_REACHED);
            case NOT_REACHED -> of(SAFE, REFUSED, ABSENT);
            case REFUSED -> of(SAFE, ABSENT); // who changed their mind
            case ABSENT -> of(SAFE, REFUSED); // who came home
            case SAFE, CANCELLED -> noneOf(HouseholdStatus.class);
        };
    }

    /** Whether somebody knows what became of them. */
    public boolean confirmed() {
        return this == SAFE || this == REFUSED || this == ABSENT;
    }
}
