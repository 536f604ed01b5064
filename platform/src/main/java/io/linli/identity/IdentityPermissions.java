package io.linli.identity;

import static io.linli.identity.Role.ADMINISTRATOR;
import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.POLICE_OFFICER;
import static io.linli.identity.Role.STREET_STAFF;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted here, and in the modules below, which do not know of roles. */
@Component
class IdentityPermissions implements PermissionCatalogue {

    static final String MANAGE = "identity:manage";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(MANAGE, Set.of(ADMINISTRATOR)),
                new Permission("territory:manage", Set.of(ADMINISTRATOR)),
                new Permission("territory:import", Set.of(ADMINISTRATOR)),
                new Permission("territory:plan", Set.of(DISTRICT_STAFF, ADMINISTRATOR)),
                new Permission(
                        "territory:report",
                        Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, ADMINISTRATOR, AUDITOR)),
                new Permission("audit:read", Set.of(AUDITOR)),
                new Permission("audit:review", Set.of(AUDITOR)),
                new Permission("audit:withhold", Set.of(STREET_STAFF, DISTRICT_STAFF, POLICE_OFFICER)),
                new Permission("operate:read", Set.of(ADMINISTRATOR, AUDITOR)),
                new Permission("notify:operate", Set.of(ADMINISTRATOR)),
                new Permission("notify:announce", Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission("files:upload", EnumSet.complementOf(EnumSet.of(AUDITOR))));
    }
}
