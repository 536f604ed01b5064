package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_REPORTER_UNKNOWN;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.RESTRAINT_APPEALED;
import static io.linli.incident.IncidentProblem.RESTRAINT_IN_FORCE;
import static io.linli.incident.IncidentProblem.RESTRAINT_NEEDS_ANOTHER;
import static io.linli.incident.IncidentProblem.RESTRAINT_NOT_REPEATED;
import static io.linli.incident.IncidentProblem.RESTRAINT_NO_APPEAL;
import static io.linli.incident.IncidentProblem.RESTRAINT_OVER;

import io.linli.identity.Caller;
import io.linli.identity.Post;
import io.linli.incident.RestraintRows.Kept;
import io.linli.notify.Notice;
import io.linli.notify.Notices;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 重复、恶意反映: a person may decide, with a reason and until a day, that somebody reports what was answered already. Whom it
 * concerns is told and may appeal, which another person decides. It refuses no report: each is taken in as ever, and
 * whoever looks at it is reminded of the earlier answer, but not where it is urgent; what is new in it is filed.
 */
@Service
@Transactional
public class Restraints {

    private final Incidents incidents;
    private final RestraintRows rows;
    private final Standings standings;
    private final Territory territory;
    private final Notes notes;
    private final Notices notices;
    private final IncidentSettings settings;
    private final Acts acts;
    private final Writes writes;
    private final SystemScope system;
    private final Clock clock;

    Restraints(
            Incidents incidents,
            RestraintRows rows,
            Standings standings,
            Territory territory,
            Notes notes,
            Notices notices,
            IncidentSettings settings,
            Acts acts,
            Writes writes,
            SystemScope system,
            Clock clock) {
        this.incidents = incidents;
        this.rows = rows;
        this.standings = standings;
        this.territory = territory;
        this.notes = notes;
        this.notices = notices;
        this.settings = settings;
        this.acts = acts;
        this.writes = writes;
        this.system = system;
        this.clock = clock;
    }

    public enum Kind {
        REPEATED,
        MALICIOUS
    }

    /**
     * One decision.
     *
     * @param earlier the number of the matter that was answered already
     * @param upheld whether the appeal was; null while it waits or where there is none
     */
    public record View(
            UUID id,
            Kind kind,
            String earlier,
            AreaCode area,
            String reason,
            Instant decidedAt,
            Instant until,
            boolean inForce,
            @Nullable String appeal,
            @Nullable Instant appealedAt,
            @Nullable Boolean upheld,
            @Nullable String answer,
            boolean mayAppeal,
            boolean mayDecide,
            boolean mayLift) {}

    /**
     * Decides it of the reporter of a matter that has ended, after so many reports of the same kind from there.
     *
     * @param days until it ends by itself
     */
    public View decide(IncidentId id, Caller caller, Kind kind, int days, @Nullable String note) {
        permit(caller);
        var incident = incidents.lock(id);
        var owner = incident.reported().owner();
        if (!standings.of(caller, incident).covers()) {
            throw INCIDENT_ON_OTHER_GROUND.with();
        }
        if (StepRules.isAbout(incident, caller)) {
            throw INCIDENT_ABOUT_YOU.with();
        }
        // of a confidential or anonymous report nobody may be told who made it, not even so
        if (owner == null || incident.reported().privacy() != ReportPrivacy.OPEN) {
            throw INCIDENT_REPORTER_UNKNOWN.with();
        }
        if (incident.status().isOpen()) {
            throw StepRules.notAllowed(incident.status());
        }
        var now = clock.instant();
        long before = rows.reports(
                owner,
                incident.progress().category(),
                now.minus(settings.rules().repeatedWithin()));
        if (before < settings.rules().repeated()) {
            throw RESTRAINT_NOT_REPEATED.with(
                    before,
                    settings.rules().repeated(),
                    settings.rules().repeatedWithin().toDays());
        }
        rows.current(owner).filter(kept -> kept.until().isAfter(now)).ifPresent(kept -> {
            throw RESTRAINT_IN_FORCE.with();
        });
        var reason = notes.reason(note);
        var restraint = Ids.next();
        system.run(
                () -> { // it may have been decided elsewhere
                    rows.endOld(owner, now);
                    writes.flush();
                });
        rows.add(restraint, kind, incident, owner, caller, reason, now, now.plus(Duration.ofDays(days)));
        acts.did(Act.of("restraint.decide")
                .on("restraint", restraint)
                .because(reason.text())
                .concerning(List.of(owner.toString())));
        tell(owner.id(), restraint, "incident-restraint/1", incident.reported().number());
        return view(restraint, caller);
    }

