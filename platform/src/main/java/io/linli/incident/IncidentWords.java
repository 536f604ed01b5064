package io.linli.incident;

import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The redacted words of matters, for those who learn from many of them in the system's scope. Never of what is restricted,
 * kept from somebody, or told in confidence or without a name; what was erased is not there any more.
 */
@Service
@Transactional(readOnly = true)
public class IncidentWords {

    /**
     * One matter with its words.
     *
     * @param joined how many other reports were merged into it
     */
    public record Worded(
            IncidentId id,
            AreaCode area,
            @Nullable String category,
            Instant reportedAt,
            int joined,
            String title,
            String text) {}

    private static final String READ = """
            select i.id, i.area, i.category, i.reported_at, i.joined, i.title, w.text
            from incident.incident i join incident.words w on w.incident = i.id
            where i.restricted is null and i.hidden_from is null and i.privacy = 'OPEN' and\s""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient database;

    IncidentWords(JdbcClient database) {
        this.database = database;
    }

    /** Of what was closed, with the kind that it was of in the end; in the order of their ids, after that one. */
    public List<Worded> closed(@Nullable IncidentId after, int most) {
        return database.sql(READ + "i.status = 'CLOSED' and i.category is not null and i.id > ? order by i.id limit ?")
                .params(after == null ? BEFORE_ALL : after.id(), most)
                .query((row, n) -> worded(row))
                .list();
    }

    /** Of what was reported since then and was not turned away or taken back, the latest first. */
    public List<Worded> reported(Instant since, int most) {
        return database.sql(READ
                        + "i.reported_at >= ? and i.status not in ('REJECTED', 'WITHDRAWN') order by i.id desc limit ?")
                .params(Incidents.at(since), most)
                .query((row, n) -> worded(row))
                .list();
    }

    /** Of what was reported in an area since then and was not turned away or taken back, the latest first. */
    public List<Worded> reported(AreaCode area, Instant since, int most) {
        return database.sql(
                        READ
                                + "i.area >= ? and i.area < ? and i.reported_at >= ?"
                                + " and i.status not in ('REJECTED', 'WITHDRAWN') order by i.reported_at desc, i.id desc limit ?")
                .params(area.code(), area.end(), Incidents.at(since), most)
                .query((row, n) -> worded(row))
                .list();
    }

    /** Of those, as far as they are there, with the kind that they are of now. */
    public List<Worded> of(Collection<IncidentId> some) {
        return database.sql(READ + "i.category is not null and i.id = any (?::uuid[]) order by i.id")
                .param(Incidents.array(some))
                .query((row, n) -> worded(row))
                .list();
    }

    /** Of those, as far as they are there, whatever kind they are of. */
    public List<Worded> any(Collection<IncidentId> some) {
        return database.sql(READ + "i.id = any (?::uuid[]) order by i.id")
                .param(Incidents.array(some))
                .query((row, n) -> worded(row))
                .list();
    }

    private static Worded worded(ResultSet row) throws SQLException {
        return new Worded(
                new IncidentId(row.getObject("id", UUID.class)),
                new AreaCode(row.getString("area")),
                row.getString("category"),
                Objects.requireNonNull(IncidentRowMapper.instant(row, "reported_at")),
                row.getInt("joined"),
                row.getString("title"),
                row.getString("text"));
    }
}
