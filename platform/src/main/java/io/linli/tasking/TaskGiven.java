package io.linli.tasking;

import io.linli.journal.DomainEvent;
import io.linli.journal.EventName;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was given something to do that ends with its task. What it asks stays with the task.
 *
 * @param subject the survey or the plan of patrols
 */
@EventName("tasking.task-given/1")
public record TaskGiven(
        UUID task,
        TaskSource source,
        AreaCode area,
        @Nullable UUID subject,
        @Nullable UUID workItem,
        Instant at) implements DomainEvent {}
