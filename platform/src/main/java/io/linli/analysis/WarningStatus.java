package io.linli.analysis;

import static java.util.EnumSet.noneOf;
import static java.util.EnumSet.of;

import java.util.Set;

/** Where a warning stands, and where people may lead it from there. */
public enum WarningStatus {
    OPEN,
    ACKNOWLEDGED,
    ACTING,
    CLOSED;

    public Set<WarningStatus> next() {
        return switch (this) {
            case OPEN -> of(ACKNOWLEDGED, ACTING, CLOSED);
            case ACKNOWLEDGED -> of(ACTING, CLOSED);
            case ACTING -> of(CLOSED);
            case CLOSED -> noneOf(WarningStatus.class); // opened again by a new signal only
        };
    }
}
