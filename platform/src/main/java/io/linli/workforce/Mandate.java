package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.WORKFORCE_AREA_CLOSED;
import static io.linli.workforce.WorkforceProblem.WORKFORCE_AREA_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.WORKFORCE_ELSEWHERE;

import io.linli.identity.Caller;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import org.springframework.stereotype.Component;

/** The ground that somebody may change something on: that of their posts in service. */
@Component
class Mandate {

    private final Territory territory;

    Mandate(Territory territory) {
        this.territory = territory;
    }

    /** The open area of that code; refused when none of the caller's posts is at it or around it. */
    Area open(AreaCode code, Caller caller) {
        var area = known(code);
        if (!area.open()) {
            throw WORKFORCE_AREA_CLOSED.with(code.code(), area.name()).at("area");
        }
        check(code, caller);
        return area;
    }

    Area known(AreaCode code) {
        return territory
                .find(code)
                .orElseThrow(() -> WORKFORCE_AREA_UNKNOWN.with(code.code()).at("area"));
    }

    void check(AreaCode area, Caller caller) {
        if (caller.posts().stream()
                .filter(post -> post.role().serves())
                .noneMatch(post -> post.area().contains(area))) {
            throw WORKFORCE_ELSEWHERE.with(area.code(), name(area));
        }
    }

    String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }
}
