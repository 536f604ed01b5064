package io.linli.identity;

import static io.linli.identity.IdentityProblem.LAST_ADMINISTRATOR;
import static io.linli.identity.IdentityProblem.POSTS_INCOMPATIBLE;
import static io.linli.identity.IdentityProblem.POST_AREA_UNKNOWN;
import static io.linli.identity.IdentityProblem.POST_DATES_REVERSED;
import static io.linli.identity.IdentityProblem.POST_FOR_ONESELF;
import static io.linli.identity.IdentityProblem.POST_HELD_ALREADY;
import static io.linli.identity.IdentityProblem.POST_NOT_AT_THIS_LEVEL;
import static io.linli.identity.IdentityProblem.POST_OF_NO_STAFF;
import static io.linli.identity.IdentityProblem.POST_OVER;
import static io.linli.identity.IdentityProblem.POST_UNKNOWN;
import static io.linli.identity.IdentityProblem.POST_WITHOUT_UNIT;

import io.linli.identity.Account.Tenure;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives posts and ends them, within the territory of whoever does it. */
@Service
@Transactional
public class PostDesk {

    /** Who administers does not audit (GB/T 22239, 三员分立). */
    private static final Set<Role> APART = Set.of(Role.ADMINISTRATOR, Role.AUDITOR);

    private final JdbcClient database;
    private final Accounts accounts;
    private final Reach reach;
    private final Territory territory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostDesk(
            JdbcClient database,
            Accounts accounts,
            Reach reach,
            Territory territory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.reach = reach;
        this.territory = territory;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A post to be given.
     *
     * @param since null: from now on
     * @param until null: until it is ended
     */
    public record NewPost(
            Role role,
            AreaCode area,
            @Nullable OrgUnitId unit,
            @Nullable Instant since,
            @Nullable Instant until) {

        Post post() {
            return new Post(role, area, unit);
        }
    }

    public UUID appoint(Caller caller, AccountId id, NewPost post) {
        if (caller.id().equals(id)) {
            throw POST_FOR_ONESELF.with();
        }
        var account = reach.mustManage(caller, id);
        mayBeGiven(caller, post);
        return give(account, post);
    }

    /** Refuses a post that cannot be, or that lies outside the caller's territory. */
    void mayBeGiven(Caller caller, NewPost post) {
        mayBeGiven(reach.areas(caller), post);
    }

    void mayBeGiven(List<AreaCode> areas, NewPost post) {
        if (!post.role().serves()) {
            throw POST_OF_NO_STAFF.with().at("role");
        }
        if (territory.find(post.area()).filter(Area::open).isEmpty()) {
            throw POST_AREA_UNKNOWN.with(post.area().code()).at("area");
        }
        if (!post.role().fits(post.area().level())) {
            throw POST_NOT_AT_THIS_LEVEL.with().at("area");
        }
        if (post.role() == Role.DEPARTMENT_STAFF && post.unit() == null) {
            throw POST_WITHOUT_UNIT.with().at("unit");
        }
        var until = post.until();
        if (until != null && (!until.isAfter(clock.instant()) || !until.isAfter(since(post)))) {
            throw POST_DATES_REVERSED.with().at("until");
        }
        Reach.mustCover(areas, post.area());
    }

    private Instant since(NewPost post) {
        return post.since() == null ? clock.instant() : post.since();
    }

    /** Whether the account holds that post in any part of that time. */
    boolean holds(Account account, NewPost post) {
        return beside(account, post).contains(post.post());
    }

    private List<Post> beside(Account account, NewPost post) {
        var since = since(post);
        var until = post.until();
        return account.tenures().stream()
                .filter(tenure -> tenure.post().standsInFor() == null)
                .filter(tenure -> tenure.until() == null || tenure.until().isAfter(since))
                .filter(tenure -> until == null || tenure.since().isBefore(until))
                .map(Tenure::post)
                .toList();
    }

    UUID give(Account account, NewPost post) {
        var beside = beside(account, post);
        if (beside.contains(post.post())) {
            throw POST_HELD_ALREADY.with().at("role");
        }
        if (APART.contains(post.role())
                && beside.stream().anyMatch(other -> APART.contains(other.role()) && other.role() != post.role())) {
            throw POSTS_INCOMPATIBLE.with().at("role");
        }
        return accounts.appoint(account.id(), post.post(), since(post), post.until());
    }

    /** Ends a post now or at a later time. */
    public void end(Caller caller, AccountId id, UUID tenure, @Nullable Instant until) {
        var account = reach.mustSee(caller, id);
        var held = account.tenures().stream()
                .filter(each -> each.post().standsInFor() == null)
                .filter(each -> each.id().equals(tenure))
                .findFirst()
                .orElseThrow(POST_UNKNOWN::with);
        Reach.mustCover(reach.areas(caller), held.post().area());
        var now = clock.instant();
        if (held.until() != null && !held.until().isAfter(now)) {
            throw POST_OVER.with();
        }
        var end = until == null ? now : until;
        if (end.isBefore(now) || (until != null && end.isBefore(held.since()))) {
            throw POST_DATES_REVERSED.with().at("until");
        }
        if (held.post().role() == Role.ADMINISTRATOR) {
            mustNotBeTheLast(account);
        }
        accounts.dismiss(id, tenure, end);
        if (!end.isAfter(now)) {
            tell(now);
        }
    }

    /** Refuses to take the last administrator of the whole installation away. */
    void mustNotBeTheLast(Account account) {
        var now = Timestamp.from(clock.instant());
        var others = database.sql("""
                select p.account from identity.post p join identity.account a on a.id = p.account
                where p.role = 'ADMINISTRATOR' and p.since <= ? and (p.until is null or p.until > ?)
                  and a.locked_at is null and a.secret is not null and starts_with(?, p.area)
                order by p.account for update of a""")
                .params(now, now, territory.root().code())
                .query(UUID.class)
                .list();
        if (others.contains(account.id().id())
                && others.stream().allMatch(account.id().id()::equals)) {
            throw LAST_ADMINISTRATOR.with();
        }
    }

    /** Those that ended by themselves meanwhile, too: one instance tells of each. */
    @Scheduled(fixedDelay = 15_000)
    public void tell() {
        tell(clock.instant());
    }

    private void tell(Instant now) {
        List<PostEnded> ended = database.sql("""
                update identity.post set end_told = true where until <= ? and not end_told
                returning account, role, area, unit, until""")
                .param(Timestamp.from(now))
                .query((row, n) -> {
                    var unit = row.getString("unit");
                    return new PostEnded(
                            new AccountId(row.getObject("account", UUID.class)),
                            Role.valueOf(row.getString("role")),
                            new AreaCode(row.getString("area")),
                            unit == null ? null : new OrgUnitId(unit),
                            now);
                })
                .list();
        ended.forEach(events::publishEvent);
    }
}
