package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENTS_OTHER_GROUND;

import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which ground a caller's posts look after: what is written there has no row yet that row security could hide. */
@Component
class OwnGround {

    private final Territory territory;

    OwnGround(Territory territory) {
        this.territory = territory;
    }

    boolean covers(Caller caller, AreaCode area) {
        return areas(caller).stream().anyMatch(one -> one.contains(area));
    }

    void require(Caller caller, AreaCode area, String field) {
        if (!covers(caller, area)) {
            throw RESIDENTS_OTHER_GROUND.with(area.code()).at(field);
        }
    }

    /** Closed over split and merge, as scope is. */
    List<AreaCode> areas(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(Post::area)
                .flatMap(area -> territory.own(area).stream())
                .distinct()
                .toList();
    }
}
