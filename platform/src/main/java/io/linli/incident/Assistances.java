package io.linli.incident;

import static io.linli.incident.IncidentProblem.ASSISTANCE_ASKED;
import static io.linli.incident.IncidentProblem.ASSISTANCE_NOT_ANSWERED;
import static io.linli.incident.IncidentProblem.ASSISTANCE_OF_ANOTHER;
import static io.linli.incident.IncidentProblem.ASSISTANCE_OVER;
import static io.linli.incident.IncidentProblem.ASSISTANCE_RATED;
import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_HANDLER_UNFIT;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.REQUIRED;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.incident.AssistanceRows.Asked;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One unit leads and others help, each with its own part (主办、协办); and 吹哨报到: a community calls departments together,
 * each comes and answers within its time, and both sides rate each other. A unit that helps sees its part, not the matter.
 */
@Service
@Transactional
public class Assistances {

    private final Incidents incidents;
    private final AssistanceRows rows;
    private final IncidentTasks tasks;
    private final Standings standings;
    private final Deadlines deadlines;
    private final Posts posts;
    private final Labels labels;
    private final Notes notes;
    private final Notices notices;
    private final Acts acts;
    private final Writes writes;
    private final SystemScope system;
    private final Clock clock;

    Assistances(
            Incidents incidents,
            AssistanceRows rows,
            IncidentTasks tasks,
            Standings standings,
            Deadlines deadlines,
            Posts posts,
            Labels labels,
            Notes notes,
            Notices notices,
            Acts acts,
            Writes writes,
            SystemScope system,
            Clock clock) {
        this.incidents = incidents;
        this.rows = rows;
        this.tasks = tasks;
        this.standings = standings;
        this.deadlines = deadlines;
        this.posts = posts;
        this.labels = labels;
        this.notes = notes;
        this.notices = notices;
        this.acts = acts;
        this.writes = writes;
        this.system = system;
        this.clock = clock;
    }

    public enum Kind {
        /** 协办 */
        ASSIST,
        /** 吹哨报到 */
        WHISTLE
    }

    /** What the caller can do about it now. */
    public enum Can {
        ARRIVE,
        ANSWER,
        RATE
    }

    /**
     * What one unit was asked.
     *
     * @param unitStars of the unit, by who called it
     * @param callStars of who called, by the unit
     * @param escalatedAt when it went a level up, unanswered
     * @param levelName the area of the post that looks after it since
     */
    public record View(
            UUID id,
            IncidentId incident,
            Kind kind,
            String number,
            String categoryName,
            AreaCode area,
            String areaName,
            @Nullable String place,
            OrgUnitId unit,
            String unitName,
            String part,
            Instant askedAt,
            Instant dueAt,
            boolean overdue,
            @Nullable Instant arrivedAt,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable Integer unitStars,
            @Nullable Integer callStars,
            @Nullable Instant escalatedAt,
            @Nullable String levelName,
            List<Can> can) {}

    /** Asks several units for their parts of an open matter, by who dispatches there. */
    public List<View> ask(IncidentId id, Caller caller, Kind kind, List<OrgUnitId> units, @Nullable String part) {
        permit(caller, IncidentPermissions.DISPATCH);
        var incident = incidents.lock(id);
        if (!incident.status().isOpen()) {
            throw StepRules.notAllowed(incident.status());
        }
        if (!standings.of(caller, incident).covers()) {
            throw INCIDENT_ON_OTHER_GROUND.with();
        }
        if (StepRules.isAbout(incident, caller)) {
            throw INCIDENT_ABOUT_YOU.with();
        }
        var words = notes.note(part);
        if (words == null) {
            throw REQUIRED.with().at("part");
        }
        var at = clock.instant();
        var due = deadlines.call(at);
        var waiting = rows.of(id).stream()
                .filter(asked -> asked.answeredAt() == null)
                .map(Asked::unit)
                .toList();
        for (var unit : new LinkedHashSet<>(units)) {
            check(incident, kind, unit);
            if (waiting.contains(unit)) {
                throw ASSISTANCE_ASKED.with(labels.unit(unit)).at("units");
            }
            var help = Ids.next();
            rows.add(help, incident, kind, unit, caller, asking(caller, incident), words, at, due);
            tasks.help(incident, help, Holder.of(unit), at, due);
        }
        acts.did(Act.of(kind == Kind.WHISTLE ? "incident.whistle" : "incident.assist")
                .on("incident", id)
                .because(words.text()));
        writes.flush();
        var made =
                rows.of(id).stream().filter(asked -> asked.askedAt().equals(at)).toList();
        var template = kind == Kind.WHISTLE ? "incident-whistle/1" : "incident-call/1";
        made.forEach(asked -> tell(asked, posts.of(asked.unit()), template, "assistance:" + asked.id()));
        return made.stream().map(asked -> view(asked, caller)).toList();
    }

    /** A unit that can be asked to help. */
    public record Unit(OrgUnitId unit, String name) {}

    /** Departments that somebody acts for. */
    public List<Unit> units() {
        return posts.units().stream()
                .filter(unit -> posts.of(unit).stream()
                        .flatMap(holder -> holder.posts().stream())
                        .anyMatch(post -> post.role() == Role.DEPARTMENT_STAFF && unit.equals(post.unit())))
                .map(unit -> new Unit(unit, labels.unit(unit)))
                .toList();
    }

    /** 报到: somebody of the unit has come. */
    public View arrive(UUID id, Caller caller) {
        var asked = ofUnit(id, caller);
        if (asked.arrivedAt() == null) {
            rows.arrived(id, caller, clock.instant());
            acts.did(Act.of("incident.arrive").on("assistance", id));
        }
        return again(id, caller);
    }

