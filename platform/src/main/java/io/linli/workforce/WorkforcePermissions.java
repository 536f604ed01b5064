package io.linli.workforce;

import static io.linli.identity.Role.ADMINISTRATOR;
import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.HOTLINE_OPERATOR;
import static io.linli.identity.Role.MEDIATOR;
import static io.linli.identity.Role.POLICE_OFFICER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about organisations, and whom unless it is changed. */
@Component
class WorkforcePermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(
                        "workforce:read",
                        Set.of(
                                GRID_WORKER,
                                COMMUNITY_WORKER,
                                STREET_STAFF,
                                DISTRICT_STAFF,
                                DEPARTMENT_STAFF,
                                POLICE_OFFICER,
                                MEDIATOR,
                                HOTLINE_OPERATOR,
                                ADMINISTRATOR,
                                AUDITOR)),
                new Permission("workforce:manage", Set.of(STREET_STAFF, DISTRICT_STAFF, ADMINISTRATOR)),
                new Permission("workforce:link", Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission("workforce:presence", Set.of(STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF)),
                new Permission("workforce:duties", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("workforce:skills", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("workforce:party", Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission("restricted:POLICE", Set.of(POLICE_OFFICER)));
    }
}
