package io.linli.identity;

import io.linli.identity.Account.Tenure;
import io.linli.settings.EachInstance;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts in memory: all who serve, and of the others who called lately. It looks each second whether anything was
 * changed by another process; what this process changes is seen as soon as it is committed.
 */
@Component
@EachInstance
class Directory implements Posts, InitializingBean {

    private static final int MOST_CALLERS = 20_000;
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private record Place(AreaCode area, Role role) {}

    /** Those in service, by post; made anew when anyone of them changes. */
    private record Staff(
            Map<AccountId, Account> all, Map<Place, List<Account>> byPlace, Map<OrgUnitId, List<Account>> byUnit) {}

    /** One that called, as all that they are, and by the post that they chose to act in. */
    private record Known(
            Account account, CallerAuthentication caller, Map<UUID, CallerAuthentication> byPost, Instant until) {}

    private final AccountStore store;
    private final RolePermissions permissions;
    private final Scopes scopes;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Map<AccountId, Known> callers = new ConcurrentHashMap<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Staff staff = new Staff(Map.of(), Map.of(), Map.of());
    private long seen;
    private long permissionsSeen;

    Directory(
            AccountStore store,
            RolePermissions permissions,
            Scopes scopes,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.permissions = permissions;
        this.scopes = scopes;
        this.clock = clock;
        // what the transaction at hand has changed is not yet true
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        apart.setReadOnly(true);
    }

    @Override
    public void afterPropertiesSet() {
        refresh();
    }

    @Scheduled(fixedDelay = 1000)
    void refresh() {
        refreshing.lock();
        try {
            apart.executeWithoutResult(status -> look());
        } finally {
            refreshing.unlock();
        }
    }

    /** After a change that was taken back: somebody may have read it meanwhile. */
    void forget() {
        callers.clear();
    }

    private void look() {
        var now = store.revision();
        if (now.permissions() != permissionsSeen) {
            permissions.reload();
            permissionsSeen = now.permissions();
            callers.clear();
        }
        if (now.number() != seen) {
            take(seen == 0 ? store.staff() : store.changedSince(seen));
            seen = Math.max(seen, now.number());
        }
    }

    private void take(List<Account> changed) {
        var all = new HashMap<>(staff.all());
        for (var account : changed) {
            if (account.serves()) {
                all.put(account.id(), account);
            } else {
                all.remove(account.id());
            }
            seen = Math.max(seen, account.revision());
        }
        staff = arranged(all);
        changed.forEach(account -> callers.remove(account.id()));
    }

    private static Staff arranged(Map<AccountId, Account> all) {
        record Held(Account account, Tenure tenure) {}
        var byPlace = new HashMap<Place, List<Account>>();
        var byUnit = new HashMap<OrgUnitId, List<Account>>();
        all.values().stream()
                .filter(account -> !account.locked())
                .flatMap(account -> account.tenures().stream().map(tenure -> new Held(account, tenure)))
                .filter(held -> held.tenure().post().role().serves())
                .sorted(Comparator.comparing((Held held) -> held.tenure().since())
                        .thenComparing(held -> held.account().id().id()))
                .forEach(held -> {
                    var post = held.tenure().post();
                    byPlace.computeIfAbsent(new Place(post.area(), post.role()), place -> new ArrayList<>())
                            .add(held.account());
                    if (post.unit() != null) {
                        byUnit.computeIfAbsent(post.unit(), unit -> new ArrayList<>())
                                .add(held.account());
                    }
                });
        return new Staff(all, byPlace, byUnit);
    }

    @Override
    public List<Holder> at(AreaCode area, Role role) {
        var all = holders(area, role);
        var away = away(all, area, role);
        // who is away comes after the one who acts for them
        return all.stream()
                .sorted(Comparator.comparing(holder -> away.contains(holder.account())))
                .toList();
    }

    @Override
    public List<Holder> present(AreaCode area, Role role) {
        var all = holders(area, role);
        var away = away(all, area, role);
        return all.stream().filter(holder -> !away.contains(holder.account())).toList();
    }

