package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;

import io.linli.identity.Caller;
import io.linli.territory.AreaCode;
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
        return new Standing(
                caller, covers(caller, incident.progress().placement().area()));
    }

    /** Refuses whoever neither looks after the ground it lies on nor has it in hand. */
    void requireInvolved(Caller caller, Incident incident) {
        if (!isInvolved(caller, incident)) {
            throw INCIDENT_ON_OTHER_GROUND.with();
        }
    }

    /** Whether they look after the ground it lies on, or have it in hand. */
    boolean isInvolved(Caller caller, Incident incident) {
        return of(caller, incident).covers()
                || StepRules.holds(incident.progress().holder(), caller);
    }

    /** Whether a post of theirs looks after that area. */
    boolean covers(Caller caller, AreaCode area) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .anyMatch(post -> territory.own(post.area()).stream().anyMatch(ground -> ground.contains(area)));
    }
}
