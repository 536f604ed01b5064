package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Where matters of some kinds were: places and times alone, of what the caller may see. Only open reports, since the place
 * of a confidential or anonymous one may tell on somebody; what was wrong or part of another is left out.
 */
@Service
public class PastPlaces {

    private static final int MOST = 5_000;

    private final ScopedQuery scoped;

    PastPlaces(ScopedQuery scoped) {
        this.scoped = scoped;
    }

    public record Spot(IncidentId incident, GeoPoint point, Instant at) {}

    /** The latest first, 5,000 at most. */
    public List<Spot> of(Caller caller, AreaCode area, Collection<String> categories, Instant since) {
        return scoped.from(caller, "incident.incident i")
                .select("i.id, i.longitude, i.latitude, i.reported_at")
                .and("i.area >= ? and i.area < ?", area.code(), area.end())
                .and("i.category = any(?)", (Object) categories.toArray(String[]::new))
                .and("i.reported_at >= ?", since.atOffset(ZoneOffset.UTC))
                .and("i.longitude is not null and i.latitude is not null and i.privacy = 'OPEN'")
                .and("i.status not in ('REJECTED', 'MERGED', 'TRANSFERRED', 'WITHDRAWN')")
                .orderBy("i.reported_at desc, i.id desc")
                .limit(MOST)
                .list((row, n) -> new Spot(
                        new IncidentId(row.getObject("id", UUID.class)),
                        new GeoPoint(row.getDouble("longitude"), row.getDouble("latitude")),
                        row.getObject("reported_at", OffsetDateTime.class).toInstant()));
    }
}
