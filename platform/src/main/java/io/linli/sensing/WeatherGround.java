package io.linli.sensing;

import static io.linli.sensing.SensingProblem.STATION_OTHER_GROUND;

import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whose weather it is. Rain does not end at a border: what is measured or warned of for an area is that of all areas in it
 * and of those around it, and is read by the posts there. It is written by posts that cover the whole of it.
 */
@Component
class WeatherGround {

    private final Territory territory;

    WeatherGround(Territory territory) {
        this.territory = territory;
    }

    /** The areas whose weather the caller reads, for an array parameter. */
    static String[] of(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role() != Role.RESIDENT && post.role() != Role.GUEST)
                .map(post -> post.area().code())
                .distinct()
                .toArray(String[]::new);
    }

    /** The areas whose weather the caller may say. */
    static Stream<AreaCode> writes(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea() || post.role() == Role.MACHINE)
                .map(Post::area)
                .distinct();
    }

    static void mustCover(Caller caller, Collection<AreaCode> areas) {
        for (var area : areas) {
            if (writes(caller).noneMatch(mine -> mine.contains(area))) {
                throw STATION_OTHER_GROUND.with(area).at("areas");
            }
        }
    }

    /** The areas of today: those that were split or merged stand for what became of their ground. */
    List<AreaCode> now(Collection<AreaCode> areas) {
        return areas.stream()
                .flatMap(area -> isOpen(area)
                        ? Stream.of(area)
                        : territory.lineage(area).stream().filter(this::isOpen))
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isOpen(AreaCode area) {
        return territory.find(area).map(Area::open).orElse(false);
    }
}
