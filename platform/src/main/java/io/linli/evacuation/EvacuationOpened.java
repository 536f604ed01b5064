package io.linli.evacuation;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** Somebody opened an emergency: how many homes are to be left, and by how many people. */
@EventName("evacuation.opened/1")
public record EvacuationOpened(UUID emergency, AreaCode area, int households, int heads, Instant at)
        implements DomainEvent {}
