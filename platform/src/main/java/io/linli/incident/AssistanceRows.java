package io.linli.incident;

import static io.linli.incident.IncidentProblem.ASSISTANCE_UNKNOWN;
import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.identity.ScopedQuery;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units were asked, each a row of its own that its people may see. */
@Repository
class AssistanceRows {

    private static final int MOST = 200;

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Writes writes;

    AssistanceRows(JdbcClient database, ScopedQuery scoped, Writes writes) {
        this.database = database;
        this.scoped = scoped;
        this.writes = writes;
    }

    record Asked(
            UUID id,
            IncidentId incident,
            Assistances.Kind kind,
            String number,
            @Nullable String category,
            AreaCode area,
            @Nullable String place,
            OrgUnitId unit,
            AccountId askedBy,
            Role askedRole,
            AreaCode askedArea,
            Instant askedAt,
            Instant dueAt,
            String part,
            @Nullable Instant arrivedAt,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable Integer unitStars,
            @Nullable Integer callStars,
            @Nullable Instant escalatedAt,
            @Nullable AreaCode levelArea) {}

    void add(
            UUID id,
            Incident incident,
            Assistances.Kind kind,
            OrgUnitId unit,
            Caller by,
            Post as,
            Note part,
            Instant at,
            Instant due) {
        var now = incident.progress();
        var hidden = incident.hiddenFrom();
        writes.add(
                """
                insert into incident.assistance (id, incident, kind, number, category, area, place, unit, restricted,
                    hidden_from, asked_by, asked_role, asked_area, asked_at, due_at, part, part_sealed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                incident.id().id(),
                kind.name(),
                incident.reported().number(),
                now.category(),
                now.placement().area().code(),
                now.placement().address(),
                unit.id(),
                incident.reported().restricted(),
                hidden == null ? null : hidden.code(),
                by.id().id(),
                as.role().name(),
                as.area().code(),
                Incidents.at(at),
                Incidents.at(due),
                part.text(),
                part.sealed().toArray());
    }

    void arrived(UUID id, Caller by, Instant at) {
        writes.add(
                "update incident.assistance set arrived_at = ?, arrived_by = ? where id = ?",
                Incidents.at(at),
                by.id().id(),
                id);
    }

    void answered(UUID id, Caller by, Note answer, Instant at) {
        writes.add(
                """
                update incident.assistance set answered_at = ?, answered_by = ?, answer = ?, answer_sealed = ?
                where id = ?""",
                Incidents.at(at),
                by.id().id(),
                answer.text(),
                answer.sealed().toArray(),
                id);
    }

    void rated(UUID id, Caller by, boolean byUnit, int stars) {
        writes.add(
                byUnit
                        ? "update incident.assistance set call_stars = ?, call_rated_by = ? where id = ?"
                        : "update incident.assistance set unit_stars = ?, unit_rated_by = ? where id = ?",
                stars,
                by.id().id(),
                id);
    }

    /** It is with the post above, or there is none above. */
    void rose(UUID id, @Nullable Holder above, Instant at) {
        var role = above == null ? null : above.role();
        var area = above == null ? null : above.area();
        writes.add(
                "update incident.assistance set escalated_at = ?, level_role = ?, level_area = ? where id = ?",
                Incidents.at(at),
                role == null || area == null ? null : role.name(),
                role == null || area == null ? null : area.code(),
                id);
    }

    /** Some that nobody has answered in time, locked; what another instance has in hand is passed over. */
    List<Asked> late(Instant now, int most) {
        return database.sql("""
                        select * from incident.assistance
                        where answered_at is null and escalated_at is null and due_at <= ?
                        order by due_at limit ? for no key update skip locked""")
                .params(Incidents.at(now), most)
                .query((row, n) -> asked(row))
                .list();
    }

    /** One, locked; unknown when the caller may not see it. */
    Asked lock(UUID id) {
        return database.sql("select * from incident.assistance where id = ? for no key update")
                .param(id)
                .query((row, n) -> asked(row))
                .optional()
                .orElseThrow(ASSISTANCE_UNKNOWN::with);
    }

    List<Asked> of(IncidentId incident) {
        return database.sql("select * from incident.assistance where incident = ? order by asked_at, unit")
                .param(incident.id())
                .query((row, n) -> asked(row))
                .list();
    }

    List<Asked> list(Caller caller, boolean open) {
        return scoped.from(caller, "incident.assistance a")
                .select("a.*")
                .and(open ? "a.answered_at is null" : "a.answered_at is not null")
                .orderBy(open ? "a.due_at, a.id" : "a.answered_at desc, a.id")
                .limit(MOST)
                .list((row, n) -> asked(row));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        var level = row.getString("level_area");
        return new Asked(
                row.getObject("id", UUID.class),
                new IncidentId(row.getObject("incident", UUID.class)),
                Assistances.Kind.valueOf(row.getString("kind")),
                row.getString("number"),
                row.getString("category"),
                new AreaCode(row.getString("area")),
                row.getString("place"),
                new OrgUnitId(row.getString("unit")),
                new AccountId(row.getObject("asked_by", UUID.class)),
                Role.valueOf(row.getString("asked_role")),
                new AreaCode(row.getString("asked_area")),
                requireNonNull(IncidentRowMapper.instant(row, "asked_at")),
                requireNonNull(IncidentRowMapper.instant(row, "due_at")),
                row.getString("part"),
                IncidentRowMapper.instant(row, "arrived_at"),
                IncidentRowMapper.instant(row, "answered_at"),
                row.getString("answer"),
                row.getObject("unit_stars", Integer.class),
                row.getObject("call_stars", Integer.class),
                IncidentRowMapper.instant(row, "escalated_at"),
                level == null ? null : new AreaCode(level));
    }
}
