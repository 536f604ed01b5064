package io.linli.facility;

import io.linli.territory.AreaCode;
import io.linli.territory.MovesWithGround;
import io.linli.territory.Regrouping;
import io.linli.territory.RowsOnGround;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shelters and supplies go where their ground went. */
@Configuration(proxyBeanMethods = false)
class FacilityMove {

    @Bean
    @Order(70)
    MovesWithGround sheltersMove(JdbcClient database) {
        return new Moved("shelters", new RowsOnGround(database, "facility.shelter", "area", "t.state <> 'CLOSED'", ""));
    }

    @Bean
    @Order(71)
    MovesWithGround suppliesMove(JdbcClient database) {
        return new Moved("supplies", new RowsOnGround(database, "facility.supply", "area", "t.state <> 'CLOSED'", ""));
    }

    private record Moved(String what, RowsOnGround rows) implements MovesWithGround {

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
            return rows.move(plan, most);
        }
    }
}
