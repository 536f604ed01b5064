package io.linli.tasking;

import io.linli.identity.AccountId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The grid workers of an area. */
@Component
class Workers {

    private final Posts posts;
    private final Territory territory;

    Workers(Posts posts, Territory territory) {
        this.posts = posts;
        this.territory = territory;
    }

    List<AccountId> of(AreaCode area) {
        return grids(area)
                .flatMap(grid -> posts.at(grid, Role.GRID_WORKER).stream())
                .map(Posts.Holder::account)
                .distinct()
                .toList();
    }

    private Stream<AreaCode> grids(AreaCode area) {
        return area.level().digits() >= AreaLevel.GRID.digits()
                ? Stream.of(area.at(AreaLevel.GRID))
                : territory.children(area).stream().map(Area::code).flatMap(this::grids);
    }
}
