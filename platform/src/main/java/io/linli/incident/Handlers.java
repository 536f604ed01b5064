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
import io.linli.workforce.MatrixView;
import io.linli.workforce.Responsibilities;
import io.linli.workforce.Skill;
import io.linli.workforce.Skills;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Responsibilities responsibilities;
    private final Workload workload;
    private final Skills skills;

    Handlers(
            Incidents incidents,
            Dispatch dispatch,
            DispatchCatalogue catalogue,
            Posts posts,
            Territory territory,
            Labels labels,
            Responsibilities responsibilities,
            Workload workload,
            Skills skills) {
        this.incidents = incidents;
        this.dispatch = dispatch;
        this.catalogue = catalogue;
        this.posts = posts;
        this.territory = territory;
        this.labels = labels;
        this.responsibilities = responsibilities;
        this.workload = workload;
        this.skills = skills;
    }

    /** Whom to dispatch to; neither means the suggestion. */
    public record Choice(
            @Nullable AccountId assignee, @Nullable OrgUnitId unit) {

        boolean isEmpty() {
            return assignee == null && unit == null;
        }
    }

    /**
     * One who could; a unit's queue has no account.
     *
     * @param reason the first of the reasons
     * @param open how many matters they have in hand
     */
    public record Candidate(
            @Nullable AccountId account,
            @Nullable String name,
            Role role,
            @Nullable AreaCode area,
            @Nullable OrgUnitId unit,
            @Nullable String unitName,
            boolean suggested,
            String reason,
            List<Reason> reasons,
            long open) {}

    /** In words, for whoever chooses. */
    public record Reason(Why why, String text) {}

    /** One who could, before the names. */
    private record Found(Holder to, Posts.@Nullable Holder person) {}

    @Transactional(readOnly = true)
    public List<Candidate> candidates(IncidentId id, Caller caller) {
        if (!caller.may(IncidentPermissions.DISPATCH)) {
            throw IncidentProblem.INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.DISPATCH);
        }
        var incident = incidents.get(id);
        var accountable = accountable(incident);
        var found = new ArrayList<Found>();
        units(incident, accountable).forEach(unit -> found.add(new Found(Holder.of(unit), null)));
        for (Optional<AreaCode> at = Optional.of(incident.progress().placement().area());
                at.isPresent() && territory.root().contains(at.get());
                at = at.get().parent()) {
            var area = at.get();
            var role = Dispatch.intake(area.level());
            if (role != null) {
                posts.at(area, role).stream()
                        .map(holder -> new Found(Holder.person(holder.account(), role, area), holder))
                        .filter(one -> fits(incident, one.to(), one.person()))
                        .forEach(found::add);
            }
        }
        return named(incident, found, accountable);
    }

    private List<Candidate> named(Incident incident, List<Found> found, List<MatrixView.Node> accountable) {
        var suggested = suggestion(incident);
        var people = found.stream()
                .map(one -> one.to().account())
                .filter(Objects::nonNull)
                .toList();
        var hands = workload.ofPeople(people);
        var practice = workload.ofKind(people, incident.progress().category());
        var able = skills.of(people);
        var units = workload.ofUnits(found.stream()
                .map(one -> one.to().unit())
                .filter(Objects::nonNull)
                .toList());
        var all = new ArrayList<Candidate>();
        for (var one : found) {
            var to = one.to();
            var unit = to.unit();
            var account = to.account();
            long open = unit != null ? units.getOrDefault(unit, 0L) : of(hands, account);
            var reasons = new ArrayList<Reason>();
            whys(incident, to).forEach(why -> reasons.add(reason(why, to)));
            if (accountable.stream().anyMatch(node -> isAt(node, to))) {
                reasons.add(reason(Why.ACCOUNTABLE, to));
            }
            if (one.person() != null
                    && one.person().posts().stream()
                            .anyMatch(post -> post.standsInFor() != null
                                    && post.role() == to.role()
                                    && post.area().equals(to.area()))) {
                reasons.add(reason(Why.STANDS_IN, to));
            }
            reasons.add(new Reason(Why.LOAD, labels.say("incident.why.LOAD", open)));
            long done = of(practice, account);
            if (done > 0) {
                reasons.add(new Reason(Why.PRACTICE, labels.say("incident.why.PRACTICE", done)));
            }
            var can = account == null ? Set.<Skill>of() : able.getOrDefault(account, Set.of());
            if (!can.isEmpty()) {
                reasons.add(new Reason(Why.SKILL, labels.say("incident.why.SKILL", words(can))));
            }
            all.add(new Candidate(
                    to.account(),
                    one.person() == null ? null : one.person().name(),
                    to.role() == null ? Role.DEPARTMENT_STAFF : to.role(),
                    to.area(),
                    unit,
                    unit == null ? null : labels.unit(unit),
                    isMeant(suggested, to),
                    reasons.getFirst().text(),
                    List.copyOf(reasons),
                    open));
        }
        // what speaks for somebody first, then who has least in hand: the order says why, and hides nobody
        all.sort(Comparator.comparing((Candidate candidate) -> !candidate.suggested())
                .thenComparing(candidate -> -weight(candidate))
                .thenComparing(Candidate::open));
        return all;
    }

    // not weighed: what a matter asks for, whoever dispatches it reads in its words
    private String words(Set<Skill> can) {
        return can.stream()
                .sorted()
                .map(skill -> labels.say("incident.skill." + skill))
                .collect(Collectors.joining(labels.say("incident.skill.and")));
    }

    private static long of(Map<AccountId, Long> counts, @Nullable AccountId account) {
        return account == null ? 0 : counts.getOrDefault(account, 0L);
    }

    private static long weight(Candidate candidate) {
        return candidate.reasons().stream()
                .filter(reason -> reason.why() == Why.MUST
                        || reason.why() == Why.ACCOUNTABLE
                        || reason.why() == Why.HERE
                        || reason.why() == Why.FIRST)
                .count();
    }

    private Reason reason(Why why, Holder to) {
        var area = to.area();
        return new Reason(why, labels.say("incident.why." + why, area == null ? "" : labels.area(area)));
    }

    /** What speaks for somebody, from memory: it is written down with the choice. */
    List<Why> whys(Incident incident, Holder to) {
        var now = incident.progress();
        var whys = new ArrayList<Why>();
        var unit = to.unit();
        if (unit != null) {
            whys.add(catalogue.unit(now.category()).filter(unit::equals).isPresent() ? Why.MUST : Why.UNIT);
        } else if (to.area() != null) {
            whys.add(to.area().equals(now.placement().area()) ? Why.HERE : Why.ABOVE);
        }
        if (to.account() != null && to.account().equals(now.turns().first())) {
            whys.add(Why.FIRST);
        }
        return whys;
    }

    private List<MatrixView.Node> accountable(Incident incident) {
        var now = incident.progress();
        var area = now.placement().area();
        return territory.find(area).isPresent() ? responsibilities.accountable(area, now.category()) : List.of();
    }

    private static boolean isAt(MatrixView.Node node, Holder to) {
        return node.unit() != null
                ? node.unit().equals(to.unit())
                : node.role() != null
                        && to.unit() == null
                        && node.role() == to.role()
                        && node.area().equals(to.area());
    }

    /** Those of the catalogue and those that the responsibility matrix names, as far as somebody acts for them. */
    private Set<OrgUnitId> units(Incident incident, List<MatrixView.Node> accountable) {
        var units = new LinkedHashSet<>(catalogue.units());
        accountable.stream()
                .map(MatrixView.Node::unit)
                .filter(Objects::nonNull)
                .filter(unit -> !posts.of(unit).isEmpty())
                .forEach(units::add);
        units.removeIf(unit -> !fits(incident, Holder.of(unit), null));
        return units;
    }

    private static boolean isMeant(Holder suggested, Holder to) {
        if (to.unit() != null || suggested.unit() != null) {
            return to.unit() != null && to.unit().equals(suggested.unit());
        }
        return suggested.account() == null
                ? to.role() == suggested.role()
                        && to.area() != null
                        && to.area().equals(suggested.area())
                : suggested.account().equals(to.account());
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
    static boolean fits(Incident incident, Holder to, Posts.@Nullable Holder person) {
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
