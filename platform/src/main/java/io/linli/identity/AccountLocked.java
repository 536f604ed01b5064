package io.linli.identity;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import java.time.Instant;

/** An account was locked: whoever waits for its holder turns to somebody else. */
@EventName("identity.account-locked/1")
public record AccountLocked(AccountId account, Instant at) implements DomainEvent {}
