package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.residents.GroundRecords;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How many forms somebody filled in this week: checklists of tasks, surveys asked at a door, visits to homes. */
@Component
class Forms {

    private final JdbcClient database;
    private final GroundRecords records;
    private final SystemScope system;
    private final TransactionTemplate reading;
    private final Clock clock;

    Forms(
            JdbcClient database,
            GroundRecords records,
            SystemScope system,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.system = system;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.clock = clock;
    }

    /** One more, in the transaction of the answers. */
    void askedAtADoor(AccountId who) {
        database.sql("""
                insert into tasking.asked_at_doors as a (account, week, n) values (?, ?, 1)
                on conflict (account, week) do update set n = a.n + 1""").params(who.id(), Burden.since(clock.instant())).update();
    }

    /** Since the Monday of this week; who filled in none is left out. */
    Map<AccountId, Long> ofThisWeek(Collection<AccountId> people) {
        if (people.isEmpty()) {
            return Map.of();
        }
        var now = clock.instant();
        var week = Burden.since(now);
        // the end is left out, and a visit that is taken down at this very moment counts
        var forms = new HashMap<>(records.visitsBy(people, Rows.startOf(week), now.plusSeconds(1)));
        var ids = people.stream().map(AccountId::id).toArray(UUID[]::new);
        system.run(() -> reading.executeWithoutResult(status -> database.sql("""
                        select p.who, sum(p.n) from (
                            select r.done_by as who, count(*) as n from tasking.task_result r
                                join tasking.task t on t.id = r.task and t.checklist is not null
                                where r.done_by = any (?) and r.arrived_at >= ? group by r.done_by
                            union all
                            select account, n from tasking.asked_at_doors where account = any (?) and week = ?) p
                        group by p.who""")
                .params(ids, Rows.at(Rows.startOf(week)), ids, week)
                .query(row -> {
                    forms.merge(new AccountId(row.getObject(1, UUID.class)), row.getLong(2), Long::sum);
                })));
        return forms;
    }
}
