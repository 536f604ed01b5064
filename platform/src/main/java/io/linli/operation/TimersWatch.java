package io.linli.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.stereotype.Component;

/** Whether the regular work of this process gets done: Spring keeps of each job how its last run ended. */
@Component
class TimersWatch implements Watch {

    /** None of them takes that long, and none is that late. */
    static final Duration LONGEST = Duration.ofHours(6);

    static final Duration LATEST = Duration.ofMinutes(10);

    private final ObjectProvider<ScheduledTaskHolder> jobs;
    private final Clock clock;

    TimersWatch(ObjectProvider<ScheduledTaskHolder> jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public Finding look() {
        var all = jobs.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .toList();
        var wrong = all.stream().flatMap(this::wrong).sorted().toList();
        return wrong.isEmpty()
                ? Finding.of(State.OK, all.size())
                : Finding.of(State.ALARM, wrong.size(), String.join(", ", wrong));
    }

    private Stream<String> wrong(ScheduledTask job) {
        return fault(job.getTask().getLastExecutionOutcome(), Optional.ofNullable(job.nextExecution()), clock.instant())
                .map(fault -> shortName(job.toString()) + " " + fault)
                .stream();
    }

    /** What is wrong with a job, in a word for the log. */
    static Optional<String> fault(TaskExecutionOutcome last, Optional<Instant> next, Instant now) {
        return switch (last.status()) {
            case ERROR ->
                Optional.of("failed"
                        + (last.throwable() == null
                                ? ""
                                : " (" + last.throwable().getClass().getSimpleName() + ")"));
            case STARTED ->
                last.executionTime() != null
                                && last.executionTime().plus(LONGEST).isBefore(now)
                        ? Optional.of("does not end")
                        : Optional.empty();
            case NONE, SUCCESS ->
                next.filter(due -> due.plus(LATEST).isBefore(now)).map(due -> "did not run");
        };
    }

    /** The class and the method; what has no name of its own goes by its class. */
    static String shortName(String job) {
        var parts = job.replaceFirst("\\$\\$Lambda.*", "").split("\\.", -1);
        return String.join(".", Arrays.copyOfRange(parts, Math.max(0, parts.length - 2), parts.length));
    }
}
