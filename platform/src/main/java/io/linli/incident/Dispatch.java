package io.linli.incident;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who has to do with a matter: the department that must, else the grid's worker, else the intake post of the community,
 * of the street, of the whole territory (事件先属地、后属主). Answers from memory.
 */
@Component
class Dispatch {

    /** How many of those who look at one queue are told of something, or shown. */
    static final int MOST_OF_A_QUEUE = 50;

    private final DispatchCatalogue catalogue;
    private final Posts posts;
    private final Territory territory;

    Dispatch(DispatchCatalogue catalogue, Posts posts, Territory territory) {
        this.catalogue = catalogue;
        this.posts = posts;
        this.territory = territory;
    }

    Holder holder(Placement placement, @Nullable String category, @Nullable About about) {
        var unit = catalogue.unit(category);
        if (unit.isPresent() && (about == null || !unit.get().equals(about.unit()))) {
            return Holder.of(unit.get());
        }
        var hidden = about == null ? null : about.hiddenFrom(placement);
        return onTheGround(hidden == null ? placement.area() : above(hidden, placement.area()));
    }

    /** Who checks what was done: the community's intake post or the next above it where somebody else sits. */
    Holder inspector(Incident incident) {
        return desk(incident, null, null);
    }

    /** Who decides on an objection: the same, but never the post that objects, nor whoever does. */
    Holder reviewer(Incident incident, AccountId objector) {
        return desk(incident, incident.progress().holder(), objector);
    }

    private Holder desk(Incident incident, @Nullable Holder except, @Nullable AccountId but) {
        var now = incident.progress();
        var hidden = incident.hiddenFrom();
        for (Optional<AreaCode> at = Optional.of(now.placement().area());
                at.isPresent() && territory.root().contains(at.get());
                at = at.get().parent()) {
            var area = at.get();
            var role = intake(area.level());
            if (role == null || role == GRID_WORKER || (hidden != null && hidden.contains(area))) {
                continue;
            }
            boolean objects = except != null && role == except.role() && area.equals(except.area());
            if (!objects
                    && posts.at(area, role).stream()
                            .map(Posts.Holder::account)
                            .anyMatch(account -> !now.handlers().contains(account) && !account.equals(but))) {
                return Holder.post(role, area);
            }
        }
        return top();
    }

    /**
     * The post above that looks after a matter whose time is over: the next on the ground that somebody holds, at the top
     * the post itself. Empty when it is there already.
     */
    Optional<Holder> superior(Holder holder, Course.@Nullable Level level, AreaCode place, @Nullable AreaCode hidden) {
        var root = territory.root();
        // a department's matters go to the desk that looks after them all
        var from = level != null ? level.area() : holder.area() != null ? holder.area() : place;
        boolean ofUnit = level == null && holder.unit() != null;
        if (!root.contains(from) || (from.equals(root) && !ofUnit)) {
            return Optional.empty();
        }
        for (var at = ofUnit ? Optional.of(root) : from.parent();
                at.isPresent() && root.contains(at.get());
                at = at.get().parent()) {
            var area = at.get();
            var role = intake(area.level());
            if (role == null || (hidden != null && hidden.contains(area))) {
                continue;
            }
            if (area.equals(root) || !posts.at(area, role).isEmpty()) {
                return Optional.of(Holder.post(role, area));
            }
        }
        return Optional.empty();
    }

    /** Whoever has it, or else all who look at the queue in which it waits, longest in post first. */
    List<AccountId> people(Holder holder) {
        if (holder.account() != null) {
            return List.of(holder.account());
        }
        var found = holder.unit() != null
                ? posts.of(holder.unit())
                : holder.role() == null || holder.area() == null
                        ? List.<Posts.Holder>of()
                        : posts.at(holder.area(), holder.role());
        return found.stream().map(Posts.Holder::account).toList();
    }

    /** The first post from the area upwards that somebody holds; at the top the post itself, held or not. */
    private Holder onTheGround(AreaCode area) {
        for (AreaCode at = area; ; at = at.parent().orElseThrow()) {
            var role = intake(at.level());
            if (at.equals(territory.root())
                    || at.parent().isEmpty()
                    || !territory.root().contains(at)) {
                return top();
            }
            if (role == null) {
                continue;
            }
            var holders = posts.at(at, role);
            if (!holders.isEmpty()) {
                // a grid has its worker; an intake post is a desk that several may sit at
                return role == GRID_WORKER
                        ? Holder.person(holders.getFirst().account(), role, at)
                        : Holder.post(role, at);
            }
        }
    }

    // a level up from those it is about, and high enough to look after the place too
    private AreaCode above(AreaCode hidden, AreaCode place) {
        var at = hidden.parent().orElse(territory.root());
        while (!at.contains(place) && at.parent().isPresent()) {
            at = at.parent().orElseThrow();
        }
        return at;
    }

    private Holder top() {
        var role = intake(territory.root().level());
        return Holder.post(role == null ? DISTRICT_STAFF : role, territory.root());
    }

    /** Who takes in what comes to an area of that level; a micro-grid has no post of its own. */
    static @Nullable Role intake(AreaLevel level) {
        return switch (level) {
            case MICRO_GRID -> null;
            case GRID -> GRID_WORKER;
            case COMMUNITY -> COMMUNITY_WORKER;
            case STREET -> STREET_STAFF;
            case COUNTY, CITY, PROVINCE -> DISTRICT_STAFF;
        };
    }
}
