package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.territory.Territory;
import org.springframework.stereotype.Component;

/** Works out how a caller stands to an incident. */
@Component
class Standings {

    private final Territory territory;

    Standings(Territory territory) {
        this.territory = territory;
    }

    Standing of(Caller caller, Incident incident) {
        var area = incident.progress().placement().area();
        return new Standing(
                caller,
                caller.posts().stream()
                        .filter(post -> post.role().seesArea())
                        .anyMatch(
                                post -> territory.own(post.area()).stream().anyMatch(ground -> ground.contains(area))));
    }
}
