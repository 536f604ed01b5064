package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_HANDLER_UNFIT;
import static io.linli.incident.IncidentProblem.INCIDENT_OWN_OBJECTION;
import static io.linli.incident.IncidentProblem.REQUIRED;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.settings.Ids;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 派单异议: who was given a matter may say that it is somebody else's, some times; the desk decides, the last time the level
 * above, and then it is done by whom it was given to.
 */
@Service
@Transactional
public class Objections {

    private final Works works;
    private final IncidentTasks tasks;
    private final Dispatch dispatch;
    private final Handlers handlers;
    private final Deadlines deadlines;
    private final Notes notes;
    private final IncidentSettings settings;
    private final JdbcClient database;
    private final Writes writes;

    Objections(
            Works works,
            IncidentTasks tasks,
            Dispatch dispatch,
            Handlers handlers,
            Deadlines deadlines,
            Notes notes,
            IncidentSettings settings,
            JdbcClient database,
            Writes writes) {
        this.works = works;
        this.tasks = tasks;
        this.dispatch = dispatch;
        this.handlers = handlers;
        this.deadlines = deadlines;
        this.notes = notes;
        this.settings = settings;
        this.database = database;
        this.writes = writes;
    }

    /** The one that waits to be decided: who made it, who had the matter, and whose it is as they say. */
    private record Waiting(
            UUID id, AccountId by, Holder had, @Nullable OrgUnitId wanted) {}

    /**
     * Says that it is somebody else's.
     *
     * @param wanted the unit whose it is; needed from who has taken it (首接负责: who took it does not just put it down)
     */
    public IncidentDetail object(IncidentId id, Doer by, @Nullable OrgUnitId wanted, @Nullable String note) {
        var work = works.begin(id, by);
        work.check(IncidentStep.OBJECT);
        var incident = work.incident();
        var reason = notes.needed(note);
        if (wanted == null && incident.status() == IncidentStatus.HANDLING) {
            throw REQUIRED.with().at("unit");
        }
        if (wanted != null) {
            handlers.choose(incident, new Handlers.Choice(null, wanted));
        }
        var now = incident.progress();
        var had = now.holder();
        boolean last = now.turns().objections() + 1 >= settings.rules().objections();
        var desk = dispatch.reviewer(incident, work.caller().id());
        var reviewer = last
                ? dispatch.superior(desk, null, now.placement().area(), incident.hiddenFrom())
                        .orElse(desk)
                : desk;
        incident.object(
                work.act(IncidentStep.OBJECT, reason), work.standing(), reviewer, last, deadlines.decision(work.at()));
        writes.add(
                """
                insert into incident.objection (id, incident, made_by, made_at, account, unit, role, area, wanted, binding)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                Ids.next(),
                id.id(),
                work.caller().id().id(),
                Incidents.at(work.at()),
                Incidents.id(had.account()),
                had.unit() == null ? null : had.unit().id(),
                had.role() == null ? null : had.role().name(),
                had.area() == null ? null : had.area().code(),
                wanted == null ? null : wanted.id(),
                last);
        tasks.handOn(incident, reviewer, work.at());
        tasks.settle(incident, work.at());
        return works.done(work);
    }

    /**
     * Decides on it, by another than who objected.
     *
     * @param upheld it goes to another: to whom is chosen, else to the unit that they named; otherwise to the same again
     */
    public IncidentDetail review(
            IncidentId id, Doer by, boolean upheld, Handlers.Choice choice, @Nullable String note) {
        var work = works.begin(id, by);
        work.check(IncidentStep.REVIEW);
        var incident = work.incident();
        var reason = notes.needed(note);
        var waiting = waiting(id);
        if (waiting.by().equals(work.caller().id())) {
            throw INCIDENT_OWN_OBJECTION.with();
        }
        var to = upheld ? another(incident, waiting, choice) : same(incident, waiting);
        incident.review(
                work.act(IncidentStep.REVIEW, reason), work.standing(), to, deadlines.handling(work.at(), incident));
        writes.add(
                "update incident.objection set upheld = ?, decided_by = ?, decided_at = ? where id = ?",
                upheld,
                work.caller().id().id(),
                Incidents.at(work.at()),
                waiting.id());
        tasks.handOn(incident, to, work.at());
        tasks.settle(incident, work.at());
        return works.done(work);
    }

    private Holder another(Incident incident, Waiting waiting, Handlers.Choice choice) {
        var wanted =
                choice.isEmpty() && waiting.wanted() != null ? new Handlers.Choice(null, waiting.wanted()) : choice;
        if (wanted.isEmpty()) {
            throw REQUIRED.with().at("unit");
        }
        var to = handlers.choose(incident, wanted);
        if (to.equals(waiting.had())) {
            throw INCIDENT_HANDLER_UNFIT.with().at(wanted.assignee() == null ? "unit" : "assignee");
        }
        return to;
    }

    /** Whoever had it; where they are not there any more, whose it is by the rules. */
    private Holder same(Incident incident, Waiting waiting) {
        var had = waiting.had();
        if (had.account() == null && had.unit() == null) {
            return had;
        }
        return handlers.choose(incident, new Handlers.Choice(had.account(), had.unit()));
    }

    private Waiting waiting(IncidentId id) {
        return database.sql("select * from incident.objection where incident = ? and upheld is null")
                .param(id.id())
                .query((row, n) -> {
                    var role = row.getString("role");
                    var account = IncidentRowMapper.account(row, "account");
                    AreaCode area = IncidentRowMapper.area(row, "area");
                    return new Waiting(
                            row.getObject("id", UUID.class),
                            new AccountId(row.getObject("made_by", UUID.class)),
                            new Holder(
                                    account,
                                    IncidentRowMapper.unit(row, "unit"),
                                    role == null ? null : Role.valueOf(role),
                                    area),
                            IncidentRowMapper.unit(row, "wanted"));
                })
                .single();
    }
}
