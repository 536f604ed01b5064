package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The three rates (响应率、解决率、满意率) of what the caller may see. */
@Service
public class IncidentRates {

    private final ScopedQuery scoped;
    private final IncidentSettings settings;

    IncidentRates(ScopedQuery scoped, IncidentSettings settings) {
        this.scoped = scoped;
        this.settings = settings;
    }

    /** Of what ended on these days, both included. */
    public RateReport of(Caller caller, @Nullable AreaCode area, LocalDate from, LocalDate to) {
        var query = scoped.from(caller, "incident.incident i")
                .join("left join incident.rating r on r.incident = i.id and r.round = i.reopenings and i.rated")
                .select("""
                        count(*), count(*) filter (where i.status = 'UNSOLVABLE'), count(r.incident),
                        count(*) filter (where r.contacted), count(*) filter (where r.solved),
                        count(*) filter (where r.satisfied), count(*) filter (where not (r.solved and r.satisfied)),
                        count(*) filter (where i.follow_up)""")
                .and("i.status in ('CLOSED', 'UNSOLVABLE')")
                .and("i.ended_at >= ?", Incidents.at(Zone.startOf(from)))
                .and("i.ended_at < ?", Incidents.at(Zone.startOf(to.plusDays(1))));
        if (area != null) {
            query.and("i.area >= ? and i.area < ?", area.code(), area.end());
        }
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
