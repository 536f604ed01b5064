package io.linli.evacuation;

import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Emergencies that are not over, and their households, go where their ground went, and with them whoever has them. */
@Configuration(proxyBeanMethods = false)
class EvacuationMove {

    @Bean
    @Order(32) // before the tasks
    MovesWithGround emergenciesMove(JdbcClient database) {
        var rows = new RowsOnGround(database, "evacuation.emergency", "t.closed_at is null");
        return new Moved("emergencies", rows, null);
    }

    @Bean
    @Order(33)
    MovesWithGround evacueesMove(JdbcClient database) {
        var rows = new RowsOnGround(
                database,
                "evacuation.household",
                "area",
                "not t.over",
                ", holder_area = case when t.area ^@ t.holder_area and length(t.holder_area) >= 12"
                        + " then left(m.target, length(t.holder_area)) else t.holder_area end");
        return new Moved(
                "evacuees", rows, new RowsOnGround(database, "evacuation.household", "holder_area", "not t.over", ""));
    }

    private record Moved(
            String what, RowsOnGround rows, @Nullable RowsOnGround holders) implements MovesWithGround {

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
            return moved > 0 || holders == null ? moved : holders.move(plan, most);
        }
    }
}
