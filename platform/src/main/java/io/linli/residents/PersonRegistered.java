package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;

/** A person's record was made. */
@EventName("residents.person-registered/1")
public record PersonRegistered(ResidentId person, AreaCode area, Instant at) implements DomainEvent {}
