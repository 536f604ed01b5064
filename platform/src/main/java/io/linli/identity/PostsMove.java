package io.linli.identity;

import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever holds a post at an area that closes holds it at the one that takes its place. They hold both from before the new
 * areas open until all else has moved, so that a report made meanwhile finds its worker, and nobody loses sight of what
 * has moved ahead or stayed behind. The old tenure ends as history; nothing is handed over to others.
 */
@Component
@Order(90)
class PostsMove implements MovesWithGround {

    private static final String HELD = "not t.end_told";

    private final JdbcClient database;
    private final Accounts accounts;
    private final RowsOnGround rows;
    private final Clock clock;

    PostsMove(JdbcClient database, Accounts accounts, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.clock = clock;
        rows = new RowsOnGround(database, "identity.post", HELD);
    }

    @Override
    public String what() {
        return "posts";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return rows.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        return rows.flows(plan);
    }

    /** Who has the same post at two areas that become one has it once. */
    @Override
    public long merged(Regrouping plan) {
        return database.sql("""
                select coalesce(sum(n - 1), 0) from (
                    select count(*) as n
                    from unnest(?::text[], ?::text[]) as m (source, target) join identity.post t on t.area = m.source
                    where %s group by m.target, t.account, t.role, t.unit) one""".formatted(HELD))
                .params(plan.sources(), plan.targets())
                .query(Long.class)
                .single();
    }

    @Override
    public int prepare(Regrouping plan, int most) {
        var ids = Stream.generate(Ids::next).limit(most).toArray(UUID[]::new);
        var to = database.sql("""
                with wanted as (
                    select distinct on (t.account, t.role, m.target, t.unit)
                        t.account, t.role, m.target, t.unit, t.since, t.until
                    from unnest(?::text[], ?::text[]) as m (source, target) join identity.post t on t.area = m.source
                    where %s and (t.until is null or t.until > ?) and not exists (
                        select from identity.post n where n.account = t.account and n.role = t.role
                            and n.area = m.target and n.unit is not distinct from t.unit)
                    order by t.account, t.role, m.target, t.unit, t.until desc nulls first
                    limit ?),
                numbered as (select row_number() over () as n, wanted.* from wanted)
                insert into identity.post (id, account, role, area, unit, since, until)
                select i.id, w.account, w.role, w.target, w.unit, greatest(w.since, ?), w.until
                from numbered w join unnest(?::uuid[]) with ordinality as i (id, n) on i.n = w.n
                returning account""".formatted(HELD))
                .params(plan.sources(), plan.targets(), now(), most, now(), ids)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        known(to);
        return to.size();
    }

    @Override
    public void takeBack(Regrouping plan) {
        known(database.sql("delete from identity.post where area = any (?) returning account")
                .param(plan.opened().stream().map(AreaCode::code).toArray(String[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** They stand at both until the rest has moved. */
    @Override
    public int move(Regrouping plan, int most) {
        return prepare(plan, most); // a post that was given while the areas were about to close
    }

    @Override
    public int finish(Regrouping plan, int most) {
        var over = new ArrayList<>(database.sql("""
                update identity.post t set until = ?, end_told = true
                where t.id = any (array(
                    select t.id from identity.post t
                    where t.area = any (?) and not t.end_told and t.since < ? and (t.until is null or t.until > ?)
                    limit ? for update))
                returning account""")
                .params(now(), plan.sources(), now(), now(), most)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
        // what would only have begun is never held
        over.addAll(database.sql("delete from identity.post where area = any (?) and since >= ? returning account")
                .params(plan.sources(), now())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
        known(over);
        return over.size();
    }

    /** Every instance reads those accounts anew, and those of whoever acts for them. */
    private void known(List<UUID> changed) {
        if (!changed.isEmpty()) {
            var all = changed.toArray(UUID[]::new);
            database.sql("""
                    update identity.account set revision = ?
                    where id = any (?) or id in (select deputy from identity.deputy where holder = any (?) and until > ?)""").params(accounts.nextRevision(), all, all, now()).update();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
