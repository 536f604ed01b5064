package io.linli.operation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.stereotype.Service;

/** The regular work of this process: when each job ran last, how that ended, and when it is due again. */
@Service
public class Jobs {

    private final ObjectProvider<ScheduledTaskHolder> holders;

    Jobs(ObjectProvider<ScheduledTaskHolder> holders) {
        this.holders = holders;
    }

    /**
     * One job.
     *
     * @param state NONE (did not run yet), STARTED, SUCCESS or ERROR
     * @param fault what kind of failure it was
     */
    public record Job(
            String name,
            String state,
            @Nullable Instant last,
            @Nullable Instant next,
            @Nullable String fault) {}

    /** Those that failed first. */
    public List<Job> all() {
        return holders.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(Jobs::job)
                .sorted(Comparator.comparing((Job job) -> job.fault() == null).thenComparing(Job::name))
                .toList();
    }

    private static Job job(ScheduledTask task) {
        var last = task.getTask().getLastExecutionOutcome();
        var failure = last.throwable();
        return new Job(
                TimersWatch.shortName(task.toString()),
                last.status().name(),
                last.executionTime(),
                task.nextExecution(),
                failure == null ? null : failure.getClass().getSimpleName());
    }
}
