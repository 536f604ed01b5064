package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.settings.SystemScope;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a matter concerns besides who reported it: those whose reports were merged into it, each behind their own report and
 * its own protection, and how many follow it, of whom nobody learns more than the number.
 */
@Service
public class Concerned {

    private static final int MOST = 50;
    private static final int COUNTED = 1_000;

    private final Incidents incidents;
    private final IncidentSearch search;
    private final ScopedQuery scoped;
    private final Standings standings;
    private final SystemScope system;
    private final JdbcClient database;

    Concerned(
            Incidents incidents,
            IncidentSearch search,
            ScopedQuery scoped,
            Standings standings,
            SystemScope system,
            JdbcClient database) {
        this.incidents = incidents;
        this.search = search;
        this.scoped = scoped;
        this.standings = standings;
        this.system = system;
        this.database = database;
    }

    /**
     * Those who came to the same matter.
     *
     * @param items the reports merged into it that the caller may see, newest first, 50 at most
     * @param reports how many of them there are, counted up to 1,000
     * @param followers how many follow it; none where it cannot be followed
     */
    public record Others(List<IncidentRow> items, long reports, long followers) {}

    /** For whoever looks after the ground or has the matter in hand; who looks on from elsewhere is refused. */
    @Transactional(readOnly = true)
    public Others of(IncidentId id, Caller caller) {
        var incident = incidents.get(id);
        standings.requireInvolved(caller, incident);
        var items = merged(id, caller)
                .select(IncidentSearch.COLUMNS)
                .orderBy("i.reported_at desc, i.id desc")
                .limit(MOST)
                .list((row, n) -> search.row(row));
        return new Others(items, merged(id, caller).count(COUNTED).count(), followersOf(id));
    }

    private ScopedQuery.Query merged(IncidentId id, Caller caller) {
        return scoped.from(caller, "incident.incident i").and("i.merged_into = ?", id.id());
    }

    private long followersOf(IncidentId id) {
        Optional<Long> found =
                system.call(() -> database.sql("select count(*) from incident.follower f where f.incident = ?")
                        .param(id.id())
                        .query(Long.class)
                        .optional());
        return found.orElse(0L);
    }
}
