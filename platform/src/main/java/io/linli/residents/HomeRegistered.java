package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;

/** A home became known. */
@EventName("residents.home-registered/1")
public record HomeRegistered(HomeId home, BuildingId building, AreaCode area, Instant at) implements DomainEvent {}
