package io.linli.evacuation;

import io.linli.evacuation.Answerers.Answerer;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whom nobody reached in time goes to the post above, level by level. Of several instances one does it. */
@Component
class EvacuationTimers {

    private static final int MOST = 100;

    private final JdbcClient database;
    private final HouseholdBook households;
    private final Answerers answerers;
    private final EvacuationTasks tasks;
    private final EvacuationRules rules;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EvacuationTimers(
            JdbcClient database,
            HouseholdBook households,
            Answerers answerers,
            EvacuationTasks tasks,
            EvacuationRules rules,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.households = households;
        this.answerers = answerers;
        this.tasks = tasks;
        this.rules = rules;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${linli.evacuation.timers:30s}",
            initialDelayString = "${linli.evacuation.timers:30s}")
    void sweep() {
        int moved;
        do {
            moved = system.call(() -> {
                Integer done = transaction.execute(status -> round(clock.instant()));
                return done == null ? 0 : done;
            });
        } while (moved == MOST);
    }

    private int round(Instant now) {
        var late = late(now);
        late.forEach(one -> escalate(one, now));
        return late.size();
    }

    private List<Household> late(Instant now) {
        return database.sql("""
                        select * from evacuation.household where due_at <= ? and not over
                        order by due_at, id limit ? for update skip locked""")
                .params(Rows.at(now), MOST)
                .query((row, n) -> households.household(row))
                .list();
    }

    private void escalate(Household late, Instant now) {
        var holder = late.holder();
        var below = holder == null ? answerers.first(late.area()) : holder;
        var above = answerers.above(below);
        // nobody is above the post of the whole territory: it stays there, and stands in the report
        var due = above.isPresent() ? now.plus(rules.reach()) : null;
        Answerer to = above.orElse(below);
        households.escalate(late.id(), to, due);
        households.note(late.id(), above.isPresent() ? "escalate" : "overdue", null, null, now);
        tasks.give(new EvacuationTasks.Given(late.id(), late.area(), late.place(), to, now, due));
        tasks.tell(late.emergency(), late.named(), List.of(to), "evacuation-overdue/1", now);
    }
}
