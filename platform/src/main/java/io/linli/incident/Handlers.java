package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_HANDLER_UNFIT;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who could handle an incident: for whoever dispatches it to choose from. */
@Service
public class Handlers {

    private final Incidents incidents;
    private final Dispatch dispatch;
    private final DispatchCatalogue catalogue;
    private final Posts posts;
    private final Territory territory;
    private final Labels labels;

    Handlers(
            Incidents incidents,
            Dispatch dispatch,
            DispatchCatalogue catalogue,
            Posts posts,
            Territory territory,
            Labels labels) {
        this.incidents = incidents;
        this.dispatch = dispatch;
        this.catalogue = catalogue;
        this.posts = posts;
        this.territory = territory;
        this.labels = labels;
    }

    /** Whom to dispatch to; neither means the suggestion. */
    public record Choice(
            @Nullable AccountId assignee, @Nullable OrgUnitId unit) {}

    /** One who could; a unit's queue has no account. */
    public record Candidate(
            @Nullable AccountId account,
            @Nullable String name,
            Role role,
            @Nullable AreaCode area,
            @Nullable OrgUnitId unit,
            @Nullable String unitName,
            boolean suggested,
            String reason) {}

    @Transactional(readOnly = true)
    public List<Candidate> candidates(IncidentId id, Caller caller) {
        if (!caller.may(IncidentPermissions.DISPATCH)) {
            throw IncidentProblem.INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.DISPATCH);
        }
        var incident = incidents.get(id);
        var suggested = suggestion(incident);
        var found = new ArrayList<Candidate>();
        for (var unit : catalogue.units()) {
            if (fits(incident, Holder.of(unit), null)) {
                boolean must = unit.equals(suggested.unit());
                found.add(new Candidate(
                        null,
                        null,
                        Role.DEPARTMENT_STAFF,
                        null,
                        unit,
                        labels.unit(unit),
                        must,
                        labels.say(must ? "incident.handler.must" : "incident.handler.unit")));
            }
        }
        for (Optional<AreaCode> at = Optional.of(incident.progress().placement().area());
                at.isPresent() && territory.root().contains(at.get());
                at = at.get().parent()) {
            var area = at.get();
            var role = Dispatch.intake(area.level());
            if (role != null) {
                posts.at(area, role).stream()
                        .filter(holder -> fits(incident, Holder.person(holder.account(), role, area), holder))
                        .map(holder -> person(holder, role, area, suggested))
                        .forEach(found::add);
            }
        }
        found.sort(Comparator.comparing(candidate -> !candidate.suggested()));
        return found;
    }

    private Candidate person(Posts.Holder holder, Role role, AreaCode area, Holder suggested) {
        boolean meant = suggested.account() == null
                ? role == suggested.role() && area.equals(suggested.area())
                : suggested.account().equals(holder.account());
        return new Candidate(
                holder.account(),
                holder.name(),
                role,
                area,
                null,
                null,
                meant,
                labels.say("incident.handler." + role.name(), labels.area(area)));
    }

    Holder choose(Incident incident, Choice choice) {
        if (choice.assignee() != null) {
            var holder = posts.find(choice.assignee())
                    .orElseThrow(() -> INCIDENT_HANDLER_UNFIT.with().at("assignee"));
            return person(incident, holder, choice.unit())
                    .filter(to -> fits(incident, to, holder))
                    .orElseThrow(() -> INCIDENT_HANDLER_UNFIT.with().at("assignee"));
        }
        if (choice.unit() != null) {
            var to = Holder.of(choice.unit());
            if (!fits(incident, to, null) || posts.of(choice.unit()).isEmpty()) {
                throw INCIDENT_HANDLER_UNFIT.with().at("unit");
            }
            return to;
        }
        return suggestion(incident);
    }

    private Holder suggestion(Incident incident) {
        var now = incident.progress();
        return dispatch.holder(
                now.placement(), now.category(), incident.reported().about());
    }

    /** The post through which that person would handle it: of the unit, or the nearest on the ground. */
    private static Optional<Holder> person(Incident incident, Posts.Holder holder, @Nullable OrgUnitId unit) {
        var area = incident.progress().placement().area();
        var ofUnit = holder.posts().stream()
                .filter(post -> post.role() == Role.DEPARTMENT_STAFF && post.unit() != null)
                .filter(post -> unit == null || unit.equals(post.unit()))
                .map(post -> new Holder(holder.account(), post.unit(), post.role(), null));
        var onGround = holder.posts().stream()
                .filter(post -> unit == null
                        && post.role() == Dispatch.intake(post.area().level()))
                .filter(post -> post.area().contains(area))
                .max(Comparator.comparing((Post post) -> post.area().code().length()))
                .map(post -> Holder.person(holder.account(), post.role(), post.area()));
        return onGround.or(ofUnit::findFirst);
    }

    // not those it is about, nor anyone below them
    private static boolean fits(Incident incident, Holder to, Posts.@Nullable Holder person) {
        var hidden = incident.hiddenFrom();
        var about = incident.reported().about();
        var unit = about == null ? null : about.unit();
        if (unit != null && unit.equals(to.unit())) {
            return false;
        }
        return person == null
                || person.posts().stream()
                        .noneMatch(post -> (unit != null && unit.equals(post.unit()))
                                || (hidden != null && post.role().serves() && hidden.contains(post.area())));
    }
}
