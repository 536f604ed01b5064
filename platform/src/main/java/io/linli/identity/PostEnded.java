package io.linli.identity;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody holds a post no longer: what they had in hand by it goes to whoever holds it now. */
@EventName("identity.post-ended/1")
public record PostEnded(
        AccountId account,
        Role role,
        AreaCode area,
        @Nullable OrgUnitId unit,
        Instant at) implements DomainEvent {}
