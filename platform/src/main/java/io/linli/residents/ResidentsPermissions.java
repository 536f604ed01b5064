package io.linli.residents;

import static io.linli.identity.Role.ADMINISTRATOR;
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

/**
 * What can be permitted about people and homes, and whom unless it is changed. Departments and the police are not among
 * them: they ask by purpose and with an approval. What visits ask for a department, it reads.
 */
@Component
class ResidentsPermissions implements PermissionCatalogue {

    static final String READ = "residents:read";
    static final String KEEP = "residents:keep";
    static final String OPEN = "residents:open";
    static final String VISITS = "residents:visits";
    static final String CLAIM = "residents:claim";
    static final String DICTIONARIES = "residents:dictionaries";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(READ, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(KEEP, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF)),
                new Permission(OPEN, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF)),
                new Permission(CLAIM, Set.of(RESIDENT)),
                new Permission(DICTIONARIES, Set.of(ADMINISTRATOR)),
                new Permission(VISITS, Set.of(DEPARTMENT_STAFF)),
                new Permission(PeopleList.IMPORT, Set.of(COMMUNITY_WORKER, STREET_STAFF)));
    }
}
