package io.linli.evacuation;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who goes to a home: the worker of its grid, else the post around it that somebody holds; and who is above them. */
@Component
class Answerers {

    private final Posts posts;
    private final Territory territory;

    Answerers(Posts posts, Territory territory) {
        this.posts = posts;
        this.territory = territory;
    }

    record Answerer(Role role, AreaCode area) {}

    Answerer first(AreaCode area) {
        if (area.level() == AreaLevel.MICRO_GRID || area.level() == AreaLevel.GRID) {
            var worker = new Answerer(Role.GRID_WORKER, area.at(AreaLevel.GRID));
            if (!accounts(worker).isEmpty()) {
                return worker;
            }
        }
        return from(area);
    }

    /** The next above that somebody holds; none above the post of the whole territory. */
    Optional<Answerer> above(Answerer one) {
        return one.area().equals(territory.root()) || !territory.root().contains(one.area())
                ? Optional.empty()
                : one.area().parent().map(this::from);
    }

    List<AccountId> accounts(Answerer one) {
        return posts.at(one.area(), one.role()).stream()
                .map(Posts.Holder::account)
                .distinct()
                .toList();
    }

    private Answerer from(AreaCode area) {
        for (var at = Optional.of(area); at.isPresent(); at = at.flatMap(AreaCode::parent)) {
            var here = at.get();
            if (here.equals(territory.root()) || !territory.root().contains(here)) {
                break;
            }
            var role = intake(here.level());
            if (role.isPresent() && !posts.at(here, role.get()).isEmpty()) {
                return new Answerer(role.get(), here);
            }
        }
        return new Answerer(intake(territory.root().level()).orElse(Role.DISTRICT_STAFF), territory.root());
    }

    private static Optional<Role> intake(AreaLevel level) {
        return switch (level) {
            case MICRO_GRID, GRID -> Optional.empty();
            case COMMUNITY -> Optional.of(Role.COMMUNITY_WORKER);
            case STREET -> Optional.of(Role.STREET_STAFF);
            case COUNTY, CITY, PROVINCE -> Optional.of(Role.DISTRICT_STAFF);
        };
    }
}
