package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;

/** A household was split, joined with another, moved, or has another head. */
@EventName("residents.household-changed/1")
public record HouseholdChanged(HouseholdId household, AreaCode area, Change change, Instant at) implements DomainEvent {

    /** What happened to it. */
    public enum Change {
        OPENED,
        SPLIT,
        JOINED,
        MOVED,
        HEAD
    }
}
