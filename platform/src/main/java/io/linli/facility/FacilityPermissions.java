package io.linli.facility;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about shelters and supplies, and whom unless it is changed. */
@Component
class FacilityPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission("facility:read", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("facility:keep", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)));
    }
}
