package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.AccountId;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.TakenList;
import io.linli.tasking.SomeRounds;
import io.linli.tasking.TaskSource;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.FieldTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        given(context, account, grid, null);
        given(context, account, grid, null);
        var last = given(context, account, grid, null);
        api.post(worker, "/api/tasks/" + last + "/done", "{\"note\": \"好了\", \"minutes\": 25}", 200);

        var load = load(api.get(desk, "/api/tasks/burden?area=" + community, 200), account.toString());
        assertThat(load.path("open").asInt()).isEqualTo(2);
        assertThat(load.path("given").asInt()).isEqualTo(3);
        assertThat(load.path("done").asInt()).isEqualTo(1);
        assertThat(load.path("minutes").path("INSPECTION").asInt()).isEqualTo(25);
        var sheet = "/api/tasks/burden/export?area=" + community;
        assertThat(TakenList.of(context, desk, sheet).row(text(load, "name")))
                .containsEntry("本周派下", "3")
                .containsEntry("任务超过上限", "否")
                .containsEntry("检查用时（分钟）", "25");
        assertThat(TakenList.of(context, "community", sheet).rows())
                .as("other ground")
                .isEmpty();
        api.get(worker, sheet, 403);
        assertThat(api.get(worker, "/api/tasks/burden/mine", 200).path("items").size())
                .isEqualTo(1);
        api.get(worker, "/api/tasks/burden?area=" + community, 403);

        SomeRounds.warn(context, 3, community);
        assertThat(warnings(api, desk)).as("not over the cap").isZero();
        SomeRounds.warn(context, 2, community);
        SomeRounds.warn(context, 2, community);
        assertThat(warnings(api, desk)).isEqualTo(1);
    }

    @Test
    void countsFormsTooAndGivesTheNextTaskToWhoeverHasRoom(
            @Autowired WebApplicationContext context, @Autowired Territory territory) {
        var api = new TaskingApi(context);
        var community = territory.children(new AreaCode(TOWN)).getLast().code();
        var grid = new AreaCode(community.code() + "001");
        var longest = SomeRounds.next(context, grid, 0);
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid.code());
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community.code());
        var account = SomeAccounts.id(context, worker);
        assertThat(load(api.get(desk, "/api/tasks/burden?area=" + community, 200), account.toString())
                        .path("given")
                        .asInt(-1))
                .as("who has nothing stands there, since they have room")
                .isZero();

        var task = given(context, account, grid, "FIRE");
        api.post(
                worker,
                "/api/tasks/" + task + "/done",
                "{\"note\": \"好了\", \"answers\": {\"exit\": \"OK\", \"gear\": \"OK\", \"wire\": \"OK\"}}",
                200);
        var homes = new ResidentsApi(context);
        var home = homes.home(worker, grid.code());
        var person = ResidentsApi.text(homes.person(worker, home, "示例甲"), "id");
        homes.post(
                worker,
                "/api/residents/" + person + "/visits",
                "{\"form\": \"HOME\", \"answers\": {\"people\": \"1\", \"care\": \"false\", \"gas\": \"true\"}}",
                201);
        ask(api, desk, worker, community, home);
        var load = load(api.get(desk, "/api/tasks/burden?area=" + community, 200), account.toString());
        assertThat(load.path("forms").asInt()).as("checklist, visit and survey").isEqualTo(3);
        assertThat(api.get(worker, "/api/tasks/burden/mine", 200)
                        .at("/items/0/forms")
                        .asInt())
                .isEqualTo(3);

        SomeRounds.warnOfForms(context, 3, community);
        assertThat(notices(api, desk, "填表过多")).as("not over the cap").isZero();
        SomeRounds.warnOfForms(context, 2, community);
        SomeRounds.warnOfForms(context, 2, community);
        assertThat(notices(api, desk, "填表过多")).isEqualTo(1);

        given(context, longest, grid, null);
        assertThat(SomeRounds.next(context, grid, 0)).as("no cap is set").isEqualTo(longest);
        assertThat(SomeRounds.next(context, grid, 9)).as("both have room").isEqualTo(longest);
        given(context, longest, grid, null);
        assertThat(SomeRounds.next(context, grid, 2)).as("the other has room").isEqualTo(account);
        assertThat(SomeRounds.next(context, grid, 1)).as("nobody has").isEqualTo(account);
        SomeAccounts.lock(context, worker);
    }

    @Test
    void givesTheNextTaskToWhoeverStandsInAndNeverToTheOneWhoIsAway(
            @Autowired WebApplicationContext context, @Autowired Territory territory) {
        var communities = territory.children(new AreaCode(TOWN));
        var grid = new AreaCode(communities.getLast().code() + "001");
        var holder = SomeRounds.next(context, grid, 0);
        var deputy = SomeAccounts.opened(
                context, Role.GRID_WORKER, communities.getFirst().code() + "001");
        var account = SomeAccounts.id(context, deputy);
        var standIn = SomeAccounts.standIn(context, holder, account);
        given(context, account, grid, null);
        given(context, account, grid, null);

        assertThat(SomeRounds.next(context, grid, 0)).isEqualTo(account);
        assertThat(SomeRounds.next(context, grid, 1)).as("over the cap").isEqualTo(account);
        SomeAccounts.back(context, holder, standIn);
        assertThat(SomeRounds.next(context, grid, 1)).isEqualTo(holder);
        SomeAccounts.lock(context, deputy);
    }

    @Test
    void keepsWhatWasAskedAtDoorsForThisWeekAndTheOneBefore(
            @Autowired WebApplicationContext context, @Autowired JdbcClient database, @Autowired Clock clock) {
        var account = UUID.randomUUID();
        var week = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (int before = 0; before < 3; before++) {
            database.sql("insert into tasking.asked_at_doors (account, week, n) values (?, ?, 1)")
                    .params(account, week.minusWeeks(before))
                    .update();
        }

        SomeRounds.forget(context);

        assertThat(database.sql("select week from tasking.asked_at_doors where account = ? order by week")
                        .param(account)
                        .query(LocalDate.class)
                        .list())
                .containsExactly(week.minusWeeks(1), week);
        database.sql("delete from tasking.asked_at_doors where account = ?")
                .param(account)
                .update();
    }

    private static void ask(TaskingApi api, String desk, String worker, AreaCode community, String home) {
        var survey = text(api.post(desk, "/api/surveys", """
                        {"title": "示例问卷", "area": "%s", "questions":
                         [{"key": "parking", "text": "缺停车位吗", "type": "YES_NO", "required": true}]}""".formatted(community), 201), "id");
        api.post(desk, "/api/surveys/" + survey + "/open", "{}", 200);
        var said = "{\"home\": \"%s\", \"version\": 1, \"answers\": {\"parking\": [\"true\"]}}".formatted(home);
        var key = UUID.randomUUID().toString();
        api.post(worker, "/api/surveys/" + survey + "/answers", said, key, 201);
        api.post(worker, "/api/surveys/" + survey + "/answers", said, key, 201); // sent again, it is no further form
        api.post(desk, "/api/surveys/" + survey + "/close", "{}", 200);
    }

    private static String given(
            WebApplicationContext context, AccountId account, AreaCode grid, @Nullable String checklist) {
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
                                checklist,
                                null,
                                null,
                                Instant.now(),
                                null,
                                false))));
        return given.toString();
    }

    private static JsonNode load(JsonNode week, String account) {
        return week.path("items")
                .valueStream()
                .filter(each -> text(each, "account").equals(account))
                .findFirst()
                .orElseThrow();
    }

    private static long warnings(TaskingApi api, String who) {
        return notices(api, who, "任务过多");
    }

    private static long notices(TaskingApi api, String who, String title) {
        return api.get(who, "/api/notices", 200)
                .path("items")
                .valueStream()
                .filter(each -> text(each, "title").contains(title))
                .count();
    }
}
