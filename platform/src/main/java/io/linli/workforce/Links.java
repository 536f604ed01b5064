package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.COVERAGE_GRID_UNFIT;
import static io.linli.workforce.WorkforceProblem.LINK_ACCOUNT_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.LINK_DAY_UNFIT;
import static io.linli.workforce.WorkforceProblem.LINK_EXISTS;
import static io.linli.workforce.WorkforceProblem.LINK_POST_UNFIT;
import static io.linli.workforce.WorkforceProblem.LINK_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which cadre supports which grid (干部包联网格), and which police officer each grid has (一格一警). */
@Service
@Transactional
public class Links {

    private static final String REASON = "workforce.ended-link";

    /** Where posts stand that cover a grid, those nearest to it first. */
    private static final List<AreaLevel> AROUND =
            List.of(AreaLevel.GRID, AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.COUNTY);

    public enum Kind {
        CADRE,
        POLICE;

        /** Whose posts make somebody one. */
        Set<Role> roles() {
            return switch (this) {
                case CADRE -> Set.of(Role.STREET_STAFF, Role.DISTRICT_STAFF, Role.DEPARTMENT_STAFF);
                case POLICE -> Set.of(Role.POLICE_OFFICER);
            };
        }
    }

    /** One person at one grid. */
    public record Item(
            UUID id,
            Kind kind,
            AccountId account,
            @Nullable String name,
            AreaCode grid,
            String gridName,
            LocalDate since,
            @Nullable LocalDate until,
            @Nullable String reason,
            @Nullable String endedBy) {}

    /** Somebody who could be linked to a grid: a post of theirs covers it. */
    public record Candidate(AccountId account, String name, Role role, String areaName) {}

    /**
     * How a link ends.
     *
     * @param on today when it is null
     */
    public record Ending(String reason, @Nullable LocalDate on) {}

    public record Page(List<Item> items, @Nullable UUID next) {}

    /** What is still missing; the grids and cadres are those of the area. */
    public record Gaps(
            AreaCode area,
            String areaName,
            int cadres,
            List<Cadre> cadresWithoutGrid,
            int grids,
            List<Grid> gridsWithoutCadre,
            List<Grid> gridsWithoutPolice,
            List<Grid> gridsWithoutPartyMember) {}

    public record Cadre(AccountId account, String name, AreaCode area, String areaName) {}

    public record Grid(AreaCode grid, String name, String fullName) {}

    /** The police officers of a grid, linked to it or in a post at it or at its community. */
    public record Beat(AreaCode grid, String name, List<Officer> officers) {}

    public record Officer(AccountId account, String name, boolean linked) {}

    record InForce(AccountId account, AreaCode grid) {}

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final SystemScope system;
    private final Posts posts;
    private final Grids grids;
    private final PartyMembers partyMembers;
    private final Mandate mandate;
    private final Territory territory;
    private final Vault vault;
    private final Acts acts;
    private final Clock clock;

    Links(
            JdbcClient database,
            ScopedQuery scoped,
            SystemScope system,
            Posts posts,
            Grids grids,
            PartyMembers partyMembers,
            Mandate mandate,
            Territory territory,
            Vault vault,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.system = system;
        this.posts = posts;
        this.grids = grids;
        this.partyMembers = partyMembers;
        this.mandate = mandate;
        this.territory = territory;
        this.vault = vault;
        this.acts = acts;
        this.clock = clock;
    }

