package io.linli.residents;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import java.time.Instant;

/** A part of a list of people was taken in; told once for all of them. */
@EventName("residents.people-imported/1")
public record PeopleImported(int added, int changed, Instant at) implements DomainEvent {}
