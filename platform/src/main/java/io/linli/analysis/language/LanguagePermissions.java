package io.linli.analysis.language;

import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.HOTLINE_OPERATOR;
import static io.linli.identity.Role.MACHINE;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may have texts read. */
@Component
class LanguagePermissions implements PermissionCatalogue {

    static final String CLASSIFY = "analysis:classify";

    @Override
    public Set<Permission> permissions() {
        return Set.of(new Permission(
                CLASSIFY,
                Set.of(
                        GRID_WORKER,
                        COMMUNITY_WORKER,
                        STREET_STAFF,
                        DISTRICT_STAFF,
                        DEPARTMENT_STAFF,
                        HOTLINE_OPERATOR,
                        MACHINE)));
    }
}
