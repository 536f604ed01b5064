package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody lives elsewhere now. The area they moved to is null when they left the place. */
@EventName("residents.moved/1")
public record PersonMoved(
        ResidentId person, AreaCode from, @Nullable AreaCode area, Instant at) implements DomainEvent {}
