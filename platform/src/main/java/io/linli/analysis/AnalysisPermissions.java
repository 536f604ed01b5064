package io.linli.analysis;

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

/** What can be permitted about signals and warnings, and whom unless it is changed. */
@Component
class AnalysisPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(
                        "analysis:read",
                        Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF, AUDITOR)),
                new Permission("analysis:act", Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("analysis:mute", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("analysis:detectors", Set.of(DISTRICT_STAFF, ADMINISTRATOR, AUDITOR)),
                new Permission("analysis:tune", Set.of(DISTRICT_STAFF, ADMINISTRATOR)));
    }
}
