package io.linli.incident;

import static io.linli.incident.IncidentProblem.DISCLOSURE_DECIDED;
import static io.linli.incident.IncidentProblem.DISCLOSURE_NEEDS_ANOTHER;
import static io.linli.incident.IncidentProblem.DISCLOSURE_UNKNOWN;
import static io.linli.incident.IncidentProblem.DISCLOSURE_WAITS;
import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_REPORTER_CONFIDENTIAL;
import static io.linli.incident.IncidentProblem.INCIDENT_REPORTER_UNKNOWN;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.ReportPrivacy.ANONYMOUS;
import static io.linli.incident.ReportPrivacy.CONFIDENTIAL;
import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.incident.Trail.Act;
import io.linli.privacy.AccessLog;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows who reported, to those who may know and with a reason; each look is written down in the same transaction. */
@Service
@Transactional
public class ReporterDesk {

    private final Incidents incidents;
    private final IncidentDetails details;
    private final Standings standings;
    private final Notes notes;
    private final Labels labels;
    private final ObjectProvider<AccessLog> log;
    private final IncidentSettings settings;
    private final JdbcClient database;
    private final Writes writes;
    private final SystemScope system;
    private final Acts acts;
    private final Clock clock;

    ReporterDesk(
            Incidents incidents,
            IncidentDetails details,
            Standings standings,
            Notes notes,
            Labels labels,
            ObjectProvider<AccessLog> log,
            IncidentSettings settings,
            JdbcClient database,
            Writes writes,
            SystemScope system,
            Acts acts,
            Clock clock) {
        this.incidents = incidents;
        this.details = details;
        this.standings = standings;
        this.notes = notes;
        this.labels = labels;
        this.log = log;
        this.settings = settings;
        this.database = database;
        this.writes = writes;
        this.system = system;
        this.acts = acts;
        this.clock = clock;
    }

    public record Reporter(@Nullable String name, @Nullable String phone, String description) {}

    /** One request to open the reporter of a confidential report; neither approved nor declined while it waits. */
    public record Disclosure(UUID id, IncidentId incident, Instant askedAt, boolean approved, boolean declined) {}

    public Reporter reporter(IncidentId id, Caller caller, String typed) {
        permit(caller, IncidentPermissions.UNMASK);
        var incident = incidents.get(id);
        if (StepRules.isAbout(incident, caller)) {
            throw INCIDENT_ABOUT_YOU.with();
        }
        var privacy = incident.reported().privacy();
        if (privacy == ANONYMOUS) {
            throw INCIDENT_REPORTER_UNKNOWN.with();
        }
        if (privacy == CONFIDENTIAL && !isOpened(id, caller)) {
            throw INCIDENT_REPORTER_CONFIDENTIAL.with();
        }
        var reason = notes.reason(typed);
        writes.add(
                "insert into incident.look (id, incident, viewer, reason, sealed, at) values (?, ?, ?, ?, ?, ?)",
                Ids.next(),
                id.id(),
                caller.id().id(),
                reason.text(),
                reason.sealed().toArray(),
                Incidents.at(clock.instant()));
        log.getObject()
                .looked(
                        caller.id().toString(),
                        "incident.reporter",
                        List.of(id.toString()),
                        Stream.ofNullable(incident.reported().owner())
                                .map(AccountId::toString)
                                .toList(),
                        reason.text());
        var contact = details.contact(id);
        return new Reporter(
                contact.name() == null ? labels.person(incident.reported().owner()) : contact.name(),
                contact.phone(),
                details.asTyped(id).map(Notes.AsTyped::description).orElseGet(() -> labels.say("incident.erased")));
    }

    public Disclosure ask(IncidentId id, Caller caller, String typed) {
        var incident = incidents.lock(id);
        StepRules.refusal(incident, IncidentStep.DISCLOSE, standings.of(caller, incident))
                .ifPresent(refused -> {
                    throw refused;
                });
        if (waits(id, caller)) {
            throw DISCLOSURE_WAITS.with();
        }
        var reason = notes.reason(typed);
        var asked = new Disclosure(Ids.next(), id, clock.instant(), false, false);
        writes.add(
                """
                insert into incident.disclosure (id, incident, asked_by, asked_at, reason, sealed)
                values (?, ?, ?, ?, ?, ?)""",
                asked.id(),
                id.id(),
                caller.id().id(),
                Incidents.at(asked.askedAt()),
                reason.text(),
                reason.sealed().toArray());
        acts.did(io.linli.settings.Act.of("disclosure.ask").on("incident", id).because(reason.text()));
        return asked;
    }

