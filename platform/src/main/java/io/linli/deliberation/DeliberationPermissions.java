package io.linli.deliberation;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about evening talks, and whom unless it is changed. */
@Component
class DeliberationPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(new Permission(
                "deliberation:talk", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)));
    }
}
