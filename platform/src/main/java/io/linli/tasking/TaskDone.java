package io.linli.tasking;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did what a task asked. What they wrote stays with the task.
 *
 * @param subject the survey or the plan of patrols
 */
@EventName("tasking.task-done/1")
public record TaskDone(
        UUID task,
        TaskSource source,
        AreaCode area,
        @Nullable UUID subject,
        @Nullable UUID workItem,
        Instant at) implements DomainEvent {}