    /** Those that the caller may see, oldest first: in force, or ended. */
    @Transactional(readOnly = true)
    public Page list(
            Caller caller,
            @Nullable AreaCode area,
            @Nullable Kind kind,
            boolean ended,
            @Nullable UUID after,
            int size) {
        var query = scoped.from(caller, "workforce.link l")
                .select("l.*")
                .and(ended ? "l.until is not null" : "l.until is null")
                .orderBy("l.id")
                .limit(size + 1);
        if (area != null) {
            query.and("l.area >= ? and l.area < ?", area.code(), area.end());
        }
        if (kind != null) {
            query.and("l.kind = ?", kind.name());
        }
        if (after != null) {
            query.and("l.id > ?", after);
        }
        boolean links = caller.may("workforce:link");
        var found = query.list((row, n) -> item(row, links));
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id() : null);
    }

    /** Links somebody whose post covers the grid and fits the kind. */
    public Item add(Kind kind, AccountId account, AreaCode grid, Caller caller) {
        var ground = mandate.open(grid, caller);
        if (ground.level() != AreaLevel.GRID) {
            throw COVERAGE_GRID_UNFIT.with(ground.name()).at("grid");
        }
        var holder = posts.find(account)
                .orElseThrow(() -> LINK_ACCOUNT_UNKNOWN.with(account.toString()).at("account"));
        if (holder.posts().stream()
                .noneMatch(post ->
                        kind.roles().contains(post.role()) && post.area().contains(grid))) {
            throw LINK_POST_UNFIT.with(holder.name(), ground.name()).at("account");
        }
        var id = Ids.next();
        int added = database.sql("""
                insert into workforce.link (id, kind, account, assignee, area, since) values (?, ?, ?, ?, ?, ?)
                on conflict (kind, account, area) where until is null do nothing""")
                .params(id, kind.name(), account.id(), account.id(), grid.code(), today())
                .update();
        if (added == 0) {
            throw LINK_EXISTS.with(holder.name(), ground.name());
        }
        acts.did(Act.of("link.begin").on("account", account, kind, grid).concerning(List.of(account.toString())));
        return new Item(id, kind, account, holder.name(), grid, ground.name(), today(), null, null, null);
    }

    /** Who could be linked to that grid of the caller's ground, those nearest to it first. */
    @Transactional(readOnly = true)
    public List<Candidate> candidates(Kind kind, AreaCode grid, Caller caller) {
        var ground = mandate.open(grid, caller);
        var known = new HashSet<AccountId>();
        return AROUND.stream()
                .filter(level -> level.digits() <= ground.level().digits())
                .map(grid::at)
                .flatMap(place -> kind.roles().stream()
                        .sorted()
                        .flatMap(role -> posts.at(place, role).stream()
                                .map(holder ->
                                        new Candidate(holder.account(), holder.name(), role, mandate.name(place)))))
                .filter(candidate -> known.add(candidate.account()))
                .toList();
    }

    /** Ends a link that the caller may see; it stays in the history with the reason. */
    public void end(UUID id, Ending ending, Caller caller) {
        record Running(UUID account, AreaCode area, LocalDate since) {}
        var link = database.sql("""
                        select account, area, since from workforce.link where id = ? and until is null
                        for no key update""")
                .param(id)
                .query((row, n) -> new Running(
                        row.getObject(1, UUID.class),
                        new AreaCode(row.getString(2)),
                        row.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> LINK_UNKNOWN.with(id.toString()));
        mandate.check(link.area(), caller);
        var on = Objects.requireNonNullElse(ending.on(), today());
        if (on.isBefore(link.since()) || on.isAfter(today())) {
            throw LINK_DAY_UNFIT.with(link.since(), today()).at("on");
        }
        database.sql("update workforce.link set until = ?, ended_reason = ?, ended_by = ? where id = ?")
                .params(on, vault.seal(REASON, ending.reason()), caller.id().id(), id)
                .update();
        acts.did(Act.of("link.end")
                .on("account", link.account(), link.area())
                .because(ending.reason())
                .concerning(List.of(link.account().toString())));
    }

    /** Who of an area on the caller's ground is not linked yet, and which grids lack somebody. */
    @Transactional(readOnly = true)
    public Gaps gaps(AreaCode area, Caller caller) {
        mandate.check(mandate.known(area).code(), caller);
        var all = grids.in(area);
        var cadreLinks = inForce(Kind.CADRE, area);
        var linked = cadreLinks.stream().map(InForce::account).collect(Collectors.toSet());
        var supported = cadreLinks.stream().map(InForce::grid).collect(Collectors.toSet());
        var withMember = partyMembers.gridsWith(all);
        var cadres = grids.levelIn(area, AreaLevel.STREET).stream()
                .flatMap(street -> posts.at(street.code(), Role.STREET_STAFF).stream()
                        .map(holder -> new Cadre(holder.account(), holder.name(), street.code(), street.name())))
                .toList();
        return new Gaps(
                area,
                mandate.name(area),
                cadres.size(),
                cadres.stream()
                        .filter(cadre -> !linked.contains(cadre.account()))
                        .toList(),
                all.size(),
                named(all.stream().filter(grid -> !supported.contains(grid.code()))),
                beats(area).stream()
                        .filter(beat -> beat.officers().isEmpty())
                        .map(beat -> new Grid(beat.grid(), beat.name(), territory.fullName(beat.grid())))
                        .toList(),
                named(all.stream().filter(grid -> !withMember.contains(grid.code()))));
    }

    /** The police officers of each grid of an area. */
    @Transactional(readOnly = true)
    public List<Beat> officers(AreaCode area) {
        return beats(mandate.known(area).code());
    }

    private List<Beat> beats(AreaCode area) {
        var linked = inForce(Kind.POLICE, area).stream().collect(Collectors.groupingBy(InForce::grid));
        return grids.in(area).stream()
                .map(grid -> {
                    var own = linked.getOrDefault(grid.code(), List.of()).stream()
                            .flatMap(link -> posts.find(link.account()).stream())
                            .map(holder -> new Officer(holder.account(), holder.name(), true));
                    var byPost = Stream.of(grid.code(), grid.code().at(AreaLevel.COMMUNITY))
                            .flatMap(place -> posts.at(place, Role.POLICE_OFFICER).stream())
                            .map(holder -> new Officer(holder.account(), holder.name(), false));
                    var known = new HashSet<AccountId>();
                    return new Beat(
                            grid.code(),
                            grid.name(),
                            Stream.concat(own, byPost)
                                    .filter(officer -> known.add(officer.account()))
                                    .toList());
                })
                .toList();
    }

    /** All links of a kind whose people still hold the post, whoever asks: for what is counted and listed by grid. */
    List<InForce> inForce(Kind kind, AreaCode area) {
        var kept = system.call(() -> database.sql("""
                        select account, area from workforce.link
                        where until is null and kind = ? and area >= ? and area < ? order by id""")
                .params(kind.name(), area.code(), area.end())
                .query((row, n) ->
                        new InForce(new AccountId(row.getObject(1, UUID.class)), new AreaCode(row.getString(2))))
                .list());
        return kept.stream().filter(link -> serves(kind, link)).toList();
    }

    /** Not so once the account is locked or the post is ended. */
    private boolean serves(Kind kind, InForce link) {
        return posts.find(link.account()).stream()
                .flatMap(holder -> holder.posts().stream())
                .filter(post ->
                        kind.roles().contains(post.role()) && post.area().contains(link.grid()))
                .anyMatch(post -> posts.at(post.area(), post.role()).stream()
                        .anyMatch(holder -> holder.account().equals(link.account())));
    }

    private List<Grid> named(Stream<Area> some) {
        return some.map(grid -> new Grid(grid.code(), grid.name(), territory.fullName(grid.code())))
                .toList();
    }

    /** @param why whether the caller may know why it ended and by whom: of those who link, and nobody else */
    private Item item(ResultSet row, boolean why) throws SQLException {
        var grid = new AreaCode(row.getString("area"));
        var account = new AccountId(row.getObject("account", UUID.class));
        var endedBy = why ? row.getObject("ended_by", UUID.class) : null;
        var reason = why ? row.getBytes("ended_reason") : null;
        return new Item(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                account,
                name(account),
                grid,
                mandate.name(grid),
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                reason == null ? null : vault.open(REASON, reason),
                endedBy == null ? null : name(new AccountId(endedBy)));
    }

    private @Nullable String name(AccountId account) {
        return posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OrganisationRegister.HERE);
    }
}
