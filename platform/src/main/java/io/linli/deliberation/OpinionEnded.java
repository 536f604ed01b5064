package io.linli.deliberation;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An opinion of a talk was answered or became a matter.
 *
 * @param incident the matter that it became
 */
@EventName("deliberation.opinion-ended/1")
public record OpinionEnded(
        UUID talk,
        UUID opinion,
        AreaCode area,
        OpinionState state,
        @Nullable UUID incident,
        Instant at) implements DomainEvent {}
