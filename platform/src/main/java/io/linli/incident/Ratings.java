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

    void add(IncidentId incident, Rating rating, @Nullable Note note, Instant at) {
        writes.add(
                """
                insert into incident.rating (incident, contacted, solved, satisfied, note, sealed, at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                incident.id(),
                rating.contacted(),
                rating.solved(),
                rating.satisfied(),
                note == null ? null : note.text(),
                note == null ? null : note.sealed().toArray(),
                Incidents.at(at));
    }

    @Nullable
    RatingView find(IncidentId incident) {
        return database.sql("select contacted, solved, satisfied, note, at from incident.rating where incident = ?")
                .param(incident.id())
                .query((row, n) -> new RatingView(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(null);
    }
}