    /** The second person: from now on the first may look for a while, and the reporter sees that it was opened. */
    public Disclosure approve(IncidentId id, UUID disclosure, Caller caller) {
        var incident = incidents.lock(id);
        var asked = undecided(id, disclosure, caller);
        var at = clock.instant();
        incident.disclose(
                act(IncidentStep.DISCLOSE, incident, disclosure, caller, at, asked.reason()),
                standings.of(caller, incident));
        writes.add(
                "update incident.disclosure set approved_by = ?, approved_at = ? where id = ?",
                caller.id().id(),
                Incidents.at(at),
                disclosure);
        acts.did(io.linli.settings.Act.of("disclosure.approve").on("incident", id, disclosure));
        return decided(incident, new Disclosure(disclosure, id, asked.at(), true, false));
    }

    /** The second person says no: it stays closed, the first is told, and the reporter sees that too. */
    public Disclosure decline(IncidentId id, UUID disclosure, Caller caller, String typed) {
        var incident = incidents.lock(id);
        var asked = undecided(id, disclosure, caller);
        var reason = notes.reason(typed);
        var at = clock.instant();
        incident.keepConfidence(
                act(IncidentStep.DECLINE_DISCLOSURE, incident, disclosure, caller, at, reason),
                standings.of(caller, incident),
                disclosure);
        writes.add(
                """
                update incident.disclosure set declined_by = ?, declined_at = ?, refusal = ?, refusal_sealed = ?
                where id = ?""",
                caller.id().id(),
                Incidents.at(at),
                reason.text(),
                reason.sealed().toArray(),
                disclosure);
        acts.did(io.linli.settings.Act.of("disclosure.decline")
                .on("incident", id, disclosure)
                .because(reason.text()));
        return decided(incident, new Disclosure(disclosure, id, asked.at(), false, true));
    }

    private static Act act(
            IncidentStep step, Incident incident, UUID disclosure, Caller caller, Instant at, Note reason) {
        var by = Actor.of(caller, incident.progress().placement().area());
        return new Act(step, by, at, "disclosure:" + disclosure, reason, List.of());
    }

    private Disclosure decided(Incident incident, Disclosure decision) {
        incidents.save(incident);
        return system.call(() -> {
            writes.flush();
            return decision;
        });
    }

    private record Asked(UUID by, Instant at, boolean decided, Note reason) {}

    /** The request, locked; whoever asked for it does not decide on it. */
    private Asked undecided(IncidentId id, UUID disclosure, Caller caller) {
        var asked = database.sql("""
                select asked_by, asked_at, approved_at is not null or declined_at is not null, reason, sealed
                from incident.disclosure where id = ? and incident = ? for update""")
                .params(disclosure, id.id())
                .query((row, n) -> new Asked(
                        row.getObject(1, UUID.class),
                        requireNonNull(IncidentRowMapper.instant(row, "asked_at")),
                        row.getBoolean(3),
                        new Note(row.getString(4), Bytes.of(row.getBytes(5)))))
                .optional()
                .orElseThrow(DISCLOSURE_UNKNOWN::with);
        if (asked.decided()) {
            throw DISCLOSURE_DECIDED.with();
        }
        if (asked.by().equals(caller.id().id())) {
            throw DISCLOSURE_NEEDS_ANOTHER.with();
        }
        return asked;
    }

    private boolean waits(IncidentId id, Caller caller) {
        return database.sql("""
                select exists (select from incident.disclosure
                               where incident = ? and asked_by = ?
                                   and approved_at is null and declined_at is null)""")
                .params(id.id(), caller.id().id())
                .query(Boolean.class)
                .single();
    }

    private boolean isOpened(IncidentId id, Caller caller) {
        return database.sql("""
                select exists (select from incident.disclosure
                               where incident = ? and (asked_by = ? or approved_by = ?) and approved_at > ?)""")
                .params(
                        id.id(),
                        caller.id().id(),
                        caller.id().id(),
                        Incidents.at(clock.instant().minus(settings.disclosure())))
                .query(Boolean.class)
                .single();
    }

    private static void permit(Caller caller, String permission) {
        if (!caller.may(permission)) {
            throw INCIDENT_STEP_NOT_PERMITTED.with(permission);
        }
    }
}