    public View answer(UUID id, Caller caller, @Nullable String note) {
        var asked = ofUnit(id, caller);
        var words = notes.needed(note);
        var at = clock.instant();
        rows.answered(id, caller, words, at);
        tasks.helped(asked.incident(), id, at);
        system.run(writes::flush); // the task of the level above is none that the unit sees
        posts.find(asked.askedBy())
                .ifPresent(who -> tell(
                        asked,
                        List.of(who),
                        "incident-call-answered/1",
                        asked.incident().matter()));
        acts.did(Act.of("incident.answer").on("assistance", id));
        return again(id, caller);
    }

    /** Once by each side, after the answer: who called rates the unit, the unit rates who called. */
    public View rate(UUID id, Caller caller, int stars) {
        var asked = rows.lock(id);
        boolean unit = actsFor(caller, asked.unit());
        if (!unit && !asks(caller, asked)) {
            throw ASSISTANCE_OF_ANOTHER.with();
        }
        if (asked.answeredAt() == null) {
            throw ASSISTANCE_NOT_ANSWERED.with();
        }
        if ((unit ? asked.callStars() : asked.unitStars()) != null) {
            throw ASSISTANCE_RATED.with();
        }
        rows.rated(id, caller, unit, stars);
        acts.did(Act.of("incident.rate-help").on("assistance", id));
        return again(id, caller);
    }

    /** Of one incident that the caller may see. */
    @Transactional(readOnly = true)
    public List<View> of(IncidentId id, Caller caller) {
        incidents.get(id); // unknown to who may not see it
        // who has the matter sees all who help with it, whoever's people they are
        return system.call(() -> rows.of(id)).stream()
                .map(asked -> view(asked, caller))
                .toList();
    }

    /** Of the caller's ground and units, what waits for an answer first. */
    @Transactional(readOnly = true)
    public List<View> all(Caller caller, boolean open) {
        return rows.list(caller, open).stream()
                .map(asked -> view(asked, caller))
                .toList();
    }

    private void check(Incident incident, Kind kind, OrgUnitId unit) {
        var about = incident.reported().about();
        boolean leads =
                kind == Kind.ASSIST && unit.equals(incident.progress().holder().unit());
        if (leads
                || (about != null && unit.equals(about.unit()))
                || posts.of(unit).isEmpty()) {
            throw INCIDENT_HANDLER_UNFIT.with().at("units");
        }
    }

    private static Post asking(Caller caller, Incident incident) {
        return Actor.nearest(
                        caller.posts().stream()
                                .filter(post -> post.role().seesArea())
                                .toList(),
                        incident.progress().placement().area())
                .orElseThrow(INCIDENT_ON_OTHER_GROUND::with);
    }

    private Asked ofUnit(UUID id, Caller caller) {
        permit(caller, IncidentPermissions.ASSIST);
        var asked = rows.lock(id);
        if (!actsFor(caller, asked.unit())) {
            throw ASSISTANCE_OF_ANOTHER.with();
        }
        if (asked.answeredAt() != null) {
            throw ASSISTANCE_OVER.with();
        }
        return asked;
    }

    private static boolean actsFor(Caller caller, OrgUnitId unit) {
        return caller.posts().stream().anyMatch(post -> unit.equals(post.unit()));
    }

    // the same post as asked, whoever holds it now
    private static boolean asks(Caller caller, Asked asked) {
        return caller.posts().stream()
                .anyMatch(
                        post -> post.role() == asked.askedRole() && post.area().equals(asked.askedArea()));
    }

    private View again(UUID id, Caller caller) {
        writes.flush();
        return view(rows.lock(id), caller);
    }

    private View view(Asked asked, Caller caller) {
        boolean unit = actsFor(caller, asked.unit()) && caller.may(IncidentPermissions.ASSIST);
        boolean open = asked.answeredAt() == null;
        var rated = unit ? asked.callStars() : asked.unitStars();
        List<Can> can;
        if (open) {
            can = !unit ? List.of() : asked.arrivedAt() == null ? List.of(Can.ARRIVE, Can.ANSWER) : List.of(Can.ANSWER);
        } else {
            can = rated == null && (unit || asks(caller, asked)) ? List.of(Can.RATE) : List.of();
        }
        return new View(
                asked.id(),
                asked.incident(),
                asked.kind(),
                asked.number(),
                labels.category(asked.category()),
                asked.area(),
                labels.area(asked.area()),
                asked.place(),
                asked.unit(),
                labels.unit(asked.unit()),
                asked.part(),
                asked.askedAt(),
                asked.dueAt(),
                Objects.requireNonNullElseGet(asked.answeredAt(), clock::instant)
                        .isAfter(asked.dueAt()),
                asked.arrivedAt(),
                asked.answeredAt(),
                asked.answer(),
                asked.unitStars(),
                asked.callStars(),
                asked.escalatedAt(),
                asked.levelArea() == null ? null : labels.area(asked.levelArea()),
                can);
    }

    private void tell(Asked asked, List<Posts.Holder> whom, String template, String matter) {
        var name = template.replaceFirst("/.*", "");
        notices.send(whom.stream()
                .map(one -> new Notice(
                        one.account().id(), name + ":" + asked.id(), template, List.of(asked.number()), matter, false))
                .toList());
    }

    private static void permit(Caller caller, String permission) {
        if (!caller.may(permission)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(permission);
        }
    }
}
