package io.linli.incident;

import static io.linli.incident.IncidentProblem.RESTRAINT_UNKNOWN;
import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.settings.SystemScope;
import io.linli.settings.Writes;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was decided about accounts that report the same again and again. */
@Repository
class RestraintRows {

    private static final int MOST = 200;
    private static final String JOINED = """
            select r.*, i.number from incident.restraint r join incident.incident i on i.id = r.earlier""";

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final Writes writes;
    private final SystemScope system;

    RestraintRows(JdbcClient database, ScopedQuery scoped, Writes writes, SystemScope system) {
        this.database = database;
        this.scoped = scoped;
        this.writes = writes;
        this.system = system;
    }

    record Kept(
            UUID id,
            Restraints.Kind kind,
            AccountId account,
            String number,
            AreaCode area,
            String reason,
            AccountId decidedBy,
            Instant decidedAt,
            Instant until,
            @Nullable String appeal,
            @Nullable Instant appealedAt,
            @Nullable Boolean upheld,
            @Nullable String answer,
            @Nullable Instant liftedAt) {}

    void add(
            UUID id,
            Restraints.Kind kind,
            Incident earlier,
            AccountId account,
            Caller by,
            Note reason,
            Instant at,
            Instant until) {
        var hidden = earlier.hiddenFrom();
        writes.add(
                """
                insert into incident.restraint (id, kind, account, owner, earlier, area, restricted, hidden_from, reason,
                    reason_sealed, decided_by, decided_at, until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                kind.name(),
                account.id(),
                account.id(),
                earlier.id().id(),
                earlier.progress().placement().area().code(),
                earlier.reported().restricted(),
                hidden == null ? null : hidden.code(),
                reason.text(),
                reason.sealed().toArray(),
                by.id().id(),
                Incidents.at(at),
                Incidents.at(until));
    }

    void appealed(UUID id, Note appeal, Instant at) {
        writes.add(
                "update incident.restraint set appeal = ?, appeal_sealed = ?, appealed_at = ? where id = ?",
                appeal.text(),
                appeal.sealed().toArray(),
                Incidents.at(at),
                id);
    }

    void answered(UUID id, boolean upheld, Note answer, Caller by, Instant at) {
        writes.add(
                """
                update incident.restraint set upheld = ?, answer = ?, answer_sealed = ?, answered_by = ?, answered_at = ?,
                    lifted_at = case when ? then ? end
                where id = ?""",
                upheld,
                answer.text(),
                answer.sealed().toArray(),
                by.id().id(),
                Incidents.at(at),
                upheld,
                Incidents.at(at),
                id);
    }

    void lifted(UUID id, Instant at) {
        writes.add("update incident.restraint set lifted_at = ? where id = ?", Incidents.at(at), id);
    }

    /** One that has ended by itself makes room for another. */
    void endOld(AccountId account, Instant now) {
        writes.add(
                "update incident.restraint set lifted_at = until where account = ? and lifted_at is null and until <= ?",
                account.id(),
                Incidents.at(now));
    }

    /** One, locked; unknown when the caller may not see it. */
    Kept lock(UUID id) {
        return database.sql(JOINED + " where r.id = ? for no key update of r")
                .param(id)
                .query((row, n) -> kept(row))
                .optional()
                .orElseThrow(RESTRAINT_UNKNOWN::with);
    }

    /** The one that has not been lifted, wherever it was decided. */
    Optional<Kept> current(AccountId account) {
        return system.call(() -> database.sql(JOINED + " where r.account = ? and r.lifted_at is null")
                .param(account.id())
                .query((row, n) -> kept(row))
                .optional());
    }

    /** How many reports of that kind the account has made since. */
    long reports(AccountId account, @Nullable String category, Instant since) {
        return system.call(() -> database.sql("""
                        select count(*) from incident.incident
                        where owner = ? and reported_at > ? and category is not distinct from ?""")
                .params(Arrays.asList(account.id(), Incidents.at(since), category))
                .query(Long.class)
                .single());
    }

    List<Kept> list(Caller caller) {
        return scoped.from(caller, "incident.restraint r")
                .join("join incident.incident i on i.id = r.earlier")
                .select("r.*, i.number")
                .orderBy("r.decided_at desc, r.id desc")
                .limit(MOST)
                .list((row, n) -> kept(row));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                Restraints.Kind.valueOf(row.getString("kind")),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("number"),
                new AreaCode(row.getString("area")),
                row.getString("reason"),
                new AccountId(row.getObject("decided_by", UUID.class)),
                requireNonNull(IncidentRowMapper.instant(row, "decided_at")),
                requireNonNull(IncidentRowMapper.instant(row, "until")),
                row.getString("appeal"),
                IncidentRowMapper.instant(row, "appealed_at"),
                row.getObject("upheld", Boolean.class),
                row.getString("answer"),
                IncidentRowMapper.instant(row, "lifted_at"));
    }
}
