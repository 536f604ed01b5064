package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.WORK_ITEM_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.tasking.WorkItem.Kind;
import io.linli.tasking.WorkItem.Period;
import io.linli.tasking.WorkItem.State;
import io.linli.territory.Area;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of admitted items. */
@Component
class WorkItemRows {

    private static final String ALL = """
            select i.*, coalesce((select sum(p.cost) from tasking.pushed p where p.work_item = i.id), 0) as spent
            from tasking.work_item i\s""";

    private final JdbcClient database;
    private final Posts posts;
    private final Territory territory;
    private final Clock clock;

    WorkItemRows(JdbcClient database, Posts posts, Territory territory, Clock clock) {
        this.database = database;
        this.posts = posts;
        this.territory = territory;
        this.clock = clock;
    }

    /** Who proposed and who decided, beside what everybody reads. */
    record Entry(WorkItem item, AccountId proposedBy) {}

    List<WorkItem> list(@Nullable State state) {
        return database.sql(ALL
                        + "where ?::text is null or i.state = ? order by i.state <> 'PROPOSED', i.id desc limit 1000")
                .params(Arrays.asList(name(state), name(state)))
                .query((row, n) -> entry(row).item())
                .list();
    }

    List<WorkItem> inForce() {
        var today = today();
        return database.sql(
                        ALL + "where i.state = 'ADMITTED' and ? between i.valid_from and i.valid_until order by i.id")
                .param(today)
                .query((row, n) -> entry(row).item())
                .list();
    }

    Optional<Entry> find(UUID id) {
        return database.sql(ALL + "where i.id = ?")
                .param(id)
                .query((row, n) -> entry(row))
                .optional();
    }

    /** Nobody else changes or pushes it until this transaction ends. */
    Entry lock(UUID id) {
        database.sql("select 1 from tasking.work_item where id = ? for update")
                .param(id)
                .query(Integer.class)
                .optional();
        return find(id).orElseThrow(() -> WORK_ITEM_UNKNOWN.with(id.toString()));
    }

    void add(UUID id, WorkItemDraft draft, AccountId by, boolean demo, Instant now) {
        database.sql("""
                insert into tasking.work_item (id, title, kind, unit, basis, authority, cost, fund, fund_amount, period,
                    levels, area, valid_from, valid_until, state, demo, proposed_by, proposed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        draft.title(),
                        draft.kind().name(),
                        draft.unit().id(),
                        draft.basis(),
                        draft.authority(),
                        draft.cost(),
                        draft.fund(),
                        draft.fundAmount(),
                        draft.period().name(),
                        draft.levels().stream().map(Enum::name).toArray(String[]::new),
                        draft.area().code(),
                        draft.validFrom(),
                        draft.validUntil(),
                        demo,
                        by.id(),
                        Rows.at(now)))
                .update();
    }

    void decide(UUID id, boolean admitted, @Nullable String note, AccountId by, Instant now) {
        database.sql("""
                update tasking.work_item set state = ?, decided_by = ?, decided_at = ?, decision = ? where id = ?""")
                .params(Arrays.asList(admitted ? "ADMITTED" : "DECLINED", by.id(), Rows.at(now), note, id))
                .update();
    }

    void end(UUID id, String reason, AccountId by, Instant now) {
        database.sql("""
                update tasking.work_item set state = 'ENDED', ended_by = ?, ended_at = ?, end_reason = ? where id = ?""").params(by.id(), Rows.at(now), reason, id).update();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Rows.CHINA);
    }

    private Entry entry(ResultSet row) throws SQLException {
        var area = Rows.area(row, "area");
        var state = State.valueOf(row.getString("state"));
        var from = Rows.day(row, "valid_from");
        var until = Rows.day(row, "valid_until");
        var today = today();
        var proposer = new AccountId(Rows.id(row, "proposed_by"));
        var decider = Rows.idOrNull(row, "decided_by");
        var levels = (String[]) row.getArray("levels").getArray();
        var item = new WorkItem(
                Rows.id(row, "id"),
                row.getString("title"),
                Kind.valueOf(row.getString("kind")),
                new OrgUnitId(row.getString("unit")),
                row.getString("basis"),
                row.getString("authority"),
                row.getLong("cost"),
                row.getString("fund"),
                Rows.longOrNull(row, "fund_amount"),
                row.getLong("spent"),
                Period.valueOf(row.getString("period")),
                Arrays.stream(levels).map(AreaLevel::valueOf).toList(),
                area,
                territory.find(area).map(Area::name).orElse(area.code()),
                from,
                until,
                state,
                state == State.ADMITTED && !today.isBefore(from) && !today.isAfter(until),
                row.getBoolean("demo"),
                name(proposer),
                Rows.instant(row, "proposed_at"),
                decider == null ? null : name(new AccountId(decider)),
                Rows.instantOrNull(row, "decided_at"),
                row.getString("decision"),
                Rows.instantOrNull(row, "ended_at"),
                row.getString("end_reason"));
        return new Entry(item, proposer);
    }

    private @Nullable String name(AccountId account) {
        return posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    private static @Nullable String name(@Nullable State state) {
        return state == null ? null : state.name();
    }
}
