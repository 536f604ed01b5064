package io.linli.field;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import io.linli.identity.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whoever serves may work without network; a resident's phone keeps nothing of others. */
@Component
class FieldPermissions implements PermissionCatalogue {

    @Override
    public Set<Permission> permissions() {
        return Set.of(new Permission(
                "field:offline",
                Arrays.stream(Role.values()).filter(Role::serves).collect(Collectors.toSet())));
    }
}
