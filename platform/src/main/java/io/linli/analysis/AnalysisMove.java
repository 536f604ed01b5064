package io.linli.analysis;

import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open warnings go where their ground went, and with them whoever answers for them. What is closed stays where it was. */
@Component
@Order(30) // before the tasks
class AnalysisMove implements MovesWithGround {

    private final RowsOnGround rows;
    private final RowsOnGround holders;

    AnalysisMove(JdbcClient database) {
        rows = new RowsOnGround(
                database,
                "analysis.warning",
                "area",
                "t.status <> 'CLOSED'",
                ", holder_area = case when t.area ^@ t.holder_area and length(t.holder_area) >= 12"
                        + " then left(m.target, length(t.holder_area)) else t.holder_area end");
        holders = new RowsOnGround(database, "analysis.warning", "holder_area", "t.status <> 'CLOSED'", "");
    }

    @Override
    public String what() {
        return "warnings";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return rows.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        return rows.flows(plan);
    }

    @Override
    public int move(Regrouping plan, int most) {
        int moved = rows.move(plan, most);
        return moved > 0 ? moved : holders.move(plan, most);
    }
}