    private List<Holder> holders(AreaCode area, Role role) {
        var now = clock.instant();
        return staff.byPlace().getOrDefault(new Place(area, role), List.of()).stream()
                .map(account -> holder(account, now))
                .filter(holder -> holder.posts().stream().anyMatch(post -> is(post, area, role)))
                .distinct()
                .toList();
    }

    private static Set<AccountId> away(List<Holder> holders, AreaCode area, Role role) {
        return holders.stream()
                .flatMap(holder -> holder.posts().stream())
                .filter(post -> is(post, area, role))
                .map(Post::standsInFor)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static boolean is(Post post, AreaCode area, Role role) {
        return post.role() == role && post.area().equals(area);
    }

    @Override
    public List<Holder> of(OrgUnitId unit) {
        var now = clock.instant();
        return staff.byUnit().getOrDefault(unit, List.of()).stream()
                .map(account -> holder(account, now))
                .filter(holder -> holder.posts().stream().anyMatch(post -> unit.equals(post.unit())))
                .distinct()
                .toList();
    }

    @Override
    public List<OrgUnitId> units() {
        return staff.byUnit().keySet().stream()
                .filter(unit -> !of(unit).isEmpty())
                .sorted(Comparator.comparing(OrgUnitId::id))
                .toList();
    }

    @Override
    public Optional<Holder> find(AccountId id) {
        var now = clock.instant();
        var serving = staff.all().get(id);
        return serving != null
                ? Optional.of(holder(serving, now))
                : known(id).map(known -> holder(known.account(), now));
    }

    @Override
    public Optional<Holder> findNow(AccountId id) {
        refresh();
        return find(id);
    }

    private static Holder holder(Account account, Instant now) {
        return new Holder(account.id(), account.name(), account.posts(now));
    }

    /** The caller of that account, with what they may do now; empty when there is none or it is locked. */
    Optional<CallerAuthentication> caller(AccountId id) {
        return known(id).filter(known -> !known.account().locked()).map(Known::caller);
    }

    /** The same, acting in one post only; in all of them when that one is not held (any more). */
    Optional<CallerAuthentication> caller(AccountId id, @Nullable UUID post) {
        var whole = caller(id);
        var known = post == null ? null : known(id).orElse(null);
        if (post == null || known == null) {
            return whole;
        }
        return whole.map(all ->
                known.byPost().computeIfAbsent(post, chosen -> inOnePost(known.account(), chosen, all)));
    }

    private CallerAuthentication inOnePost(Account account, UUID post, CallerAuthentication all) {
        var chosen = account.held(clock.instant()).stream()
                .filter(tenure -> tenure.id().equals(post))
                .map(Tenure::post)
                .toList();
        return chosen.isEmpty() ? all : authentication(account, chosen);
    }

    Optional<Account> account(AccountId id) {
        return known(id).map(Known::account);
    }

    private Optional<Known> known(AccountId id) {
        var now = clock.instant();
        if (callers.size() > MOST_CALLERS) {
            callers.clear();
        }
        var known = callers.compute(
                id,
                (key, present) -> present != null && now.isBefore(present.until())
                        ? present
                        // loaded under the key's lock: a change seen meanwhile removes it again afterwards
                        : load(key, now));
        return Optional.ofNullable(known);
    }

    private @Nullable Known load(AccountId id, Instant now) {
        return store.find(id).map(account -> known(account, now)).orElse(null);
    }

    /** A machine client may do what was granted to it alone, whatever machines may in general. */
    private Set<String> permitted(Account account, List<Post> posts) {
        return account.kind() == AccountKind.MACHINE ? account.scopes() : permissions.of(posts);
    }

    private Known known(Account account, Instant now) {
        var change = account.nextChange(now);
        var until = change.isBefore(now.plus(AT_MOST)) ? change : now.plus(AT_MOST);
        return new Known(account, authentication(account, account.posts(now)), new ConcurrentHashMap<>(), until);
    }

    private CallerAuthentication authentication(Account account, List<Post> posts) {
        var caller = new Caller(account.id(), account.username(), account.name(), posts, permitted(account, posts));
        return new CallerAuthentication(caller, scopes.of(caller));
    }
}
