package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.settings.Ids;
import io.linli.tasking.WorkItem.Kind;
import io.linli.tasking.WorkItem.Period;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Plainly made-up items for the demonstration. Outside of it the list ships empty: nobody's item, basis or sum is made up. */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class DemoWorkItems {

    private static final OrgUnitId UNIT = new OrgUnitId("430181-urban");
    private static final int DAYS = 365;

    private final JdbcClient database;
    private final WorkItemRows rows;
    private final Posts posts;
    private final Territory territory;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoWorkItems(
            JdbcClient database,
            WorkItemRows rows,
            Posts posts,
            Territory territory,
            TransactionTemplate transaction,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.posts = posts;
        this.territory = territory;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Once for a database, also when two instances start on it together; when those who are to decide are there. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        var proposer = first(posts.of(UNIT));
        var decider = first(posts.at(territory.root(), Role.DISTRICT_STAFF));
        if (proposer.isEmpty() || decider.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            database.sql("select 1 from pg_advisory_xact_lock(7301022)")
                    .query(Integer.class)
                    .optional();
            boolean begun = database.sql("select exists (select from tasking.work_item where demo)")
                    .query(Boolean.class)
                    .single();
            if (!begun) {
                add("示例事项甲（演示用，并非真实事项）", Period.MONTHLY, 0, null, proposer.get(), decider.get());
                add("示例事项乙（演示用，附示例经费）", Period.AS_NEEDED, 10_000, "示例经费，并非真实资金", proposer.get(), decider.get());
                add("示例事项丙（演示用，待审批）", Period.YEARLY, 0, null, proposer.get(), null);
            }
        });
    }

    private void add(
            String title, Period period, long cost, @Nullable String fund, AccountId by, @Nullable AccountId decider) {
        var id = Ids.next();
        var today = rows.today();
        rows.add(
                id,
                new WorkItemDraft(
                        title,
                        Kind.ASSISTING,
                        UNIT,
                        "示例依据，并非真实文件",
                        "示例权限，并非真实授权",
                        cost,
                        fund,
                        fund == null ? null : 100 * cost,
                        period,
                        List.of(AreaLevel.COMMUNITY, AreaLevel.GRID),
                        territory.root(),
                        today,
                        today.plusDays(DAYS)),
                by,
                true,
                clock.instant());
        if (decider != null) {
            rows.decide(id, true, null, decider, clock.instant());
        }
    }

    private static Optional<AccountId> first(List<Posts.Holder> holders) {
        return holders.stream().map(Posts.Holder::account).findFirst();
    }
}
