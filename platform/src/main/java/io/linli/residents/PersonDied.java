package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;

/** Somebody died. */
@EventName("residents.died/1")
public record PersonDied(ResidentId person, AreaCode area, Instant at) implements DomainEvent {}
