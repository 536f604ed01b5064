package io.linli.tasking;

import io.linli.settings.SystemScope;
import io.linli.tasking.PatrolPlans.Plan;
import io.linli.tasking.Tasks.FieldTask;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives out the rounds that are due, each once however many instances look, and ends patrols that somebody forgot to end.
 * While a round is still open no second one of the same plan is given: tasks do not pile up.
 */
@Component
class PatrolRounds {

    private static final int AT_ONCE = 100;

    /** Nobody is on duty longer at a stretch; after that no place is taken in any more. */
    static final Duration LONGEST = Duration.ofHours(12);

    private final JdbcClient database;
    private final PatrolPlans plans;
    private final Patrols patrols;
    private final Tasks tasks;
    private final Assignments assignments;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PatrolRounds(
            JdbcClient database,
            PatrolPlans plans,
            Patrols patrols,
            Tasks tasks,
            Assignments assignments,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.patrols = patrols;
        this.tasks = tasks;
        this.assignments = assignments;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${linli.tasking.rounds:1m}", initialDelayString = "${linli.tasking.rounds:1m}")
    void sweep() {
        int given;
        do {
            given = inSystem(this::give);
        } while (given == AT_ONCE);
        inSystem(() -> patrols.endForgotten(clock.instant().minus(LONGEST), AT_ONCE));
    }

    private int give() {
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        var due = database.sql("""
                        select * from tasking.patrol_plan where next_on <= ? and ended_at is null
                        order by next_on, id limit ? for no key update skip locked""")
                .params(today, AT_ONCE)
                .query((row, n) -> plans.plan(row))
                .list();
        var busy = busy(due);
        for (var plan : due) {
            if (!busy.contains(matter(plan))) {
                give(plan, today);
            }
            database.sql("update tasking.patrol_plan set next_on = ? where id = ?")
                    .params(today.plusDays(plan.everyDays()), plan.id())
                    .update();
        }
        return due.size();
    }

    private void give(Plan plan, LocalDate today) {
        var who = plan.who();
        tasks.give(new FieldTask(
                matter(plan),
                TaskSource.PATROL,
                plan.name(),
                null,
                plan.area(),
                plan.route().isEmpty()
                        ? null
                        : String.join(
                                " → ",
                                plan.route().stream()
                                        .map(PatrolPlans.Stop::name)
                                        .toList()),
                who == null ? assignments.at(plan.area()) : assignments.of(who, plan.area()),
                null,
                plan.checklist(),
                null,
                plan.id(),
                clock.instant(),
                Rows.endOf(today.plusDays(plan.everyDays() - 1L)),
                false));
    }

    private Set<String> busy(List<Plan> due) {
        var busy = new HashSet<String>();
        database.sql("select matter from tasking.task where matter = any (?) and state = 'OPEN'")
                .param(due.stream().map(PatrolRounds::matter).toArray(String[]::new))
                .query(row -> {
                    busy.add(row.getString(1));
                });
        return busy;
    }

    private static String matter(Plan plan) {
        return "patrol-plan:" + plan.id();
    }

    private int inSystem(java.util.function.IntSupplier work) {
        return system.call(() -> {
            Integer done = transaction.execute(status -> work.getAsInt());
            return done == null ? 0 : done;
        });
    }
}
