package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.PRESENCE_ELSEWHERE_OPEN;
import static io.linli.workforce.WorkforceProblem.PRESENCE_NOT_LINKED;
import static io.linli.workforce.WorkforceProblem.PRESENCE_UNKNOWN;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.GridKind;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When cadres came to the grids that they support (干部下沉). It shows who never came, so that somebody can ask why; it is
 * no measure of how much anybody did, and ranks nobody.
 */
@Service
@Transactional
public class Presences {

    /** After that nobody is still there; they forgot to sign out. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int LATELY = 20;

    public enum State {
        THERE,
        LEFT,
        /** They did not sign out, and when they left is not known. */
        FORGOTTEN
    }

    /**
     * One stay.
     *
     * @param inGrid whether the phone was in the grid when they came; null when they did not let it say, or it cannot be
     *     told
     */
    public record Item(
            UUID id,
            AccountId account,
            @Nullable String name,
            AreaCode grid,
            String gridName,
            Instant arrivedAt,
            @Nullable Instant leftAt,
            State state,
            @Nullable Boolean inGrid) {}

    public record Page(List<Item> items, @Nullable UUID next) {}

    /** The caller's own: the grids that they support, where they are now, and the last stays. */
    public record Own(List<Links.Grid> grids, @Nullable Item now, List<Item> lately) {}

    /** Who supports a grid of the area and did not come to any in so many days. */
    public record Absences(AreaCode area, String areaName, int days, int cadres, List<Absent> absent) {}

    /**
     * Who did not come.
     *
     * @param last when they last came; null when they never did
     */
    public record Absent(
            AccountId account,
            @Nullable String name,
            List<Links.Grid> grids,
            @Nullable Instant last) {}

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final SystemScope system;
    private final Links links;
    private final Posts posts;
    private final Mandate mandate;
    private final Territory territory;
    private final Acts acts;
    private final Clock clock;

    Presences(
            JdbcClient database,
            ScopedQuery scoped,
            SystemScope system,
            Links links,
            Posts posts,
            Mandate mandate,
            Territory territory,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.system = system;
        this.links = links;
        this.posts = posts;
        this.mandate = mandate;
        this.territory = territory;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Signs the caller in at a grid that they support. Where they are there already nothing changes, so that a phone that
     * lost the answer may ask again.
     */
    public Item arrive(AreaCode grid, @Nullable GeoPoint point, Caller caller) {
        var supports = links.inForce(Links.Kind.CADRE, grid).stream()
                .anyMatch(link ->
                        link.account().equals(caller.id()) && link.grid().equals(grid));
        if (!supports) {
            throw PRESENCE_NOT_LINKED.with(mandate.name(grid)).at("grid");
        }
        var now = clock.instant();
        database.sql("""
                update workforce.presence set forgotten = true
                where account = ? and left_at is null and not forgotten and arrived_at <= ?""").params(caller.id().id(), at(now.minus(LONGEST))).update();
        var id = Ids.next();
        int added = database.sql("""
                insert into workforce.presence (id, account, assignee, area, arrived_at, in_grid)
                values (:id, :who, :who, :grid, :now, :inGrid)
                on conflict (account) where left_at is null and not forgotten do nothing""")
                .param("id", id)
                .param("who", caller.id().id())
                .param("grid", grid.code())
                .param("now", at(now))
                .param("inGrid", point == null ? null : isIn(grid, point).orElse(null), java.sql.Types.BOOLEAN)
                .update();
        if (added == 0) {
            var open = now(caller).orElseThrow(() -> new IllegalStateException("Signed out meanwhile"));
            if (!open.grid().equals(grid)) {
                throw PRESENCE_ELSEWHERE_OPEN.with(open.gridName()).at("grid");
            }
            return open;
        }
        acts.did(Act.of("presence.begin").on("presence", id, grid));
        return now(caller).orElseThrow(() -> new IllegalStateException("Signed out meanwhile"));
    }

    // a dedicated grid may lie over a basic one: who stands in the mall stands in the grid under it as well
    private Optional<Boolean> isIn(AreaCode grid, GeoPoint point) {
        return Optional.ofNullable(territory.place(point, null).grid())
                .map(found -> found.equals(grid)
                        || (found.parent().equals(grid.parent())
                                && territory
                                        .find(found)
                                        .filter(area -> area.kind() == GridKind.DEDICATED)
                                        .isPresent()));
    }

    /** Signs the caller out; a second time changes nothing. */
    public Item leave(UUID id, Caller caller) {
        var own = own(caller).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PRESENCE_UNKNOWN.with(id.toString()));
        if (own.state() != State.THERE) {
            return own;
        }
        var now = clock.instant();
        database.sql("update workforce.presence set left_at = greatest(arrived_at, ?) where id = ? and left_at is null")
                .params(at(now), id)
                .update();
        acts.did(Act.of("presence.end").on("presence", id, own.grid()));
        return new Item(
                own.id(),
                own.account(),
                own.name(),
                own.grid(),
                own.gridName(),
                own.arrivedAt(),
                now,
                State.LEFT,
                own.inGrid());
    }

    @Transactional(readOnly = true)
    public Own of(Caller caller) {
        var root = territory.root();
        var grids = links.inForce(Links.Kind.CADRE, root).stream()
                .filter(link -> link.account().equals(caller.id()))
                .map(link -> grid(link.grid()))
                .toList();
        var lately = own(caller);
        return new Own(
                grids,
                lately.stream()
                        .filter(item -> item.state() == State.THERE)
                        .findFirst()
                        .orElse(null),
                lately);
    }

    private Optional<Item> now(Caller caller) {
        return own(caller).stream().filter(item -> item.state() == State.THERE).findFirst();
    }

    private List<Item> own(Caller caller) {
        return scoped.from(caller, "workforce.presence p")
                .select("p.*")
                .and("p.account = ?", caller.id().id())
                .orderBy("p.id desc")
                .limit(LATELY)
                .list((row, n) -> item(row));
    }

    /** Those that the caller may see, newest first. */
    @Transactional(readOnly = true)
    public Page list(
            Caller caller, @Nullable AreaCode area, @Nullable AccountId account, @Nullable UUID after, int size) {
        var query = scoped.from(caller, "workforce.presence p")
                .select("p.*")
                .orderBy("p.id desc")
                .limit(size + 1);
        if (area != null) {
            query.and("p.area >= ? and p.area < ?", area.code(), area.end());
        }
        if (account != null) {
            query.and("p.account = ?", account.id());
        }
        if (after != null) {
            query.and("p.id < ?", after);
        }
        var found = query.list((row, n) -> item(row));
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id() : null);
    }

    /** Of an area on the caller's ground. */
    @Transactional(readOnly = true)
    public Absences absences(AreaCode area, int days, Caller caller) {
        mandate.check(mandate.known(area).code(), caller);
        var supported = links.inForce(Links.Kind.CADRE, area).stream()
                .collect(
                        groupingBy(Links.InForce::account, LinkedHashMap::new, mapping(Links.InForce::grid, toList())));
        var last = last(area);
        var since = clock.instant().minus(Duration.ofDays(days));
        return new Absences(
                area,
                mandate.name(area),
                days,
                supported.size(),
                supported.entrySet().stream()
                        .filter(cadre -> Optional.ofNullable(last.get(cadre.getKey()))
                                .filter(came -> !came.isBefore(since))
                                .isEmpty())
                        .map(cadre -> new Absent(
                                cadre.getKey(),
                                name(cadre.getKey()),
                                cadre.getValue().stream().map(this::grid).toList(),
                                last.get(cadre.getKey())))
                        .toList());
    }

    /** When each last came to a grid of the area. */
    private Map<AccountId, Instant> last(AreaCode area) {
        var last = new HashMap<AccountId, Instant>();
        system.run(() -> database.sql("""
                        select account, max(arrived_at) from workforce.presence
                        where area >= ? and area < ? group by account""").params(area.code(), area.end()).query(row -> {
            last.put(
                    new AccountId(row.getObject(1, UUID.class)),
                    row.getObject(2, OffsetDateTime.class).toInstant());
        }));
        return last;
    }

    private Item item(ResultSet row) throws SQLException {
        var account = new AccountId(row.getObject("account", UUID.class));
        var grid = new AreaCode(row.getString("area"));
        var arrived = row.getObject("arrived_at", OffsetDateTime.class).toInstant();
        var left = row.getObject("left_at", OffsetDateTime.class);
        return new Item(
                row.getObject("id", UUID.class),
                account,
                name(account),
                grid,
                mandate.name(grid),
                arrived,
                left == null ? null : left.toInstant(),
                left != null
                        ? State.LEFT
                        : row.getBoolean("forgotten") || isOver(arrived) ? State.FORGOTTEN : State.THERE,
                row.getObject("in_grid", Boolean.class));
    }

    private boolean isOver(Instant arrived) {
        return !arrived.isAfter(clock.instant().minus(LONGEST));
    }

    private @Nullable String name(AccountId account) {
        return posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    private Links.Grid grid(AreaCode code) {
        return new Links.Grid(code, territory.find(code).map(Area::name).orElse(code.code()), territory.fullName(code));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
