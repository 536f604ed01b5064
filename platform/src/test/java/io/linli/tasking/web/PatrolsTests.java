package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static io.linli.tasking.web.TaskingApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.TakenList;
import io.linli.tasking.SomeRounds;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Walking one's ground: planned, on duty, and counted without a person. In a town where no other test patrols. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PatrolsTests {

    private static final String TOWN = "430181123";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    private TaskingApi api;
    private String grid = "";
    private String worker = "";
    private String desk = "";

    @BeforeEach
    void open(@Autowired Territory territory) {
        api = new TaskingApi(context);
        var community = territory.children(new AreaCode(TOWN)).getFirst().code();
        grid = community.code() + "001";
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community.code());
    }

    @Test
    void givesEachRoundOnceAndNoSecondOneWhileItIsOpen() {
        var plan = text(api.post(desk, "/api/patrols/plans", plan(1), 201), "id");
        api.post(worker, "/api/patrols/plans", plan(1), 403);
        assertThat(text(api.post(desk, "/api/patrols/plans", plan(1).replace(grid, "430181002001001"), 403), "code"))
                .isEqualTo("PATROL_OTHER_GROUND");
        assertThat(text(api.post(desk, "/api/patrols/plans", plan(1).replace("FIRE", "NO_SUCH"), 404), "code"))
                .isEqualTo("CHECKLIST_UNKNOWN");

        SomeRounds.sweep(context);
        SomeRounds.sweep(context);

        var tasks = rounds(plan);
        assertThat(tasks).hasSize(1);
        assertThat(texts(api.get(desk, "/api/patrols/plans", 200).path("items"), "id"))
                .contains(plan);
        var sheet = "/api/patrols/plans/export";
        assertThat(TakenList.of(context, desk, sheet).rows())
                .anySatisfy(row -> assertThat(row).contains("示例巡查", "示例东门；示例西门"));
        assertThat(TakenList.of(context, "community", sheet).rows())
                .as("other ground")
                .noneSatisfy(row -> assertThat(row).contains("示例东门；示例西门"));
        tomorrow(plan);
        SomeRounds.sweep(context);
        assertThat(rounds(plan)).as("it does not pile up").isEqualTo(tasks);

        var round = api.get(worker, "/api/tasks/" + tasks.getFirst(), 200);
        assertThat(text(round.path("task"), "place")).isEqualTo("示例东门 → 示例西门");
        assertThat(text(round.path("checklist"), "code")).isEqualTo("FIRE");
        api.post(
                worker,
                "/api/tasks/" + tasks.getFirst() + "/done",
                "{\"note\": \"走了一圈\", \"answers\": {\"exit\": \"OK\", \"gear\": \"OK\", \"wire\": \"OK\"}}",
                200);
        tomorrow(plan);
        SomeRounds.sweep(context);
        assertThat(rounds(plan)).hasSize(2);

        var way = "{\"route\": [{\"name\": \"示例桥头\", \"longitude\": 113.64, \"latitude\": 28.14}]}";
        var path = "/api/patrols/plans/" + plan + "/route";
        assertThat(texts(api.put(desk, path, way, 200).path("route"), "name")).containsExactly("示例桥头");
        assertThat(text(
                        api.get(worker, "/api/tasks/" + rounds(plan).getFirst(), 200)
                                .path("task"),
                        "place"))
                .as("a round that was given out keeps its way")
                .isEqualTo("示例东门 → 示例西门");
        api.put(worker, path, way, 403);
        api.put(desk, path, "{}", 400);

        api.post(desk, "/api/patrols/plans/" + plan + "/end", "{\"reason\": \"不再需要\"}", 204);
        api.put(desk, path, way, 404);
        api.post(desk, "/api/patrols/plans/" + plan + "/end", "{\"reason\": \"不再需要\"}", 404);
    }

    @Test
    void takesInWhereSomebodyIsFromTheirStartToTheirStopAndAtNoOtherTime() {
        var id = UUID.randomUUID();
        var began = Instant.now().minusSeconds(600);
        var finding = UUID.randomUUID();
        var start = "{\"area\": \"%s\", \"occurredAt\": \"%s\", \"clockOffset\": 0}".formatted(grid, began);
        assertThat(text(api.post(worker, "/api/patrols/" + id + "/track", track(began), 404), "code"))
                .as("not on duty yet")
                .isEqualTo("PATROL_UNKNOWN");
        var key = UUID.randomUUID().toString();
        long before = onDuty();
        api.post(worker, "/api/patrols/" + id + "/start", start, key, 200);
        api.post(worker, "/api/patrols/" + id + "/start", start, key, 200);
        assertThat(onDuty()).as("told by grid, without a person").isEqualTo(before + 1);
        assertThat(text(api.post(worker, "/api/patrols/" + UUID.randomUUID() + "/start", start, 409), "code"))
                .isEqualTo("PATROL_ON_DUTY");
        assertThat(text(api.post(desk, "/api/patrols/" + id + "/track", track(began), 403), "code"))
                .isEqualTo("PATROL_NOT_YOURS");

        var kept = api.post(worker, "/api/patrols/" + id + "/track", track(began), 200);
        assertThat(kept.path("kept").asInt())
                .as("without what lies before the start and in the future")
                .isEqualTo(2);
        var stop = "{\"findings\": [\"%s\"]}".formatted(finding);
        api.post(worker, "/api/patrols/" + id + "/stop", stop, 200);
        assertThat(onDuty()).isEqualTo(before);
        assertThat(text(api.post(worker, "/api/patrols/" + id + "/track", track(began), 409), "code"))
                .as("off duty")
                .isEqualTo("PATROL_ENDED");

        assertThat(api.get(worker, "/api/patrols/" + id + "/track", 200)
                        .path("items")
                        .size())
                .as("seen by the worker too")
                .isEqualTo(2);
        assertThat(api.get(worker, "/api/patrols/mine", 200)
                        .path("items")
                        .path(0)
                        .path("findings")
                        .path(0)
                        .asString(""))
                .isEqualTo(finding.toString());
        api.get(desk, "/api/patrols/" + id + "/track", 403);
        api.post(worker, "/api/patrols/" + id + "/look", "{\"reason\": \"看看\"}", 403);
        assertThat(api.post(desk, "/api/patrols/" + id + "/look", "{\"reason\": \"核实安全\"}", 200)
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(api.get("auditor", "/api/audit?action=look&object=" + id, 200)
                        .path("items")
                        .size())
                .isPositive();
        assertThat(sealed(id)).as("sealed on the disk").noneMatch(bytes -> bytes.contains("longitude"));

        var coverage = api.get(desk, "/api/patrols/coverage?days=7&area=" + grid.substring(0, 12), 200);
        assertThat(texts(coverage.path("grids"), "area")).contains(grid);
        var sheet = "/api/patrols/coverage/export?days=7&area=" + grid.substring(0, 12);
        assertThat(TakenList.of(context, desk, sheet)
                        .row(text(coverage.path("grids").path(0), "areaName")))
                .containsEntry("巡查次数", text(coverage.path("grids").path(0), "patrols"));
        assertThat(TakenList.of(context, "community", sheet).rows())
                .as("other ground")
                .isEmpty();
        assertThat(api.get("district", "/api/patrols/coverage?days=7&area=430181", 200)
                        .path("squares")
                        .valueStream())
                .as("wherever the way led")
                .anySatisfy(square -> {
                    assertThat(square.path("longitude").asDouble()).isEqualTo(113.602);
                    assertThat(square.path("passes").asInt()).isPositive();
                });
        assertThat(coverage.toString()).doesNotContain(worker, "示例", "account", "metres");
        api.get(desk, "/api/patrols/coverage?days=1&area=" + grid.substring(0, 12), 400);
        api.get(worker, "/api/patrols/coverage?area=" + grid.substring(0, 12), 403);
        assertThat(api.get("community", "/api/patrols/coverage?area=" + grid.substring(0, 12), 200)
                        .path("grids")
                        .size())
                .as("other ground")
                .isZero();
    }

    @Test
    void endsByItselfWhatSomebodyForgotToEnd() {
        var id = UUID.randomUUID();
        var began = Instant.now().minusSeconds(60_000);
        api.post(
                worker,
                "/api/patrols/" + id + "/start",
                "{\"area\": \"%s\", \"occurredAt\": \"%s\", \"clockOffset\": 0}".formatted(grid, began),
                200);

        SomeRounds.sweep(context);

        var now = Instant.now();
        assertThat(text(api.post(worker, "/api/patrols/" + id + "/track", track(now.minusSeconds(60)), 409), "code"))
                .isEqualTo("PATROL_ENDED");
        api.post(worker, "/api/patrols/" + UUID.randomUUID() + "/start", "{\"area\": \"%s\"}".formatted(grid), 200);
    }

    private List<String> rounds(String plan) {
        var found = api.get(worker, "/api/tasks?size=200", 200).path("items").valueStream();
        var done = api.get(worker, "/api/tasks?size=200&state=done", 200)
                .path("items")
                .valueStream();
        return java.util.stream.Stream.concat(found, done)
                .filter(each -> text(each, "matter").equals("patrol-plan:" + plan))
                .map(each -> text(each, "id"))
                .toList();
    }

    private void tomorrow(String plan) {
        inSystem(() -> database.sql("update tasking.patrol_plan set next_on = current_date - 1 where id = ?::uuid")
                .param(plan)
                .update());
    }

    private List<String> sealed(UUID patrol) {
        return inSystem(() -> database.sql("select sealed from tasking.patrol_track where patrol = ?")
                .param(patrol)
                .query((row, n) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .list());
    }

    private <T> T inSystem(java.util.function.Supplier<T> work) {
        return java.util.Objects.requireNonNull(context.getBean(SystemScope.class)
                .call(() -> context.getBean(TransactionTemplate.class).execute(status -> work.get())));
    }

    private String plan(int days) {
        return """
            {"name": "示例巡查", "area": "%s", "everyDays": %d, "checklist": "FIRE", "crs": "wgs84", "who": "%s",
             "route": [{"name": "示例东门", "longitude": 113.6, "latitude": 28.1},
                       {"name": "示例西门", "longitude": 113.601, "latitude": 28.1}]}""".formatted(grid, days, SomeAccounts.id(context, worker));
    }

    private static String track(Instant began) {
        return """
            {"points": [{"at": "%s", "longitude": 113.6, "latitude": 28.1}, {"at": "%s", "longitude": 113.6, "latitude": 28.1},
              {"at": "%s", "longitude": 113.602, "latitude": 28.1}, {"at": "%s", "longitude": 113.6, "latitude": 28.1}]}""".formatted(
                        began.minusSeconds(60),
                        began.plusSeconds(60),
                        began.plusSeconds(120),
                        Instant.now().plusSeconds(3_600));
    }

    private long onDuty() {
        return api.get(desk, "/api/patrols/on-duty?area=" + grid, 200)
                .path("items")
                .valueStream()
                .mapToLong(item -> item.path("onDuty").asLong())
                .sum();
    }
}
