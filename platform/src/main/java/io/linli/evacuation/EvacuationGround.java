package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.EVACUATION_OTHER_GROUND;

import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which ground a caller's posts look after. */
@Component
class EvacuationGround {

    private final Territory territory;

    EvacuationGround(Territory territory) {
        this.territory = territory;
    }

    List<AreaCode> areas(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(Post::area)
                .flatMap(area -> territory.own(area).stream())
                .distinct()
                .toList();
    }

    void require(Caller caller, AreaCode area) {
        if (areas(caller).stream().noneMatch(own -> own.contains(area))) {
            throw EVACUATION_OTHER_GROUND.with(area.code()).at("area");
        }
    }
}
