package io.linli.dataprotection;

import static io.linli.identity.Role.ADMINISTRATOR;
import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.POLICE_OFFICER;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who looks after personal data. The administrator sees how it is looked after and decides nothing about people, and asks
 * like others before a long list of accounts is taken away.
 */
@Component
class DataProtectionPermissions implements PermissionCatalogue {

    static final String READ = "dataprotection:read";
    static final String KEEP = "dataprotection:keep";
    static final String DECIDE = "dataprotection:decide";
    static final String ASK = "dataprotection:ask";
    static final String EXPORT = "dataprotection:export";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(READ, Set.of(DISTRICT_STAFF, AUDITOR, ADMINISTRATOR)),
                new Permission(KEEP, Set.of(DISTRICT_STAFF)),
                new Permission(DECIDE, Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission(ASK, Set.of(DEPARTMENT_STAFF, POLICE_OFFICER)),
                new Permission(
                        EXPORT,
                        Set.of(
                                COMMUNITY_WORKER,
                                STREET_STAFF,
                                DISTRICT_STAFF,
                                DEPARTMENT_STAFF,
                                POLICE_OFFICER,
                                ADMINISTRATOR)));
    }
}
