package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.incident.Trail.Act;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents of one grid, and the people around it. */
final class SomeIncident {

    static final AreaCode GRID = new AreaCode("430181002001001");
    static final AreaCode COMMUNITY = new AreaCode("430181002001");
    static final Instant MORNING = Instant.parse("2026-11-23T01:00:00Z");
    static final Instant DUE = Instant.parse("2026-11-30T09:00:00Z");

    static final Caller RESIDENT = caller("居民", Role.RESIDENT, COMMUNITY.code(), null);
    static final Caller WORKER = caller("网格员", Role.GRID_WORKER, GRID.code(), null);
    static final Caller COLLEAGUE = caller("邻格网格员", Role.GRID_WORKER, "430181002001002", null);
    static final Caller COMMUNITY_WORKER = caller("社区", Role.COMMUNITY_WORKER, COMMUNITY.code(), null);
    static final Caller STREET = caller("街道", Role.STREET_STAFF, "430181002", null);
    static final Caller URBAN = caller("城管", Role.DEPARTMENT_STAFF, "430181", "430181-urban");

    private SomeIncident() {}

    static Caller caller(String name, Role role, String area, @Nullable String unit) {
        var permissions = new IncidentPermissions()
                .permissions().stream()
                        .filter(permission -> permission.roles().contains(role))
                        .map(io.linli.identity.Permission::name)
                        .collect(Collectors.toSet());
        var post = new Post(role, new AreaCode(area), unit == null ? null : new OrgUnitId(unit));
        return new Caller(AccountId.next(), name, name, List.of(post), Set.copyOf(permissions));
    }

    static Incident reported() {
        return reported(ReportPrivacy.OPEN, null);
    }

    static Incident reported(String category) {
        return reported(ReportPrivacy.OPEN, null, category);
    }

    static Incident reported(ReportPrivacy privacy, @Nullable About about) {
        return reported(privacy, about, "9008");
    }

    private static Incident reported(ReportPrivacy privacy, @Nullable About about, String category) {
        var owner = privacy == ReportPrivacy.ANONYMOUS ? null : RESIDENT.id();
        var reported = new Reported(
                IncidentId.next(privacy),
                "SJ-430181-20261123-000042",
                privacy,
                IncidentSource.RESIDENT,
                owner,
                about,
                null,
                false,
                "路灯不亮",
                MORNING,
                null);
        var placement = new Placement(GRID, GRID, new GeoPoint(113.64, 28.16), null, Placement.How.POINT);
        var holder = Holder.person(WORKER.id(), Role.GRID_WORKER, GRID);
        return Incident.report(
                reported, Progress.begin(placement, category, 1, false, holder, Due.at(DUE)), List.of(), "signature");
    }

    static Incident taken() {
        var incident = reported();
        incident.take(act(IncidentStep.TAKE, WORKER), standing(WORKER, incident), 1, Due.at(DUE));
        return incident;
    }

    static Incident answered() {
        var incident = taken();
        incident.feedback(act(IncidentStep.FEEDBACK, WORKER), standing(WORKER, incident));
        return incident;
    }

    static Incident inspected(InspectionResult result) {
        var incident = answered();
        incident.inspect(
                act(IncidentStep.INSPECT, COMMUNITY_WORKER), standing(COMMUNITY_WORKER, incident), result, Due.at(DUE));
        return incident;
    }

    static Standing standing(Caller caller, Incident incident) {
        var area = incident.progress().placement().area();
        return new Standing(
                caller,
                caller.posts().stream()
                        .anyMatch(post -> post.role().seesArea() && post.area().contains(area)));
    }

    static Act act(IncidentStep step, Caller by) {
        return Act.of(step, Actor.of(by, GRID), MORNING.plusSeconds(600));
    }
}
