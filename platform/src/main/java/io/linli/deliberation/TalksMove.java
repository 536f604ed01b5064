package io.linli.deliberation;

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

/**
 * What was said and has not ended is looked after where its ground went, so that it is not left at an area that closed.
 * Talks stay where they were held.
 */
@Component
@Order(72)
class TalksMove implements MovesWithGround {

    private final RowsOnGround open;

    TalksMove(JdbcClient database) {
        open = new RowsOnGround(database, "deliberation.opinion", "t.ended_at is null");
    }

    @Override
    public String what() {
        return "opinions";
    }

    @Override
    public Map<AreaCode, Long> counts(Collection<AreaCode> within) {
        return open.counts(within);
    }

    @Override
    public List<Flow> flows(Regrouping plan) {
        return open.flows(plan);
    }

    @Override
    public int move(Regrouping plan, int most) {
        return open.move(plan, most);
    }
}
