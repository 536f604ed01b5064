package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** Somebody was visited at home. What was said stays with the visit. */
@EventName("residents.visited/1")
public record Visited(UUID visit, ResidentId person, AreaCode area, Instant at) implements DomainEvent {}
