package io.linli.deliberation;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** A talk was taken down: how many opinions were said there, and how many of them have not ended yet. */
@EventName("deliberation.talk-held/1")
public record TalkHeld(UUID talk, AreaCode area, Instant heldAt, int opinions, int open, Instant at)
        implements DomainEvent {}
