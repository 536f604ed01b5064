package io.linli.incident;

import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The requests to open a confidential reporter that wait for a second person, for those who could be that person. */
@Service
public class WaitingDisclosures {

    private static final int MOST = 200;

    private final ScopedQuery scoped;
    private final Standings standings;
    private final Posts posts;
    private final Labels labels;

    WaitingDisclosures(ScopedQuery scoped, Standings standings, Posts posts, Labels labels) {
        this.scoped = scoped;
        this.standings = standings;
        this.posts = posts;
        this.labels = labels;
    }

    /**
     * One request that nobody decided on yet.
     *
     * @param mine whether the caller asked: then it takes another to decide
     */
    public record Waiting(
            UUID id,
            IncidentId incident,
            String number,
            String title,
            AreaCode area,
            String areaName,
            ReportReceipt.Handler askedBy,
            Instant askedAt,
            String reason,
            boolean mine) {}

    /** The oldest first; of one incident, or of all that the caller could open. */
    public List<Waiting> of(Caller caller, @Nullable IncidentId incident) {
        var query = scoped.from(caller, "incident.incident i")
                .join("join incident.disclosure d on d.incident = i.id")
                .select("i.*, d.id as asked, d.asked_by, d.asked_at, d.reason")
                .and("d.approved_at is null and d.declined_at is null")
                .orderBy("d.asked_at, d.id")
                .limit(MOST);
        if (incident != null) {
            query.and("i.id = ?", incident.id());
        }
        return query.list(Asked::of).stream()
                .filter(asked -> StepRules.refusal(asked.of(), IncidentStep.DISCLOSE, standings.of(caller, asked.of()))
                        .isEmpty())
                .map(asked -> waiting(asked, caller))
                .toList();
    }

    private Waiting waiting(Asked asked, Caller caller) {
        var reported = asked.of().reported();
        var area = asked.of().progress().placement().area();
        var asker = posts.find(asked.by());
        var post = asker.flatMap(holder -> Actor.nearest(holder.posts(), area)).orElse(null);
        var by = new Holder(
                asked.by(),
                post == null ? null : post.unit(),
                post == null ? null : post.role(),
                post == null ? null : post.area());
        return new Waiting(
                asked.id(),
                reported.id(),
                reported.number(),
                reported.title(),
                area,
                labels.area(area),
                labels.handler(by),
                asked.at(),
                asked.reason(),
                asked.by().equals(caller.id()));
    }

    private record Asked(UUID id, AccountId by, Instant at, String reason, Incident of) {

        static Asked of(ResultSet row, int number) throws SQLException {
            return new Asked(
                    row.getObject("asked", UUID.class),
                    requireNonNull(IncidentRowMapper.account(row, "asked_by")),
                    requireNonNull(IncidentRowMapper.instant(row, "asked_at")),
                    row.getString("reason"),
                    IncidentRowMapper.incident(row, number));
        }
    }
}
