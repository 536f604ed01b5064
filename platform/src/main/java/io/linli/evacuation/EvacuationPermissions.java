package io.linli.evacuation;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about low ground and evacuations, and whom unless it is changed. */
@Component
class EvacuationPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission("evacuation:read", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("evacuation:lead", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("evacuation:help", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF)),
                new Permission(GroundList.IMPORT, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)));
    }
}