    public View appeal(UUID id, Caller caller, @Nullable String note) {
        var kept = rows.lock(id);
        inForce(kept);
        if (!kept.account().equals(caller.id())) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.INSPECT);
        }
        if (kept.appealedAt() != null) {
            throw RESTRAINT_APPEALED.with();
        }
        rows.appealed(id, notes.needed(note), clock.instant());
        acts.did(Act.of("restraint.appeal").on("restraint", id));
        tell(kept.decidedBy().id(), id, "incident-restraint-appeal/1", kept.number());
        return view(id, caller);
    }

    /** By another than who decided; upheld, it ends at once. */
    public View answer(UUID id, Caller caller, boolean upheld, @Nullable String note) {
        permit(caller);
        var kept = rows.lock(id);
        inForce(kept);
        onGround(kept, caller);
        if (kept.appealedAt() == null || kept.upheld() != null) {
            throw RESTRAINT_NO_APPEAL.with();
        }
        if (kept.decidedBy().equals(caller.id())) {
            throw RESTRAINT_NEEDS_ANOTHER.with();
        }
        var reason = notes.needed(note);
        rows.answered(id, upheld, reason, caller, clock.instant());
        acts.did(Act.of("restraint.answer")
                .on("restraint", id)
                .because(reason.text())
                .concerning(List.of(kept.account().toString())));
        tell(kept.account().id(), id, "incident-restraint-answered/1", kept.number());
        return view(id, caller);
    }

    /** Before its end, by anybody who could have decided it. */
    public View lift(UUID id, Caller caller) {
        permit(caller);
        var kept = rows.lock(id);
        inForce(kept);
        onGround(kept, caller);
        rows.lifted(id, clock.instant());
        acts.did(Act.of("restraint.lift")
                .on("restraint", id)
                .concerning(List.of(kept.account().toString())));
        return view(id, caller);
    }

    /** The caller's own, and those of the ground that they inspect. */
    @Transactional(readOnly = true)
    public List<View> all(Caller caller) {
        return rows.list(caller).stream().map(kept -> view(kept, caller)).toList();
    }

    private View view(UUID id, Caller caller) {
        writes.flush();
        return view(rows.lock(id), caller);
    }

    private View view(Kept kept, Caller caller) {
        boolean force = isInForce(kept);
        boolean own = kept.account().equals(caller.id());
        boolean inspects = caller.may(IncidentPermissions.INSPECT) && isOnGround(kept, caller);
        return new View(
                kept.id(),
                kept.kind(),
                kept.number(),
                kept.area(),
                kept.reason(),
                kept.decidedAt(),
                kept.until(),
                force,
                kept.appeal(),
                kept.appealedAt(),
                kept.upheld(),
                kept.answer(),
                force && own && kept.appealedAt() == null,
                force
                        && inspects
                        && kept.appealedAt() != null
                        && kept.upheld() == null
                        && !kept.decidedBy().equals(caller.id()),
                force && inspects);
    }

    private boolean isInForce(Kept kept) {
        return kept.liftedAt() == null && kept.until().isAfter(clock.instant());
    }

    private void inForce(Kept kept) {
        if (!isInForce(kept)) {
            throw RESTRAINT_OVER.with();
        }
    }

    private void onGround(Kept kept, Caller caller) {
        if (!isOnGround(kept, caller)) {
            throw INCIDENT_ON_OTHER_GROUND.with();
        }
    }

    private boolean isOnGround(Kept kept, Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(Post::area)
                .flatMap(area -> territory.own(area).stream())
                .anyMatch(ground -> ground.contains(kept.area()));
    }

    private void tell(UUID account, UUID restraint, String template, String number) {
        system.run(() -> notices.send(List.of(new Notice(
                account,
                template.replaceFirst("/.*", "") + ":" + restraint,
                template,
                List.of(number),
                "restraint:" + restraint,
                false))));
    }

    private static void permit(Caller caller) {
        if (!caller.may(IncidentPermissions.INSPECT)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(IncidentPermissions.INSPECT);
        }
    }
}
