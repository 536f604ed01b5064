package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The three rates (响应率、解决率、满意率) of what the caller may see. */
@Service
public class IncidentRates {

    private static final int MOST_KINDS = 5_000;

    private final ScopedQuery scoped;
    private final Categories categories;
    private final Labels labels;
    private final IncidentSettings settings;

    IncidentRates(ScopedQuery scoped, Categories categories, Labels labels, IncidentSettings settings) {
        this.scoped = scoped;
        this.categories = categories;
        this.labels = labels;
        this.settings = settings;
    }

    /**
     * How many of one kind ended.
     *
     * @param category null: nobody has said what kind it is
     * @param group the kind at the top of it
     * @param solved closed
     * @param unsolvable of those, counted apart
     */
    public record KindEnded(
            @Nullable String category,
            String name,
            @Nullable String group,
            String groupName,
            long solved,
            long unsolvable) {}

    /** Of what ended on these days, both included, by kind: which problems were solved, and how many. */
    public List<KindEnded> byKind(Caller caller, @Nullable AreaCode area, LocalDate from, LocalDate to) {
        return ended(scoped.from(caller, "incident.incident i"), area, from, to)
                .select("""
                        i.category, count(*) filter (where i.status = 'CLOSED') as solved,
                        count(*) filter (where i.status = 'UNSOLVABLE') as unsolvable""")
                .groupBy("i.category")
                .limit(MOST_KINDS)
                .list((row, n) -> kind(row.getString("category"), row.getLong("solved"), row.getLong("unsolvable")))
                .stream()
                .sorted(Comparator.comparing(KindEnded::category, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private KindEnded kind(@Nullable String code, long solved, long unsolvable) {
        var above = categories.taxonomy().upwards(code);
        var top = above.isEmpty() ? null : above.getLast().code();
        return new KindEnded(code, labels.category(code), top, labels.category(top), solved, unsolvable);
    }

    private static ScopedQuery.Query ended(
            ScopedQuery.Query query, @Nullable AreaCode area, LocalDate from, LocalDate to) {
        query.and("i.status in ('CLOSED', 'UNSOLVABLE')")
                .and("i.ended_at >= ?", Incidents.at(Zone.startOf(from)))
                .and("i.ended_at < ?", Incidents.at(Zone.startOf(to.plusDays(1))));
        return area == null ? query : query.and("i.area >= ? and i.area < ?", area.code(), area.end());
    }

    /** Of what ended on these days, both included. */
    public RateReport of(Caller caller, @Nullable AreaCode area, LocalDate from, LocalDate to) {
        var query = ended(
                scoped.from(caller, "incident.incident i")
                        .join(
                                "left join incident.rating r on r.incident = i.id and r.round = i.reopenings and i.rated"),
                area,
                from,
                to);
        query.select("""
                        count(*), count(*) filter (where i.status = 'UNSOLVABLE'), count(r.incident),
                        count(*) filter (where r.contacted), count(*) filter (where r.solved),
                        count(*) filter (where r.satisfied), count(*) filter (where not (r.solved and r.satisfied)),
                        count(*) filter (where i.follow_up)""");
        return query.list((row, n) -> RateReport.of(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        settings.rules().weights()))
                .getFirst();
    }
}
