package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
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
        return scoped.together(() -> counted(caller, area));
    }

    private Tiles counted(Caller caller, @Nullable AreaCode area) {
        var byStatus = new EnumMap<IncidentStatus, Long>(IncidentStatus.class);
        for (var status : IncidentStatus.values()) {
            byStatus.put(status, 0L);
        }
        sums(caller, IncidentFilter.ALL.in(area))
                .select("i.status, sum(i.n)")
                .groupBy("i.status")
                .list(IncidentCounts::counted)
                .forEach(counted -> byStatus.merge(counted.getKey(), counted.getValue(), Long::sum));
        own(caller, IncidentFilter.ALL.in(area)).stream()
                .flatMap(own ->
                        own.select("i.status, count(*)").groupBy("i.status").list(IncidentCounts::counted).stream())
                .forEach(counted -> byStatus.merge(counted.getKey(), counted.getValue(), Long::sum));
        return new Tiles(
                byStatus,
                queue(caller, area, IncidentFilter.Queue.UNPLACED),
                queue(caller, area, IncidentFilter.Queue.OVERDUE),
                queue(caller, area, IncidentFilter.Queue.URGENT));
    }

    @SuppressWarnings("UnusedVariable") // a row mapper is given the row's number
    private static Map.Entry<IncidentStatus, Long> counted(ResultSet row, int number) throws SQLException {
        return Map.entry(IncidentStatus.valueOf(row.getString(1)), row.getLong(2));
    }

    private long queue(Caller caller, @Nullable AreaCode area, IncidentFilter.Queue queue) {
        var filter = IncidentFilter.ALL.in(area).in(queue);
        var query = scoped.from(caller, "incident.incident i");
        filter.narrow(query, caller, clock.instant());
        return query.count(IncidentSearch.COUNTED).count();
    }

    /** How many there are by the counters, for a filter of area, state and category; they follow within a moment. */
    IncidentSearch.Total total(Caller caller, IncidentFilter filter) {
        long byPost = sums(caller, filter)
                .select("coalesce(sum(i.n), 0)")
                .list((row, n) -> row.getLong(1))
                .getFirst();
        var own = own(caller, filter).stream()
                .map(query -> query.count(IncidentSearch.COUNTED))
                .toList();
        return new IncidentSearch.Total(
                byPost + own.stream().mapToLong(ScopedQuery.Total::count).sum(),
                own.stream().allMatch(ScopedQuery.Total::exact));
    }

    private ScopedQuery.Query sums(Caller caller, IncidentFilter filter) {
        var query = scoped.sums(caller, "incident.tally_below i", filter.area());
        filter.in((AreaCode) null).narrow(query, caller, clock.instant()); // the rows of sums are of that area already
        return query;
    }

    // the counters know areas and units; what is seen for another reason is little enough to be counted one by one
    private List<ScopedQuery.Query> own(Caller caller, IncidentFilter filter) {
        var queries = scoped.ownOnly(caller, "incident.incident i");
        queries.forEach(query -> filter.narrow(query, caller, clock.instant()));
        return queries;
    }
}
