package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked for of the incidents that a caller may see; the same for lists, maps and exports. */
public record IncidentFilter(
        List<IncidentStatus> status,
        @Nullable AreaCode area,
        @Nullable String category,
        @Nullable Queue queue,
        @Nullable Mine mine,
        @Nullable String q,
        @Nullable String number,
        @Nullable Instant from,
        @Nullable Instant to) {

    public enum Queue {
        /** 待定位 */
        UNPLACED,
        OVERDUE,
        URGENT
    }

    public enum Mine {
        REPORTED,
        ASSIGNED
    }

    public static final IncidentFilter ALL =
            new IncidentFilter(List.of(), null, null, null, null, null, null, null, null);

    static final String OPEN = Stream.of(IncidentStatus.values())
            .filter(IncidentStatus::isOpen)
            .map(status -> "'" + status + "'")
            .collect(Collectors.joining(", ", "i.status in (", ")"));

    /** Whether the counters answer it: they know area, state and category only. */
    boolean isCounted() {
        return queue == null && mine == null && q == null && number == null && from == null && to == null;
    }

    /** Whether something is asked for that the counters know. */
    boolean isNarrowed() {
        return !status.isEmpty() || area != null || category != null;
    }

    /** As much of it as the counters answer: at least as many incidents as this asks for. */
    IncidentFilter counted() {
        return new IncidentFilter(status, area, category, null, null, null, null, null, null);
    }

    IncidentFilter in(@Nullable AreaCode other) {
        return new IncidentFilter(status, other, category, queue, mine, q, number, from, to);
    }

    IncidentFilter in(Queue other) {
        return new IncidentFilter(status, area, category, other, mine, q, number, from, to);
    }

    void narrow(ScopedQuery.Query query, Caller caller, Instant now) {
        if (!status.isEmpty()) {
            query.and(
                    "i.status in ("
                            + String.join(", ", status.stream().map(s -> "?").toList()) + ")",
                    status.stream().map(Enum::name).toArray());
        }
        if (area != null) {
            query.and("i.area >= ? and i.area < ?", area.code(), area.end());
        }
        if (category != null) {
            if (category.equals("none")) {
                query.and("i.category is null");
            } else {
                query.and("i.category >= ? and i.category < ?", category, category + ":");
            }
        }
        if (queue != null) {
            switch (queue) {
                case UNPLACED -> query.and("i.grid is null and " + OPEN);
                case OVERDUE -> query.and("i.due_at < ?", Incidents.at(now));
                case URGENT -> query.and("i.urgent and " + OPEN);
            }
        }
        if (mine != null) {
            switch (mine) {
                case REPORTED -> query.and("i.owner = ?", caller.id().id());
                case ASSIGNED -> query.and("i.assignee = ?", caller.id().id());
            }
        }
        if (number != null) {
            query.and("i.number = ?", number);
        }
        if (from != null) {
            query.and("i.reported_at >= ?", Incidents.at(from));
        }
        if (to != null) {
            query.and("i.reported_at < ?", Incidents.at(to));
        }
    }

    /**
     * The words, apart from the rest.
     *
     * @param many whether so many texts have them that it is quicker to ask each than to gather all
     */
    void narrowWords(ScopedQuery.Query query, boolean many) {
        if (q != null) {
            query.and(
                    many ? "incident.matches(i.id, ?::int[], ?)" : "i.id in (select incident.matching(?::int[], ?))",
                    Bigrams.array(q),
                    Bigrams.normal(q));
        }
    }
}
