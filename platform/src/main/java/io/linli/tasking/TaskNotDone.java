package io.linli.tasking;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;

/** Somebody answered that what a task asked cannot be done. Why stays with the task. */
@EventName("tasking.task-not-done/1")
public record TaskNotDone(UUID task, TaskSource source, AreaCode area, Instant at) implements DomainEvent {}
