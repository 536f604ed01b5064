package io.linli.incident;

import static io.linli.incident.IncidentProblem.FOLLOWING_TOO_MANY;
import static io.linli.incident.IncidentProblem.INCIDENT_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.AccountData;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A thing that is known already is followed instead of being reported once more: who is about to report is shown the open
 * ones nearby, and is told of each step of the one they follow. No word of a reporter's is shown, nor who reports or follows.
 */
@Service
@Transactional
public class Following implements AccountData {

    private static final double RADIUS = 300; // metres
    private static final double METRES_A_DEGREE = 111_320;
    private static final Duration RECENT = Duration.ofDays(180);
    private static final int MOST_NEARBY = 10;
    private static final int LOOKED_AT = 100;
    private static final int MOST = 100;

    private final JdbcClient database;
    private final Labels labels;
    private final SystemScope system;
    private final Clock clock;

    Following(JdbcClient database, Labels labels, SystemScope system, Clock clock) {
        this.database = database;
        this.labels = labels;
        this.system = system;
        this.clock = clock;
    }

    /**
     * A thing as anybody may know it.
     *
     * @param metres away at most, in steps of fifty
     * @param followed by the caller
     */
    public record Thing(
            IncidentId id,
            String categoryName,
            String areaName,
            IncidentStatus status,
            String statusText,
            LocalDate reportedOn,
            long metres,
            boolean followed) {}

    /** What the caller follows. */
    public record Followed(
            IncidentId id,
            String categoryName,
            String areaName,
            IncidentStatus status,
            String statusText,
            LocalDate reportedOn,
            boolean open) {}

    private record Found(
            IncidentId id,
            String category,
            AreaCode area,
            IncidentStatus status,
            LocalDate on,
            GeoPoint at,
            boolean followed) {}

    /** Open things within three hundred metres, the nearest first. */
    @Transactional(readOnly = true)
    public List<Thing> nearby(GeoPoint place, Caller caller) {
        double up = RADIUS / METRES_A_DEGREE;
        double aside = up / Math.max(0.01, Math.cos(Math.toRadians(place.latitude())));
        var since = clock.instant().minus(RECENT);
        return system.call(() -> around(place, up, aside, Incidents.at(since), caller)).stream()
                .filter(found -> found.at().metresTo(place) <= RADIUS)
                .sorted(Comparator.comparingDouble(found -> found.at().metresTo(place)))
                .limit(MOST_NEARBY)
                .map(found -> new Thing(
                        found.id(),
                        labels.category(found.category()),
                        labels.area(found.area()),
                        found.status(),
                        labels.status(found.status()),
                        found.on(),
                        Math.max(1, (long) Math.ceil(found.at().metresTo(place) / 50)) * 50,
                        found.followed()))
                .toList();
    }

    private List<Found> around(GeoPoint place, double up, double aside, Object since, Caller caller) {
        return database.sql("""
                        select i.id, i.category, i.area, i.status, i.reported_at, i.longitude, i.latitude,
                            exists (select from incident.follower f where f.incident = i.id and f.account = ?) as followed
                        from incident.incident i
                        where i.longitude between ? and ? and i.latitude between ? and ? and i.reported_at >= ? and %s and %s
                            and i.owner is distinct from ?
                        order by i.reported_at desc limit ?""".formatted(PublicThings.CONDITION, IncidentFilter.OPEN))
                .params(
                        caller.id().id(),
                        place.longitude() - aside,
                        place.longitude() + aside,
                        place.latitude() - up,
                        place.latitude() + up,
                        since,
                        caller.id().id(),
                        LOOKED_AT)
                .query((row, n) -> new Found(
                        new IncidentId(row.getObject("id", UUID.class)),
                        row.getString("category"),
                        shown(row),
                        IncidentStatus.valueOf(row.getString("status")),
                        day(row),
                        new GeoPoint(row.getDouble("longitude"), row.getDouble("latitude")),
                        row.getBoolean("followed")))
                .list();
    }

    /** From now on the caller is told of its steps; again changes nothing. */
    public void follow(IncidentId id, Caller caller) {
        boolean isPublic = system.call(
                        () -> database.sql("select 1 from incident.incident i where i.id = ? and %s and %s"
                                        .formatted(PublicThings.CONDITION, IncidentFilter.OPEN))
                                .param(id.id())
                                .query(Integer.class)
                                .optional())
                .isPresent();
        if (!isPublic) {
            throw INCIDENT_UNKNOWN.with(id);
        }
        long now = database.sql("select count(*) from incident.follower where account = ?")
                .param(caller.id().id())
                .query(Long.class)
                .single();
        if (now >= MOST) {
            throw FOLLOWING_TOO_MANY.with(MOST);
        }
        database.sql("insert into incident.follower (incident, account, at) values (?, ?, ?) on conflict do nothing")
                .params(id.id(), caller.id().id(), Incidents.at(clock.instant()))
                .update();
    }

    public void leave(IncidentId id, Caller caller) {
        database.sql("delete from incident.follower where incident = ? and account = ?")
                .params(id.id(), caller.id().id())
                .update();
    }

    /** What the caller follows, the latest first. What has become none of the public's business since is left out. */
    @Transactional(readOnly = true)
    public List<Followed> list(Caller caller) {
        return system.call(() -> database.sql("""
                        select i.id, i.category, i.area, i.status, i.reported_at
                        from incident.follower f join incident.incident i on i.id = f.incident
                        where f.account = ? and %s order by f.at desc, i.id limit ?""".formatted(PublicThings.CONDITION))
                .params(caller.id().id(), MOST)
                .query((row, n) -> {
                    var status = IncidentStatus.valueOf(row.getString("status"));
                    return new Followed(
                            new IncidentId(row.getObject("id", UUID.class)),
                            labels.category(row.getString("category")),
                            labels.area(shown(row)),
                            status,
                            labels.status(status),
                            day(row),
                            status.isOpen());
                })
                .list());
    }

    @Override
    public void forget(String account) {
        system.run(() -> database.sql("delete from incident.follower where account = ?::uuid")
                .param(account)
                .update());
    }

    // a grid is some three hundred homes
    private static AreaCode shown(ResultSet row) throws SQLException {
        return community(new AreaCode(Objects.requireNonNull(row.getString("area"))));
    }

    static AreaCode community(AreaCode area) {
        return area.code().length() > 12 ? new AreaCode(area.code().substring(0, 12)) : area;
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return Zone.dayOf(Objects.requireNonNull(IncidentRowMapper.instant(row, "reported_at")));
    }
}
