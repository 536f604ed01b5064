package io.linli.insight;

import static io.linli.identity.Role.ADMINISTRATOR;
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

/** What can be permitted about figures, and whom unless it is changed. */
@Component
class InsightPermissions implements PermissionCatalogue {

    static final String READ = "insight:read";
    static final String MANAGE = "insight:manage";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(
                        READ,
                        Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF, AUDITOR)),
                new Permission(MANAGE, Set.of(DISTRICT_STAFF, ADMINISTRATOR)));
    }
}
