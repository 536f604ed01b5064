package io.linli.workforce;

import io.linli.territory.MovesWithGround;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything here that stands at an area, and goes with its ground when areas are split or merged. */
@Configuration(proxyBeanMethods = false)
class WorkforceOnGround {

    private final JdbcClient database;
    private final Clock clock;

    WorkforceOnGround(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    @Order(70)
    MovesWithGround organisationsMove() {
        return move(
                "organisations",
                RelationsMove.ORGANISATION,
                "area",
                "t.kind, t.name, coalesce(t.parent, '')",
                "t.id",
                null);
    }

    @Bean
    @Order(71)
    MovesWithGround coverageMove() {
        return move("coverage", "workforce.coverage", "grid", "coalesce(t.building, '')", "t.organisation", "building");
    }

    @Bean
    @Order(72)
    MovesWithGround linksMove() {
        return move("links", "workforce.link", "area", "t.kind, t.account", "t.kind", null);
    }

    @Bean
    @Order(73)
    MovesWithGround responsibilitiesMove() {
        return move(
                "responsibilities",
                "workforce.responsibility",
                "area",
                "coalesce(t.matter, ''), t.level",
                "coalesce(t.role, t.unit)",
                null);
    }

    private MovesWithGround move(
            String what, String table, String column, String key, String value, @Nullable String building) {
        return new RelationsMove(database, clock, what, table, column, key, value, building);
    }
}
