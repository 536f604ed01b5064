package io.linli.territory;

import static io.linli.territory.SomeStreet.id;
import static io.linli.territory.SomeStreet.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** Whoever fails while a plan is published, the step that failed has done nothing, and the plan goes on from there. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PlanInterruptedTests {

    private static final String CODE = "430181989";
    private static final String FIRST = CODE + "001001";
    private static final String SECOND = CODE + "001002";
    private static final String INCIDENTS = "incident.incident where ended_at is null";
    private static final String TASKS = "tasking.task where state = 'OPEN'";
    private static final String HOMES = "residents.home where closed_at is null";
    private static final String POSTS = "identity.post where not end_told";

    @Autowired
    WebApplicationContext context;

    private SomeStreet street;
    private UUID plan;

    @BeforeEach
    void aSplitThatIsDrawnUp() {
        street = new SomeStreet(context, CODE).with(1, 2);
        street.building(FIRST, 2);
        street.building(SECOND, 3);
        street.incident(FIRST);
        street.incident(SECOND);
        SomeAccounts.opened(context, Role.GRID_WORKER, SECOND);
        var drawn = street.plan(
                List.of(street.opens("101"), street.opens("102")),
                List.of(street.share("001", "101"), street.share("001001", "101"), street.share("001002", "102")));
        street.preview(drawn);
        plan = UUID.fromString(id(drawn));
        owner("""
                create function territory.fail_in_a_test() returns trigger language plpgsql as
                $$ begin raise exception 'made to fail'; end $$""");
    }

    @AfterEach
    void leaveNothing() {
        owner("drop function if exists territory.fail_in_a_test() cascade");
        street.forget();
    }

    @Test
    void rollsBackWhatFailsWhetherPostsCasesTasksOrHomesAndLosesNothing() {
        var before = street.standing();
        var open = street.open();
        fails("identity.post", "insert", "new.area = '" + CODE + "102001'");
        fails("incident.incident", "update", "old.area = '" + SECOND + "'");
        fails("tasking.task", "update", "old.area = '" + SECOND + "'");
        fails("residents.home", "update", "old.area = '" + SECOND + "'");

        street.post("district", "/api/territory/plans/" + plan + "/publish?version=1", null, 202);
        publish();
        assertThat(street.standing())
                .as("posts fail before anything has opened: nothing has moved")
                .isEqualTo(before);
        assertThat(street.open()).isEqualTo(open);

        works("identity.post");
        stopsWith("incidents stay together, the first with the second", INCIDENTS, before.get(INCIDENTS));
        assertThat(street.open())
                .as("the ground itself turns as one")
                .contains(CODE + "101001", CODE + "102001")
                .doesNotContain(FIRST, SECOND, CODE + "001");
        assertThat(street.state(street.get("district", "/api/territory/plans/" + plan, 200)))
                .isEqualTo("PUBLISHING");

        works("incident.incident");
        stopsWith("a task that cannot move holds its incident back", INCIDENTS, before.get(INCIDENTS));
        stopsWith("and no other task moves", TASKS, before.get(TASKS));

        works("tasking.task");
        stopsWith("tasks have moved", TASKS, Map.of(CODE + "101001", 1L, CODE + "102001", 1L));
        stopsWith("homes stay together", HOMES, before.get(HOMES));

        works("residents.home");
        var done = street.published(street.get("district", "/api/territory/plans/" + plan, 200));
        assertThat(totals(street.standing())).isEqualTo(totals(before));
        assertThat(street.standing().get(POSTS)).containsOnlyKeys(CODE + "102001");
        assertThat(done.path("totals").valueStream())
                .isNotEmpty()
                .allSatisfy(total -> assertThat(total.path("after").asLong())
                        .isEqualTo(total.path("before").asLong()
                                - total.path("merged").asLong()));
    }

    /** The clock publishes as well, so it may be at it this very moment. */
    private void stopsWith(String why, String rows, @Nullable Map<String, Long> standing) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            publish();
            assertThat(street.open()).contains(CODE + "101001");
            assertThat(street.standing().get(rows)).as(why).isEqualTo(standing);
        });
    }

    private void publish() {
        context.getBean(PlanPublisher.class).publish(plan);
    }

    private void fails(String table, String when, String which) {
        owner(
                "create trigger fail_in_a_test before %s on %s for each row when (%s) execute function territory.fail_in_a_test()"
                        .formatted(when, table, which));
    }

    private void works(String table) {
        owner("drop trigger fail_in_a_test on " + table);
    }

    /** Triggers are the owner's: the application may not make any. */
    private void owner(String sql) {
        var settings = context.getEnvironment();
        try (var connection = DriverManager.getConnection(
                        settings.getRequiredProperty("spring.flyway.url"),
                        settings.getRequiredProperty("spring.flyway.user"),
                        "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
