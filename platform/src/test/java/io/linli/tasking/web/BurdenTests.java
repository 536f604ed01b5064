package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.tasking.SomeRounds;
import io.linli.tasking.TaskSource;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.FieldTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** How much somebody has in hand. In a town where no other test gives anybody a task. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BurdenTests {

    private static final String TOWN = "430181121";

    @Test
    void isCountedByWorkerAndWeekAndWarnsThePostAboveOnce(
            @Autowired WebApplicationContext context, @Autowired Territory territory) {
        var api = new TaskingApi(context);
        var community = territory.children(new AreaCode(TOWN)).getFirst().code();
        var grid = new AreaCode(community.code() + "001");
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid.code());
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community.code());
        var account = SomeAccounts.id(context, worker);
        var last = "";
        for (int n = 0; n < 3; n++) {
            UUID given = Objects.requireNonNull(context.getBean(TransactionTemplate.class)
                    .execute(status -> context.getBean(Tasks.class)
                            .give(new FieldTask(
                                    "test:" + UUID.randomUUID(),
                                    TaskSource.INSPECTION,
                                    "示例任务",
                                    null,
                                    grid,
                                    null,
                                    new Assignment(account, null, new Queue(Role.GRID_WORKER, grid)),
                                    null,
                                    null,
                                    null,
                                    null,
                                    Instant.now(),
                                    null,
                                    false))));
            last = given.toString();
        }
        api.post(worker, "/api/tasks/" + last + "/done", "{\"note\": \"好了\", \"minutes\": 25}", 200);

        var load = load(api.get(desk, "/api/tasks/burden?area=" + community, 200), account.toString());
        assertThat(load.path("open").asInt()).isEqualTo(2);
        assertThat(load.path("given").asInt()).isEqualTo(3);
        assertThat(load.path("done").asInt()).isEqualTo(1);
        assertThat(load.path("minutes").path("INSPECTION").asInt()).isEqualTo(25);
        assertThat(api.get(worker, "/api/tasks/burden/mine", 200).path("items").size())
                .isEqualTo(1);
        api.get(worker, "/api/tasks/burden?area=" + community, 403);

        SomeRounds.warn(context, 3, community);
        assertThat(warnings(api, desk)).as("not over the cap").isZero();
        SomeRounds.warn(context, 2, community);
        SomeRounds.warn(context, 2, community);
        assertThat(warnings(api, desk)).isEqualTo(1);
    }

    private static JsonNode load(JsonNode week, String account) {
        return week.path("items")
                .valueStream()
                .filter(each -> text(each, "account").equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static long warnings(TaskingApi api, String who) {
        return api.get(who, "/api/notices", 200)
                .path("items")
                .valueStream()
                .filter(each -> text(each, "title").contains("任务过多"))
                .count();
    }
}
