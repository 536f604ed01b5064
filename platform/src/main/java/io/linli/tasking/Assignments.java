package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who does what is given to an area: the worker of a grid, or whoever takes it at the post of a larger one. */
@Component
class Assignments {

    private final Posts posts;

    Assignments(Posts posts) {
        this.posts = posts;
    }

    Assignment at(AreaCode area) {
        var queue = queue(area);
        return new Assignment(queue.role() == Role.GRID_WORKER ? next(queue, null) : null, null, queue);
    }

    /** The one named, as long as they hold a post of the area. */
    Assignment of(AccountId account, AreaCode area) {
        return new Assignment(account, null, queue(area));
    }

    /** Whoever holds the post longest and is not the one who leaves. */
    @Nullable
    AccountId next(Queue queue, @Nullable AccountId leaver) {
        return posts.at(queue.area(), queue.role()).stream()
                .map(Posts.Holder::account)
                .filter(account -> !account.equals(leaver))
                .findFirst()
                .orElse(null);
    }

    static Queue queue(AreaCode area) {
        return switch (area.level()) {
            case GRID -> new Queue(Role.GRID_WORKER, area);
            case MICRO_GRID -> new Queue(Role.GRID_WORKER, area.at(AreaLevel.GRID));
            case COMMUNITY -> new Queue(Role.COMMUNITY_WORKER, area);
            case STREET -> new Queue(Role.STREET_STAFF, area);
            case COUNTY, CITY, PROVINCE -> new Queue(Role.DISTRICT_STAFF, area);
        };
    }
}
