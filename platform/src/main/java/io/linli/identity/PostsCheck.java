package io.linli.identity;

import io.linli.settings.FirstDayCheck;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether somebody holds the intake post of every street, community and grid. */
@Component
class PostsCheck implements FirstDayCheck {

    private static final int NAMED = 5;

    private final Posts posts;
    private final Territory territory;

    PostsCheck(Posts posts, Territory territory) {
        this.posts = posts;
        this.territory = territory;
    }

    @Override
    public String name() {
        return "posts";
    }

    @Override
    public Finding look() {
        var empty = below(territory.root()).filter(this::isEmpty).toList();
        var first = empty.stream()
                .limit(NAMED)
                .map(area -> territory.fullName(area.code()))
                .collect(Collectors.joining("; "));
        return Finding.of(empty.isEmpty(), empty.size(), first);
    }

    private boolean isEmpty(Area area) {
        var role = intake(area.level());
        return role != null && posts.at(area.code(), role).isEmpty();
    }

    private static @Nullable Role intake(AreaLevel level) {
        return switch (level) {
            case STREET -> Role.STREET_STAFF;
            case COMMUNITY -> Role.COMMUNITY_WORKER;
            case GRID -> Role.GRID_WORKER;
            case PROVINCE, CITY, COUNTY, MICRO_GRID -> null;
        };
    }

    private Stream<Area> below(AreaCode area) {
        return territory.children(area).stream().flatMap(child -> Stream.concat(Stream.of(child), below(child.code())));
    }
}
