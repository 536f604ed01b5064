package io.linli.tasking;

import static io.linli.identity.Role.ADMINISTRATOR;
import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.RESIDENT;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about tasks and deadlines, and whom unless it is changed. */
@Component
class TaskingPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission("calendar:publish", Set.of(ADMINISTRATOR)),
                new Permission("tasking:propose", Set.of(DEPARTMENT_STAFF, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:admit", Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:push", Set.of(DEPARTMENT_STAFF)),
                new Permission(
                        "tasking:refusals",
                        Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF, AUDITOR)),
                new Permission("tasking:checklists", Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:patrol", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF)),
                new Permission("tasking:plan", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:track", Set.of(COMMUNITY_WORKER, STREET_STAFF)),
                new Permission("tasking:coverage", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:burden", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:survey", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("tasking:ask", Set.of(GRID_WORKER, COMMUNITY_WORKER)),
                new Permission("tasking:answer", Set.of(RESIDENT)));
    }
}
