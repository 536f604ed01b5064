package io.linli.identity;

import static io.linli.identity.IdentityProblem.ACCOUNT_UNKNOWN;
import static io.linli.identity.IdentityProblem.OUTSIDE_YOUR_TERRITORY;

import io.linli.identity.Account.Tenure;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What an administrator may change: accounts whose posts all lie in the areas of their own posts that allow it. Nobody
 * gives more than they have, and nobody takes from somebody who stands above them.
 */
@Component
class Reach {

    private final RolePermissions permissions;
    private final Territory territory;
    private final AccountStore store;
    private final Clock clock;

    Reach(RolePermissions permissions, Territory territory, AccountStore store, Clock clock) {
        this.permissions = permissions;
        this.territory = territory;
        this.store = store;
        this.clock = clock;
    }

    /** The areas, with those that they came from. */
    List<AreaCode> areas(Caller caller) {
        return caller.posts().stream()
                .filter(post -> permissions.of(post.role()).contains(IdentityPermissions.MANAGE))
                .flatMap(post -> territory.own(post.area()).stream())
                .distinct()
                .toList();
    }

    boolean covers(Caller caller, AreaCode area) {
        return covers(areas(caller), area);
    }

    private static boolean covers(List<AreaCode> areas, AreaCode area) {
        return areas.stream().anyMatch(own -> own.contains(area));
    }

    static void mustCover(List<AreaCode> areas, AreaCode area) {
        if (!covers(areas, area)) {
            throw OUTSIDE_YOUR_TERRITORY.with().at("area");
        }
    }

    /** What concerns the whole installation. */
    void mustCoverAll(Caller caller) {
        if (!covers(caller, territory.root())) {
            throw OUTSIDE_YOUR_TERRITORY.with();
        }
    }

    /** Refuses an account that the caller does not see as unknown, and one that they see but do not cover. */
    Account mustManage(Caller caller, AccountId id) {
        var account = mustSee(caller, id);
        if (!manages(caller, account)) {
            throw OUTSIDE_YOUR_TERRITORY.with();
        }
        return account;
    }

    Account mustSee(Caller caller, AccountId id) {
        var areas = areas(caller);
        return store.find(id).filter(account -> sees(areas, account)).orElseThrow(ACCOUNT_UNKNOWN::with);
    }

    /** Whether the account serves, or served, in one of the areas. */
    boolean sees(List<AreaCode> areas, Account account) {
        return own(account).anyMatch(tenure -> covers(areas, tenure.post().area()));
    }

    /** Where the account serves or will serve; where it served, when it does so no more. */
    boolean manages(Caller caller, Account account) {
        return manages(areas(caller), account);
    }

    boolean manages(List<AreaCode> areas, Account account) {
        var now = clock.instant();
        var lasting = own(account).filter(tenure -> lasts(tenure, now)).toList();
        return (lasting.isEmpty() ? own(account).toList() : lasting)
                .stream().allMatch(tenure -> covers(areas, tenure.post().area()));
    }

    private static boolean lasts(Tenure tenure, Instant now) {
        return tenure.until() == null || tenure.until().isAfter(now);
    }

    private static Stream<Tenure> own(Account account) {
        return account.tenures().stream()
                .filter(tenure -> tenure.post().standsInFor() == null)
                .filter(tenure -> tenure.post().role().serves());
    }
}
