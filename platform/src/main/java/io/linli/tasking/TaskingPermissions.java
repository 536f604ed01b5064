package io.linli.tasking;

import static io.linli.identity.Role.ADMINISTRATOR;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about deadlines, and whom unless it is changed. */
@Component
class TaskingPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(new Permission("calendar:publish", Set.of(ADMINISTRATOR)));
    }
}
