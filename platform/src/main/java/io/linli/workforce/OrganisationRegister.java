package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.ORGANISATION_CIRCLE;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_CLOSED;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_DATE_UNFIT;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_EXISTS;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_GRID_NOT_DEDICATED;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_HAS_PARTS;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_HAS_POSTS;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_LEVEL_UNFIT;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_NAME_TAKEN;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_OUTSIDE_PARENT;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_PARENT_CLOSED;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_PARENT_MISSING;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_PARENT_UNFIT;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_PARENT_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_TOO_DEEP;
import static io.linli.workforce.WorkforceProblem.ORGANISATION_UNDER_ITSELF;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.privacy.Redaction;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.GridKind;
import io.linli.workforce.OrganisationChanged.What;
import io.linli.workforce.OrganisationRows.Entry;
import io.linli.workforce.OrganisationRows.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, moves and closes organisations. Every change leaves a trace, and the tree stays one. */
@Service
@Transactional
public class OrganisationRegister {

    static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    private final OrganisationRows rows;
    private final OrganisationKinds kinds;
    private final Members members;
    private final Organisations organisations;
    private final Mandate mandate;
    private final Posts posts;
    private final Redaction redaction;
    private final Acts acts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrganisationRegister(
            OrganisationRows rows,
            OrganisationKinds kinds,
            Members members,
            Organisations organisations,
            Mandate mandate,
            Posts posts,
            Redaction redaction,
            Acts acts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.kinds = kinds;
        this.members = members;
        this.organisations = organisations;
        this.mandate = mandate;
        this.posts = posts;
        this.redaction = redaction;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What an organisation is made of.
     *
     * @param id what other systems know it by already; without one it gets one of ours
     * @param parent null where the kind may stand under nothing
     */
    public record NewOrganisation(
            @Nullable OrgUnitId id,
            String kind,
            String name,
            @Nullable OrgUnitId parent,
            AreaCode area,
            @Nullable LocalDate since) {}

    public OrganisationView create(NewOrganisation wanted, Caller caller) {
        rows.lock();
        var id = wanted.id() == null ? new OrgUnitId(Ids.next().toString()) : wanted.id();
        if (rows.find(id).isPresent()) {
            throw ORGANISATION_EXISTS.with(id.id()).at("id");
        }
        var since = wanted.since() == null ? today() : wanted.since();
        if (since.isAfter(today())) {
            throw ORGANISATION_DATE_UNFIT.with(since.toString()).at("since");
        }
        var kind = kinds.get(wanted.kind());
        standsAt(kind, mandate.open(wanted.area(), caller));
        var made = new Entry(id, kind.code(), wanted.name(), wanted.parent(), wanted.area(), false, since, null);
        fits(made, kind, wanted.parent(), 0);
        rows.add(List.of(made));
        tell(made, What.CREATED, null, made.name(), null, caller);
        return organisations.find(id);
    }

    /** What became of a row of a list. */
    enum Taken {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /** As a list tells it: made where it is not known yet, else renamed and moved to where the list has it. */
    Taken take(NewOrganisation told, Caller caller) {
        rows.lock();
        var known = told.id() == null ? null : rows.find(told.id()).orElse(null);
        if (known == null) {
            if (told.id() == null && rows.hasBeside(told.area(), told.kind(), told.name(), told.parent(), null)) {
                return Taken.UNCHANGED;
            }
            create(told, caller);
            return Taken.ADDED;
        }
        if (!known.kind().equals(told.kind()) || !known.area().equals(told.area())) {
            throw ORGANISATION_EXISTS.with(known.id().id()).at("id");
        }
        boolean named = known.name().equals(told.name());
        boolean placed = Objects.equals(known.parent(), told.parent());
        if (!named) {
            rename(known.id(), told.name(), caller);
        }
        if (!placed) {
            move(known.id(), told.parent(), "organisations.import", caller);
        }
        return named && placed ? Taken.UNCHANGED : Taken.CHANGED;
    }

    public OrganisationView rename(OrgUnitId id, String name, Caller caller) {
        var entry = open(id, caller);
        if (!entry.name().equals(name)) {
            if (rows.hasBeside(entry.area(), entry.kind(), name, entry.parent(), id)) {
                throw ORGANISATION_NAME_TAKEN.with(name).at("name");
            }
            rows.rename(id, name);
            tell(entry, What.RENAMED, entry.name(), name, null, caller);
        }
        return organisations.find(id);
    }

    /** Puts it, with all that stands under it, under another one or, where its kind may, under none. */
    public OrganisationView move(OrgUnitId id, @Nullable OrgUnitId parent, String reason, Caller caller) {
        var entry = open(id, caller);
        if (id.equals(parent)) {
            throw ORGANISATION_UNDER_ITSELF.with(entry.name()).at("parent");
        }
        fits(entry, kinds.get(entry.kind()), parent, rows.height(id));
        var before = entry.parent();
        if (parent == null ? before != null : !parent.equals(before)) {
            rows.move(id, parent);
            tell(entry, What.MOVED, name(before), name(parent), reason, caller);
        }
        return organisations.find(id);
    }

    /** Ends an organisation under which none is open any more and for which nobody holds a post. */
    public OrganisationView close(OrgUnitId id, @Nullable LocalDate on, String reason, Caller caller) {
        var entry = open(id, caller);
        var last = on == null ? today() : on;
        if (last.isBefore(entry.since()) || last.isAfter(today())) {
            throw ORGANISATION_DATE_UNFIT.with(last.toString()).at("on");
        }
        int parts = rows.openParts(id);
        if (parts > 0) {
            throw ORGANISATION_HAS_PARTS.with(entry.name(), parts);
        }
        int holders = posts.of(id).size();
        if (holders > 0) {
            throw ORGANISATION_HAS_POSTS.with(entry.name(), holders);
        }
        rows.close(id, last);
        tell(entry, What.CLOSED, null, last.toString(), reason, caller);
        return organisations.find(id);
    }

    public OrganisationView addMember(OrgUnitId id, String kind, @Nullable OrgUnitId body, Caller caller) {
        var entry = open(id, caller);
        members.add(entry, kinds.get(entry.kind()), kind, body, today());
        tell(entry, What.MEMBER_ADDED, null, body == null ? kind : kind + " " + body, null, caller);
        return organisations.find(id);
    }

    public OrganisationView endMember(OrgUnitId id, UUID member, Caller caller) {
        var entry = open(id, caller);
        var kind = members.end(entry, member, today());
        tell(entry, What.MEMBER_ENDED, kind, null, null, caller);
        return organisations.find(id);
    }

    private Entry open(OrgUnitId id, Caller caller) {
        rows.lock();
        var entry = rows.get(id);
        mandate.check(entry.area(), caller);
        if (!entry.open()) {
            throw ORGANISATION_CLOSED.with(entry.name());
        }
        return entry;
    }

    private static void standsAt(OrganisationKind kind, Area area) {
        if (!kind.levels().contains(area.level())) {
            throw ORGANISATION_LEVEL_UNFIT.with(kind.name(), area.name()).at("area");
        }
        if (kind.dedicated() && area.kind() != GridKind.DEDICATED) {
            throw ORGANISATION_GRID_NOT_DEDICATED.with(kind.name(), area.name()).at("area");
        }
    }

    /** Refuses a place in the tree that makes no sense for it. */
    private void fits(Entry entry, OrganisationKind kind, @Nullable OrgUnitId parent, int height) {
        if (parent == null) {
            if (!kind.top()) {
                throw ORGANISATION_PARENT_MISSING.with(kind.name()).at("parent");
            }
        } else {
            var upwards = rows.upwards(parent);
            if (upwards.isEmpty()) {
                throw ORGANISATION_PARENT_UNKNOWN.with(parent.id()).at("parent");
            }
            under(entry, kind, upwards.getFirst().entry());
            if (upwards.stream().anyMatch(each -> each.entry().id().equals(entry.id()))) {
                throw ORGANISATION_CIRCLE
                        .with(entry.name(), upwards.getFirst().entry().name())
                        .at("parent");
            }
            if (upwards.size() + 1 + height > OrganisationRows.DEEPEST) {
                throw ORGANISATION_TOO_DEEP.with(OrganisationRows.DEEPEST).at("parent");
            }
        }
        if (rows.hasBeside(entry.area(), entry.kind(), entry.name(), parent, entry.id())) {
            throw ORGANISATION_NAME_TAKEN.with(entry.name()).at("name");
        }
    }

    private void under(Entry entry, OrganisationKind kind, Entry parent) {
        if (!parent.open()) {
            throw ORGANISATION_PARENT_CLOSED.with(parent.name()).at("parent");
        }
        if (!kind.parents().contains(parent.kind())) {
            throw ORGANISATION_PARENT_UNFIT
                    .with(kind.name(), kinds.get(parent.kind()).name())
                    .at("parent");
        }
        if (!parent.area().contains(entry.area())) {
            throw ORGANISATION_OUTSIDE_PARENT
                    .with(entry.name(), parent.name(), mandate.name(parent.area()))
                    .at("parent");
        }
    }

    private @Nullable String name(@Nullable OrgUnitId id) {
        return id == null ? null : rows.get(id).name();
    }

    private void tell(
            Entry entry,
            What what,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            Caller caller) {
        var now = clock.instant();
        var shown = reason == null ? null : redaction.redact(reason);
        rows.tell(
                entry.id(),
                new Told(what.name(), before, after, shown, caller.id().id(), now));
        acts.did(Act.of("organisation.change")
                .on("organisation", entry.id(), what)
                .because(reason)
                .by(caller.id().toString()));
        events.publishEvent(new OrganisationChanged(entry.id(), entry.area(), what, now));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), HERE);
    }
}
