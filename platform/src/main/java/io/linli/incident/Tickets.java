package io.linli.incident;

import static io.linli.incident.IncidentProblem.TICKET_KNOWN;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The numbers and deadlines under which the hotline knows matters. */
@Repository
class Tickets {

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final SystemScope system;
    private final Writes writes;

    Tickets(JdbcClient database, ScopedQuery scoped, SystemScope system, Writes writes) {
        this.database = database;
        this.scoped = scoped;
        this.system = system;
        this.writes = writes;
    }

    void add(Incident incident, Ticket ticket, Caller by) {
        known(ticket.number()).ifPresent(ours -> {
            throw TICKET_KNOWN.with(ticket.number(), ours).at("ticket.number");
        });
        writes.add(
                """
                insert into incident.ticket (incident, number, received_at, due_at, taken_by, taken_at)
                values (?, ?, ?, ?, ?, ?)""",
                incident.id().id(),
                ticket.number(),
                Incidents.at(ticket.receivedAt()),
                Incidents.orNull(ticket.dueAt()),
                by.id().id(),
                Incidents.at(incident.reported().at()));
    }

    /** Our number of the matter, wherever it lies: the same ticket is not taken in twice. */
    Optional<String> known(String number) {
        return system.call(
                () -> database.sql("""
                        select i.number from incident.ticket t join incident.incident i on i.id = t.incident
                        where t.number = ?""").param(number).query(String.class).optional());
    }

    @Nullable
    Ticket of(IncidentId incident) {
        return database.sql("select number, received_at, due_at from incident.ticket where incident = ?")
                .param(incident.id())
                .query((row, n) -> new Ticket(
                        row.getString(1),
                        java.util.Objects.requireNonNull(IncidentRowMapper.instant(row, "received_at")),
                        IncidentRowMapper.instant(row, "due_at")))
                .optional()
                .orElse(null);
    }

    /** Those that the caller may see and that came in on these days, both included. */
    ScopedQuery.Query between(Caller caller, LocalDate from, LocalDate to) {
        return scoped.from(caller, "incident.incident i")
                .join("join incident.ticket t on t.incident = i.id")
                .join("left join incident.rating r on r.incident = i.id and r.round = i.reopenings and i.rated")
                .join("left join lateral (select e.note, e.at from incident.trail e where e.incident = i.id"
                        + " and e.step = 'FEEDBACK' order by e.number desc limit 1) f on true")
                .and("t.received_at >= ?", Incidents.at(Zone.startOf(from)))
                .and("t.received_at < ?", Incidents.at(Zone.startOf(to.plusDays(1))));
    }
}
