package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.settings.SystemScope;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MadeUpIncidentsTests {

    @Autowired
    MadeUpIncidents maker;

    @Autowired
    Incidents incidents;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void leaveEachATrailThatHolds() {
        var reporter = io.linli.identity.AccountId.next();
        maker.make(1_200, 7, List.of(reporter), 2, done -> {});

        var made = all("select id from incident.incident where owner = '" + reporter + "'");
        assertThat(made).hasSizeBetween(20, 120);
        for (var id : made) {
            var incident = inSystem(() -> incidents.get(new IncidentId(id)));
            assertThat(Trail.broken(
                            incident.id(),
                            inSystem(() -> incidents.trail(incident.id())),
                            incident.trail().length(),
                            incident.trail().head()))
                    .isEmpty();
        }
    }

    private List<UUID> all(String sql) {
        return inSystem(() -> database.sql(sql).query(UUID.class).list());
    }

    private <T> T inSystem(java.util.function.Supplier<T> work) {
        return system.call(() -> java.util.Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
