package io.linli.residents;

import io.linli.territory.MovesWithGround;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything here that stands at an area, and goes with its ground when areas are split or merged. */
@Configuration(proxyBeanMethods = false)
class ResidentsOnGround {

    private static final String OF_HOME = "t.home_index = any (:homes)";
    private static final String LIVING = """
            (select s.person from residents.stay s
                where s.kind = 'LIVES' and s.ended_at is null and s.home_index = any (:homes))""";
    private static final String HOUSEHOLDS =
            "(select h.id from residents.household h where h.home_index = any (:homes))";

    private final JdbcClient database;
    private final PersonalSeals seals;

    ResidentsOnGround(JdbcClient database, PersonalSeals seals) {
        this.database = database;
        this.seals = seals;
    }

    @Bean
    @Order(50)
    MovesWithGround buildingsMove() {
        return move("buildings", HomesMove.BUILDING, "t.closed_at is null", "t.id = any (:buildings)");
    }

    @Bean
    @Order(51)
    MovesWithGround homesMove() {
        return move("homes", "residents.home", "t.closed_at is null", "t.building = any (:buildings)");
    }

    @Bean
    @Order(52)
    MovesWithGround householdsMove() {
        return move("households", "residents.household", "t.closed_at is null", OF_HOME);
    }

    @Bean
    @Order(53)
    MovesWithGround peopleMove() {
        return move("people", "residents.person", "t.state = 'HERE'", "t.id in " + LIVING);
    }

    @Bean
    @Order(54)
    MovesWithGround staysMove() {
        return move("stays", "residents.stay", "t.ended_at is null", OF_HOME);
    }

    @Bean
    @Order(55)
    MovesWithGround membersMove() {
        return move("members", "residents.member", "t.ended_at is null", "t.household in " + HOUSEHOLDS);
    }

    @Bean
    @Order(56)
    MovesWithGround tagsMove() {
        return move("tags", "residents.tag", "t.ended_at is null", "t.person in " + LIVING);
    }

    @Bean
    @Order(57)
    MovesWithGround claimsMove() {
        return move("claims", "residents.claim", "t.state = 'OPEN'", OF_HOME);
    }

    @Bean
    @Order(58)
    MovesWithGround correctionsMove() {
        return move("corrections", "residents.correction", "t.state = 'OPEN'", "t.person in " + LIVING);
    }

    @Bean
    @Order(59)
    MovesWithGround visitUsesMove() {
        return move(
                "visitUses",
                "residents.visit_use",
                "true",
                "t.visit in (select v.id from residents.visit v where v.person in " + LIVING + ")");
    }

    @Bean
    @Order(60)
    MovesWithGround visitsMove() {
        return move("visits", "residents.visit", "true", "t.person in " + LIVING);
    }

    @Bean
    @Order(61)
    MovesWithGround livesMove() {
        return move(
                "lives", "residents.trail", "true", "(t.subject in " + LIVING + " or t.subject in " + HOUSEHOLDS + ")");
    }

    private MovesWithGround move(String what, String table, String which, String ofHome) {
        return new HomesMove(database, seals, what, table, which, ofHome);
    }
}
