package io.linli.analysis;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which post answers for a warning: the intake post of the ground that somebody holds, from the community upwards. */
@Component
class Answering {

    private final Posts posts;
    private final Territory territory;

    Answering(Posts posts, Territory territory) {
        this.posts = posts;
        this.territory = territory;
    }

    record Post(Role role, AreaCode area) {}

    /** What concerns the work of units goes to the street at least, where nobody of them sits. */
    Post of(SignalKind kind, AreaCode area) {
        boolean supervision =
                switch (kind) {
                    case SURGE, SILENCE, CLUSTER, RECURRENCE, RAIN -> false;
                    case OBJECTED_AGAIN, COMING_BACK, SLOW_UNIT -> true;
                };
        return from(
                supervision && area.level().digits() > AreaLevel.STREET.digits() ? area.at(AreaLevel.STREET) : area);
    }

    /** The next above that somebody holds; none above the post of the whole territory. */
    Optional<Post> above(Post post) {
        return post.area().equals(territory.root()) || !territory.root().contains(post.area())
                ? Optional.empty()
                : post.area().parent().map(this::from);
    }

    private Post from(AreaCode area) {
        for (var at = Optional.of(area); at.isPresent(); at = at.flatMap(AreaCode::parent)) {
            var here = at.get();
            if (here.equals(territory.root()) || !territory.root().contains(here)) {
                break;
            }
            var role = intake(here.level());
            if (role.isPresent() && !posts.at(here, role.get()).isEmpty()) {
                return new Post(role.get(), here);
            }
        }
        return new Post(intake(territory.root().level()).orElse(DISTRICT_STAFF), territory.root());
    }

    private static Optional<Role> intake(AreaLevel level) {
        return switch (level) {
            case MICRO_GRID, GRID -> Optional.empty();
            case COMMUNITY -> Optional.of(COMMUNITY_WORKER);
            case STREET -> Optional.of(STREET_STAFF);
            case COUNTY, CITY, PROVINCE -> Optional.of(DISTRICT_STAFF);
        };
    }

    List<UUID> accounts(Post post) {
        return posts.at(post.area(), post.role()).stream()
                .map(holder -> holder.account().id())
                .distinct()
                .toList();
    }
}
