package io.linli.incident;

import io.linli.incident.IncidentDetail.RatingView;
import io.linli.settings.Writes;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What reporters answered to the three questions. */
@Repository
class Ratings {

    private final JdbcClient database;
    private final Writes writes;

    Ratings(JdbcClient database, Writes writes) {
        this.database = database;
        this.writes = writes;
    }

    /** @param round how often it had been reopened: of each end there is one */
    void add(IncidentId incident, int round, Rating rating, Rater rater, @Nullable Note note, Instant at) {
        writes.add(
                """
                insert into incident.rating (incident, round, rater, contacted, solved, satisfied, note, sealed, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                incident.id(),
                round,
                rater.name(),
                rating.contacted(),
                rating.solved(),
                rating.satisfied(),
                note == null ? null : note.text(),
                note == null ? null : note.sealed().toArray(),
                Incidents.at(at));
    }

    @Nullable
    RatingView find(IncidentId incident) {
        return database.sql("""
                        select contacted, solved, satisfied, note, at, rater from incident.rating
                        where incident = ? order by round desc limit 1""")
                .param(incident.id())
                .query((row, n) -> new RatingView(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        Rater.valueOf(row.getString(6))))
                .optional()
                .orElse(null);
    }
}
