package io.linli.incident;

import static io.linli.incident.IncidentProblem.EXTENSION_DECIDED;
import static io.linli.incident.IncidentProblem.EXTENSION_UNKNOWN;
import static io.linli.incident.IncidentProblem.EXTENSION_WAITS;

import io.linli.calendar.SlaClock;
import io.linli.calendar.TimeLimit;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.incident.Trail.Act;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do to the clock of an incident: stop it, let it go on, end a stage, ask for more time and give it. */
@Service
@Transactional
public class IncidentClock {

    private final Incidents incidents;
    private final IncidentTasks tasks;
    private final IncidentDetails details;
    private final Standings standings;
    private final Deadlines deadlines;
    private final Labels labels;
    private final Notes notes;
    private final JdbcClient database;
    private final Writes writes;
    private final SystemScope system;
    private final Clock clock;

    IncidentClock(
            Incidents incidents,
            IncidentTasks tasks,
            IncidentDetails details,
            Standings standings,
            Deadlines deadlines,
            Labels labels,
            Notes notes,
            JdbcClient database,
            Writes writes,
            SystemScope system,
            Clock clock) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.details = details;
        this.standings = standings;
        this.deadlines = deadlines;
        this.labels = labels;
        this.notes = notes;
        this.database = database;
        this.writes = writes;
        this.system = system;
        this.clock = clock;
    }

    /**
     * More time that was asked for.
     *
     * @param granted null while it waits
     * @param mayDecide whether the caller may grant or refuse it now
     */
    public record Extension(
            UUID id,
            int amount,
            SlaClock clock,
            @Nullable String askedBy,
            Instant askedAt,
            String reason,
            @Nullable Boolean granted,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            boolean mayDecide) {}

    public IncidentDetail suspend(IncidentId id, Caller caller, @Nullable String note) {
        var incident = incidents.lock(id);
        var at = clock.instant();
        var act = act(IncidentStep.SUSPEND, incident, caller, at, notes.needed(note));
        StepRules.check(incident, IncidentStep.SUSPEND, standings.of(caller, incident));
        incident.suspend(act, standings.of(caller, incident), deadlines.suspended(incident, at));
        tasks.move(incident);
        return done(incident, caller);
    }

    public IncidentDetail resume(IncidentId id, Caller caller, @Nullable String note) {
        var incident = incidents.lock(id);
        var at = clock.instant();
        var act = act(IncidentStep.RESUME, incident, caller, at, notes.note(note));
        StepRules.check(incident, IncidentStep.RESUME, standings.of(caller, incident));
        incident.resume(act, standings.of(caller, incident), deadlines.resumed(incident, at));
        tasks.move(incident);
        return done(incident, caller);
    }

    public IncidentDetail advance(IncidentId id, Caller caller, @Nullable String note) {
        var incident = incidents.lock(id);
        var at = clock.instant();
        var act = act(IncidentStep.ADVANCE, incident, caller, at, notes.needed(note));
        StepRules.check(incident, IncidentStep.ADVANCE, standings.of(caller, incident));
        incident.advance(act, standings.of(caller, incident), deadlines.nextStage(at, incident));
        tasks.move(incident);
        tasks.settle(incident, at);
        return done(incident, caller);
    }

    /** Asked for on the clock of the limit, before it is over. */
    public IncidentDetail ask(IncidentId id, Caller caller, int amount, @Nullable String note) {
        var incident = incidents.lock(id);
        var at = clock.instant();
        var reason = notes.needed(note);
        var standing = standings.of(caller, incident);
        StepRules.check(incident, IncidentStep.ASK_EXTENSION, standing);
        if (waiting(id).isPresent()) {
            throw EXTENSION_WAITS.with();
        }
        deadlines.extended(incident, amount, at); // refused when it is over
        var more = new TimeLimit(amount, deadlines.clock(incident));
        incident.askForTime(act(IncidentStep.ASK_EXTENSION, incident, caller, at, reason), standing, more);
        writes.add(
                """
                insert into incident.extension (id, incident, amount, clock, asked_by, asked_at, reason, sealed)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                Ids.next(),
                id.id(),
                amount,
                more.clock().name(),
                caller.id().id(),
                Incidents.at(at),
                reason.text(),
                reason.sealed().toArray());
        return done(incident, caller);
    }

    /** By somebody else than who asked. The limit is lengthened by it, whenever it is given before its end. */
    public IncidentDetail decide(IncidentId id, UUID extension, Caller caller, boolean granted, @Nullable String note) {
        var incident = incidents.lock(id);
        var at = clock.instant();
        var standing = standings.of(caller, incident);
        var step = granted ? IncidentStep.EXTEND : IncidentStep.REFUSE_EXTENSION;
        StepRules.check(incident, step, standing);
        var asked = one(id, extension).orElseThrow(() -> EXTENSION_UNKNOWN.with(extension.toString()));
        if (asked.granted() != null) {
            throw EXTENSION_DECIDED.with();
        }
        if (asked.by().equals(caller.id())) {
            throw IncidentProblem.INCIDENT_OWN_CLOCK.with();
        }
        if (granted) {
            var due = deadlines.extended(incident, asked.amount(), at);
            incident.extend(
                    act(step, incident, caller, at, notes.note(note)),
                    standing,
                    new TimeLimit(asked.amount(), deadlines.clock(incident)),
                    due);
            tasks.move(incident);
        } else {
            incident.refuseTime(act(step, incident, caller, at, notes.needed(note)), standing);
        }
        writes.add(
                "update incident.extension set granted = ?, decided_by = ?, decided_at = ? where id = ?",
                granted,
                caller.id().id(),
                Incidents.at(at),
                extension);
        return done(incident, caller);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Extension> extensions(IncidentId id, Caller caller) {
        var incident = incidents.get(id); // unknown to who may not see it
        boolean may = StepRules.refusal(incident, IncidentStep.REFUSE_EXTENSION, standings.of(caller, incident))
                .isEmpty();
        return rows(id).stream()
                .map(row -> new Extension(
                        row.id(),
                        row.amount(),
                        row.clock(),
                        labels.person(row.by()),
                        row.at(),
                        row.reason(),
                        row.granted(),
                        labels.person(row.decidedBy()),
                        row.decidedAt(),
                        may && row.granted() == null && !row.by().equals(caller.id())))
                .toList();
    }

    private Optional<Asked> waiting(IncidentId id) {
        return rows(id).stream().filter(row -> row.granted() == null).findFirst();
    }

    private Optional<Asked> one(IncidentId id, UUID extension) {
        return rows(id).stream().filter(row -> row.id().equals(extension)).findFirst();
    }

    private record Asked(
            UUID id,
            int amount,
            SlaClock clock,
            AccountId by,
            Instant at,
            String reason,
            @Nullable Boolean granted,
            @Nullable AccountId decidedBy,
            @Nullable Instant decidedAt) {}

    private List<Asked> rows(IncidentId id) {
        return database.sql("select * from incident.extension where incident = ? order by asked_at desc")
                .param(id.id())
                .query((row, n) -> asked(row))
                .list();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getObject("id", UUID.class),
                row.getInt("amount"),
                SlaClock.valueOf(row.getString("clock")),
                Objects.requireNonNull(IncidentRowMapper.account(row, "asked_by")),
                Objects.requireNonNull(IncidentRowMapper.instant(row, "asked_at")),
                row.getString("reason"),
                row.getObject("granted", Boolean.class),
                IncidentRowMapper.account(row, "decided_by"),
                IncidentRowMapper.instant(row, "decided_at"));
    }

    private static Act act(IncidentStep step, Incident incident, Caller caller, Instant at, @Nullable Note note) {
        var area = incident.progress().placement().area();
        return new Act(step, Actor.of(caller, area), at, null, note, List.of());
    }

    // the actor's right was checked on the incident as it was; as it is now, they may not see it any more
    private IncidentDetail done(Incident incident, Caller caller) {
        incidents.save(incident);
        return system.call(() -> {
            writes.flush();
            return details.of(incident.id(), caller);
        });
    }
}
