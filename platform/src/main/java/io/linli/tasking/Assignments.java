package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.settings.Adjustments;
import io.linli.settings.SystemScope;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who does what is given to an area: the worker of a grid, or whoever takes it at the post of a larger one. */
@Component
class Assignments {

    private final Posts posts;
    private final JdbcClient database;
    private final SystemScope system;
    private final Adjustments adjustments;
    private final TransactionTemplate reading;
    private final Clock clock;

    Assignments(
            Posts posts,
            JdbcClient database,
            SystemScope system,
            Adjustments adjustments,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.posts = posts;
        this.database = database;
        this.system = system;
        this.adjustments = adjustments;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.clock = clock;
    }

    Assignment at(AreaCode area) {
        var queue = queue(area);
        return new Assignment(queue.role() == Role.GRID_WORKER ? next(queue, null) : null, null, queue);
    }

    /** The one named, as long as they hold a post of the area. */
    Assignment of(AccountId account, AreaCode area) {
        return new Assignment(account, null, queue(area));
    }

    /** Who has it next, of those who are not the one who leaves. */
    @Nullable
    AccountId next(Queue queue, @Nullable AccountId leaver) {
        return next(queue, leaver, adjustments.of(Burden.CAP));
    }

    /**
     * Whoever holds the post longest; where a cap is set, as long as they were given fewer tasks than that this week, and
     * else whoever was given the fewest. The cap chooses among those who are there: who is away was given few for that.
     */
    @Nullable
    AccountId next(Queue queue, @Nullable AccountId leaver, long cap) {
        var present = others(posts.present(queue.area(), queue.role()), leaver);
        if (cap == 0 || present.size() < 2) {
            // with nobody there it still is the post of who is away
            return others(posts.at(queue.area(), queue.role()), leaver).stream()
                    .findFirst()
                    .orElse(null);
        }
        var given = given(present);
        return present.stream()
                .filter(account -> given.getOrDefault(account, 0L) < cap)
                .findFirst()
                .or(() -> present.stream().min(Comparator.comparing(account -> given.getOrDefault(account, 0L))))
                .orElse(null);
    }

    private static List<AccountId> others(List<Posts.Holder> holders, @Nullable AccountId leaver) {
        return holders.stream()
                .map(Posts.Holder::account)
                .filter(account -> !account.equals(leaver))
                .toList();
    }

    // who gives out a task need not see what else somebody has to do
    private Map<AccountId, Long> given(List<AccountId> holders) {
        var given = new HashMap<AccountId, Long>();
        system.run(() -> reading.executeWithoutResult(status -> database.sql("""
                        select assignee, count(*) from tasking.task
                        where assignee = any (?) and opened_at >= ? group by assignee""")
                .params(
                        holders.stream().map(AccountId::id).toArray(UUID[]::new),
                        Rows.at(Rows.startOf(Burden.since(clock.instant()))))
                .query(row -> {
                    given.put(new AccountId(row.getObject(1, UUID.class)), row.getLong(2));
                })));
        return given;
    }

    static Queue queue(AreaCode area) {
        return switch (area.level()) {
            case GRID -> new Queue(Role.GRID_WORKER, area);
            case MICRO_GRID -> new Queue(Role.GRID_WORKER, area.at(AreaLevel.GRID));
            case COMMUNITY -> new Queue(Role.COMMUNITY_WORKER, area);
            case STREET -> new Queue(Role.STREET_STAFF, area);
            case COUNTY, CITY, PROVINCE -> new Queue(Role.DISTRICT_STAFF, area);
        };
    }
}
