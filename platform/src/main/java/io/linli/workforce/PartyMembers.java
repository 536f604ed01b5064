package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.LINK_ACCOUNT_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.privacy.AccessLog;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which grid workers are party members (党员网格员). That somebody is one is kept sealed and shown to those alone who assign
 * them; everybody else learns which grids have one and which have none. The legal basis is for each place to state: none is
 * known that would hold everywhere.
 */
@Service
@Transactional
public class PartyMembers {

    private static final String PURPOSE = "workforce.party-member";

    /**
     * Someone who works in a grid.
     *
     * @param partyMember null when nobody has said
     */
    public record Worker(
            AccountId account,
            String name,
            AreaCode grid,
            String gridName,
            @Nullable Boolean partyMember) {}

    private final JdbcClient database;
    private final Vault vault;
    private final Posts posts;
    private final Grids grids;
    private final Mandate mandate;
    private final ObjectProvider<AccessLog> looks;
    private final Acts acts;
    private final Clock clock;

    PartyMembers(
            JdbcClient database,
            Vault vault,
            Posts posts,
            Grids grids,
            Mandate mandate,
            ObjectProvider<AccessLog> looks,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.vault = vault;
        this.posts = posts;
        this.grids = grids;
        this.mandate = mandate;
        this.looks = looks;
        this.acts = acts;
        this.clock = clock;
    }

    /** The workers of an area's grids on the caller's ground; the look is recorded. */
    public List<Worker> workers(AreaCode area, Caller caller) {
        mandate.check(mandate.known(area).code(), caller);
        var found = grids.in(area);
        var known = among(found.stream()
                .flatMap(grid -> posts.at(grid.code(), Role.GRID_WORKER).stream())
                .map(Posts.Holder::account)
                .toList());
        var workers = found.stream()
                .flatMap(grid -> posts.at(grid.code(), Role.GRID_WORKER).stream()
                        .map(holder -> new Worker(
                                holder.account(),
                                holder.name(),
                                grid.code(),
                                grid.name(),
                                known.get(holder.account()))))
                .toList();
        var persons = known.keySet().stream().map(AccountId::toString).toList();
        if (!persons.isEmpty()) {
            looks.getObject().looked(caller.id().toString(), PURPOSE, persons, persons, "workforce.workers");
        }
        return workers;
    }

    /** Takes down whether somebody who works in a grid of the caller's ground is a party member; null forgets it. */
    public void set(AccountId account, @Nullable Boolean member, Caller caller) {
        var worker = posts.find(account).stream()
                .flatMap(holder -> holder.posts().stream())
                .filter(post -> post.role() == Role.GRID_WORKER)
                .findFirst()
                .orElseThrow(() -> LINK_ACCOUNT_UNKNOWN.with(account.toString()).at("account"));
        mandate.check(worker.area(), caller);
        if (member == null) {
            database.sql("delete from workforce.party_member where account = ?")
                    .param(account.id())
                    .update();
        } else {
            database.sql("""
                    insert into workforce.party_member (account, sealed, set_by, set_at) values (?, ?, ?, ?)
                    on conflict (account) do update set sealed = excluded.sealed, set_by = excluded.set_by,
                        set_at = excluded.set_at""")
                    .params(
                            account.id(),
                            vault.seal(PURPOSE, member ? "1" : "0"), // as long, one as the other
                            caller.id().id(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        acts.did(Act.of("party-member.set").on("account", account).concerning(List.of(account.toString())));
    }

    /** Those of the grids that have a party member among their workers. */
    Set<AreaCode> gridsWith(List<Area> some) {
        var workers = new HashMap<AreaCode, List<AccountId>>();
        some.forEach(grid -> workers.put(
                grid.code(),
                posts.at(grid.code(), Role.GRID_WORKER).stream()
                        .map(Posts.Holder::account)
                        .toList()));
        var known = among(workers.values().stream().flatMap(List::stream).toList());
        return workers.entrySet().stream()
                .filter(grid -> grid.getValue().stream().anyMatch(worker -> known.getOrDefault(worker, false)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<AccountId, Boolean> among(Collection<AccountId> accounts) {
        var members = new HashMap<AccountId, Boolean>();
        database.sql("select account, sealed from workforce.party_member where account = any (?::uuid[])")
                .param(accounts.stream().map(AccountId::id).distinct().toArray(UUID[]::new))
                .query(row -> {
                    members.put(
                            new AccountId(row.getObject(1, UUID.class)),
                            vault.open(PURPOSE, row.getBytes(2)).equals("1"));
                });
        return members;
    }
}
