package io.linli.incident;

import static io.linli.identity.Role.ADMINISTRATOR;
import static io.linli.identity.Role.AUDITOR;
import static io.linli.identity.Role.COMMUNITY_WORKER;
import static io.linli.identity.Role.DEPARTMENT_STAFF;
import static io.linli.identity.Role.DISTRICT_STAFF;
import static io.linli.identity.Role.GRID_WORKER;
import static io.linli.identity.Role.GUEST;
import static io.linli.identity.Role.HOTLINE_OPERATOR;
import static io.linli.identity.Role.MACHINE;
import static io.linli.identity.Role.MEDIATOR;
import static io.linli.identity.Role.POLICE_OFFICER;
import static io.linli.identity.Role.PROPERTY_STAFF;
import static io.linli.identity.Role.RESIDENT;
import static io.linli.identity.Role.STREET_STAFF;

import io.linli.identity.Permission;
import io.linli.identity.PermissionCatalogue;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What can be permitted about incidents, and whom unless it is changed. */
@Component
class IncidentPermissions implements PermissionCatalogue {

    static final String REPORT = "incident:report";
    static final String REPORT_FOR = "incident:report-for";
    static final String READ = "incident:read";
    static final String FILE = "incident:file";
    static final String DISPATCH = "incident:dispatch";
    static final String HANDLE = "incident:handle";
    /** Doing the part that one's unit was asked for; firms and the police are asked, too. */
    static final String ASSIST = "incident:assist";

    static final String INSPECT = "incident:inspect";
    static final String UNMASK = "incident:unmask";
    static final String DISCLOSE = "incident:disclose";
    static final String EXPORT = "incident:export";
    static final String SUSPEND = "incident:suspend";
    static final String EXTEND = "incident:extend";
    static final String CALL_BACK = "incident:call-back";
    static final String TICKET = "incident:ticket";
    /** Reminding whoever has a matter, from above. */
    static final String URGE = "incident:urge";

    static final String CATEGORIES = "incident:categories";

    @Override
    public Set<Permission> permissions() {
        return Set.of(
                new Permission(
                        REPORT,
                        Set.of(
                                RESIDENT,
                                GUEST,
                                GRID_WORKER,
                                COMMUNITY_WORKER,
                                STREET_STAFF,
                                DISTRICT_STAFF,
                                DEPARTMENT_STAFF,
                                POLICE_OFFICER,
                                PROPERTY_STAFF,
                                MEDIATOR,
                                HOTLINE_OPERATOR)),
                new Permission(REPORT_FOR, Set.of(MACHINE)),
                new Permission(
                        READ,
                        Set.of(
                                RESIDENT,
                                GUEST,
                                GRID_WORKER,
                                COMMUNITY_WORKER,
                                STREET_STAFF,
                                DISTRICT_STAFF,
                                DEPARTMENT_STAFF,
                                POLICE_OFFICER,
                                PROPERTY_STAFF,
                                MEDIATOR,
                                HOTLINE_OPERATOR,
                                MACHINE,
                                AUDITOR)),
                new Permission(FILE, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(DISPATCH, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(
                        HANDLE, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF)),
                new Permission(
                        ASSIST,
                        Set.of(
                                GRID_WORKER,
                                COMMUNITY_WORKER,
                                STREET_STAFF,
                                DISTRICT_STAFF,
                                DEPARTMENT_STAFF,
                                POLICE_OFFICER,
                                PROPERTY_STAFF)),
                new Permission(INSPECT, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(
                        UNMASK, Set.of(GRID_WORKER, COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, DEPARTMENT_STAFF)),
                new Permission(CALL_BACK, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, HOTLINE_OPERATOR)),
                new Permission(TICKET, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, HOTLINE_OPERATOR)),
                new Permission(DISCLOSE, Set.of(STREET_STAFF, DISTRICT_STAFF)),
                new Permission(SUSPEND, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(EXTEND, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(URGE, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF)),
                new Permission(CATEGORIES, Set.of(DISTRICT_STAFF, ADMINISTRATOR)),
                new Permission(EXPORT, Set.of(COMMUNITY_WORKER, STREET_STAFF, DISTRICT_STAFF, AUDITOR)));
    }
}
