package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How many incidents there are, by area, state and category: always exact, from counters that the journal keeps. */
@Service
public class IncidentCounts {

    private final ScopedQuery scoped;
    private final Clock clock;

    IncidentCounts(ScopedQuery scoped, Clock clock) {
        this.scoped = scoped;
        this.clock = clock;
    }

    /** For the tiles of a desk. */
    public record Tiles(Map<IncidentStatus, Long> byStatus, long unplaced, long overdue, long urgent) {}

    public Tiles tiles(Caller caller, @Nullable AreaCode area) {
        var byStatus = new EnumMap<IncidentStatus, Long>(IncidentStatus.class);
        for (var status : IncidentStatus.values()) {
            byStatus.put(status, 0L);
        }
        // the counters know areas and units; who sees neither has few enough to count them one by one
        var query = seesMore(caller)
                ? scoped.from(caller, "incident.tally i").select("i.status, sum(i.n)")
                : scoped.from(caller, "incident.incident i").select("i.status, count(*)");
        query.groupBy("i.status");
        if (area != null) {
            query.and("i.area >= ? and i.area < ?", area.code(), area.end());
        }
        query.list((row, n) -> Map.entry(IncidentStatus.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(counted -> byStatus.put(counted.getKey(), counted.getValue()));
        return new Tiles(
                byStatus,
                queue(caller, area, IncidentFilter.Queue.UNPLACED),
                queue(caller, area, IncidentFilter.Queue.OVERDUE),
                queue(caller, area, IncidentFilter.Queue.URGENT));
    }

    private static boolean seesMore(Caller caller) {
        return caller.posts().stream().anyMatch(post -> post.role().seesArea() || post.unit() != null);
    }

    private long queue(Caller caller, @Nullable AreaCode area, IncidentFilter.Queue queue) {
        var all = IncidentFilter.ALL;
        var filter = new IncidentFilter(all.status(), area, null, queue, null, null, null, null, null);
        var query = scoped.from(caller, "incident.incident i");
        filter.narrow(query, caller, clock.instant());
        return query.count(IncidentSearch.COUNTED).count();
    }

    /** The exact number for a filter of area, state and category. */
    long count(Caller caller, IncidentFilter filter) {
        var query = scoped.from(caller, "incident.tally i").select("coalesce(sum(i.n), 0)");
        filter.narrow(query, caller, clock.instant());
        return query.list((row, n) -> row.getLong(1)).getFirst();
    }
}
