package io.linli.sensing;

import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about weather, and whom unless it is changed. Machine clients get theirs one by one. */
@Component
class SensingPermissions implements PermissionCatalogue {

    static final String MEASURE = "sensing:measure";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(
                        "sensing:read",
                        Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF, AUDITOR)),
                new Permission(MEASURE, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("sensing:stations", Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission("sensing:receive", Set.of(STREET_STAFF, DISTRICT_STAFF)));
    }
}
