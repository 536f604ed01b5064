package io.linli.evacuation;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** An emergency is over: of how many households it is known what became of them. */
@EventName("evacuation.closed/1")
public record EvacuationClosed(UUID emergency, AreaCode area, int households, int confirmed, Instant at)
        implements DomainEvent {}
