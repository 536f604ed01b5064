package io.linli.identity;

import static io.linli.identity.IdentityProblem.DEPUTIES_IN_A_CIRCLE;
import static io.linli.identity.IdentityProblem.DEPUTY_DATES_REVERSED;
import static io.linli.identity.IdentityProblem.DEPUTY_THERE;
import static io.linli.identity.IdentityProblem.DEPUTY_UNFIT;
import static io.linli.identity.IdentityProblem.DEPUTY_UNKNOWN;

import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who acts for somebody who is away, and until when. A deputy holds the other's posts for that time, but not those that
 * administer or audit, and hands them on to nobody: who acts for a deputy does not act for those the deputy acts for.
 */
@Service
@Transactional
public class DeputyDesk {

    private final JdbcClient database;
    private final Accounts accounts;
    private final AccountStore store;
    private final Reach reach;
    private final Acts acts;
    private final Clock clock;

    DeputyDesk(JdbcClient database, Accounts accounts, AccountStore store, Reach reach, Acts acts, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.store = store;
        this.reach = reach;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * One for the other, for a time.
     *
     * @param holder who is away
     */
    public record Deputy(UUID id, Person holder, Person deputy, Instant since, Instant until) {}

    public record Person(AccountId id, String name) {}

    /** Those of the account and those that it is, now and to come. */
    @Transactional(readOnly = true)
    public List<Deputy> of(Caller caller, AccountId id) {
        reach.mustSee(caller, id);
        return database.sql("""
                select * from identity.deputy where (holder = ? or deputy = ?) and until > ? order by since, id""")
                .params(id.id(), id.id(), Timestamp.from(clock.instant()))
                .query((row, n) -> deputy(row))
                .list();
    }

    /** Those of everybody who serves in the caller's territory, now and to come; who begins first comes first. */
    @Transactional(readOnly = true)
    public List<Deputy> all(Caller caller, int most) {
        var areas = reach.areas(caller).stream().map(AreaCode::code).toArray(String[]::new);
        return database.sql("""
                select d.* from identity.deputy d
                where d.until > ? and exists (select from identity.post p where p.account = d.holder
                    and p.role not in ('RESIDENT', 'MACHINE', 'GUEST') and p.area ^@ any (?::text[]))
                order by d.since, d.id limit ?""")
                .params(Timestamp.from(clock.instant()), areas, most)
                .query((row, n) -> deputy(row))
                .list();
    }

    private Deputy deputy(ResultSet row) throws SQLException {
        return new Deputy(
                row.getObject("id", UUID.class),
                person(row.getObject("holder", UUID.class)),
                person(row.getObject("deputy", UUID.class)),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant());
    }

    private Person person(UUID id) {
        var account = new AccountId(id);
        return new Person(account, store.find(account).map(Account::name).orElse(""));
    }

    /** Lets somebody act for the holder; null: from now on. */
    public UUID name(Caller caller, AccountId holder, AccountId deputy, @Nullable Instant since, Instant until) {
        var now = clock.instant();
        var from = since == null ? now : since;
        reach.mustManage(caller, holder);
        var other = reach.mustSee(caller, deputy);
        if (holder.equals(deputy)
                || other.locked()
                || other.posts(now).stream().noneMatch(post -> post.role().serves())) {
            throw DEPUTY_UNFIT.with().at("deputy");
        }
        if (!until.isAfter(from) || !until.isAfter(now)) {
            throw DEPUTY_DATES_REVERSED.with().at("until");
        }
        accounts.touch(deputy); // from here on one at a time, so that no two make a circle together
        if (isStoodInFor(holder, from, until)) {
            throw DEPUTY_THERE.with();
        }
        if (isCircle(holder, deputy, from, until)) {
            throw DEPUTIES_IN_A_CIRCLE.with().at("deputy");
        }
        var id = Ids.next();
        database.sql("""
                insert into identity.deputy (id, holder, deputy, since, until, named_by, named_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        holder.id(),
                        deputy.id(),
                        Timestamp.from(from),
                        Timestamp.from(until),
                        caller.id().id(),
                        Timestamp.from(now))
                .update();
        acts.did(Act.of("deputy.name").on("account", holder, deputy));
        return id;
    }

    private boolean isStoodInFor(AccountId holder, Instant from, Instant until) {
        return database.sql("select exists (select from identity.deputy where holder = ? and since < ? and until > ?)")
                .params(holder.id(), Timestamp.from(until), Timestamp.from(from))
                .query(Boolean.class)
                .single();
    }

    /** Whether, at some time of it, the holder would in the end act for themself while they are away. */
    private boolean isCircle(AccountId holder, AccountId deputy, Instant from, Instant until) {
        return database.sql("""
                with recursive acting as (
                    select deputy from identity.deputy where holder = ? and since < ? and until > ?
                    union
                    select d.deputy from identity.deputy d join acting a on d.holder = a.deputy
                    where d.since < ? and d.until > ?)
                select exists (select from acting where deputy = ?)""")
                .params(
                        deputy.id(),
                        Timestamp.from(until),
                        Timestamp.from(from),
                        Timestamp.from(until),
                        Timestamp.from(from),
                        holder.id())
                .query(Boolean.class)
                .single();
    }

    /** The holder is back before the time. */
    public void end(Caller caller, AccountId holder, UUID id) {
        reach.mustManage(caller, holder);
        var now = Timestamp.from(clock.instant());
        var deputy = database.sql("select deputy from identity.deputy where id = ? and holder = ? and until > ?")
                .params(id, holder.id(), now)
                .query(UUID.class)
                .optional()
                .map(AccountId::new)
                .orElseThrow(DEPUTY_UNKNOWN::with);
        database.sql("delete from identity.deputy where id = ? and since >= ?")
                .params(id, now)
                .update();
        database.sql("update identity.deputy set until = ? where id = ?")
                .params(now, id)
                .update();
        accounts.touch(deputy);
        acts.did(Act.of("deputy.end").on("account", holder, deputy));
    }
}
