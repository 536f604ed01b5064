package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static io.linli.tasking.web.TaskingApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.spreadsheet.TakenList;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Nothing is asked of communities and grids but by an admitted item. In a town where no other test pushes anything. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WorkItemsApiTests {

    private static final String TOWN = "430181125";

    private TaskingApi api;
    private String street = "";
    private List<String> communities = List.of();

    @BeforeEach
    void open(@Autowired WebApplicationContext context, @Autowired Territory territory) {
        api = new TaskingApi(context);
        street = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        communities = territory.children(new AreaCode(TOWN)).stream()
                .map(area -> area.code().code())
                .toList();
    }

    @Test
    void givesEachCommunityATaskThatCarriesItsBasisAuthorityAndMoney(@Autowired WebApplicationContext context) {
        var worker = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, communities.getFirst());
        var item = admitted(draft("AS_NEEDED", 5_000, ", \"fund\": \"示例经费\", \"fundAmount\": 20000"));
        var key = UUID.randomUUID().toString();
        var body = push(communities.subList(0, 2), "联系示例甲 13800138000");

        var first = api.post("urban", "/api/work-items/" + item + "/tasks", body, key, 201);
        var again = api.post("urban", "/api/work-items/" + item + "/tasks", body, key, 201);

        assertThat(text(again, "id")).as("sent again, it is pushed once").isEqualTo(text(first, "id"));
        assertThat(texts(
                        api.get("urban", "/api/work-items/" + item + "/tasks", 200)
                                .path("items"),
                        "area"))
                .containsExactlyInAnyOrderElementsOf(communities.subList(0, 2));
        assertThat(api.get("urban", "/api/work-items/" + item, 200)
                        .path("spent")
                        .asLong())
                .isEqualTo(10_000);
        assertThat(TakenList.of(context, "urban", "/api/work-items/export?state=ADMITTED")
                        .row(title(item)))
                .containsEntry("部门", "430181-urban")
                .containsEntry("每次费用（元）", "50.00")
                .containsEntry("已用经费（元）", "100.00")
                .containsEntry("同一区域最多多久一次", "按需");
        api.get("grid", "/api/work-items/export", 403);
        var task = api.get(worker, "/api/tasks?size=200", 200)
                .path("items")
                .valueStream()
                .filter(each -> text(each, "title").equals(title(item)))
                .findFirst()
                .orElseThrow();
        assertThat(text(task, "source")).isEqualTo("WORK_ITEM");
        assertThat(text(task, "words")).contains("联系示例甲").doesNotContain("13800138000");
        var basis = api.get(worker, "/api/tasks/" + text(task, "id"), 200).path("basis");
        assertThat(text(basis, "basis")).isEqualTo("示例依据");
        assertThat(text(basis, "authority")).isEqualTo("示例权限");
        assertThat(basis.path("cost").asLong()).isEqualTo(5_000);
        assertThat(text(basis, "fund")).isEqualTo("示例经费");
    }

    @Test
    void isDecidedBySomebodyElseThanTheDepartment() {
        var item = text(api.post("urban", "/api/work-items", draft("MONTHLY", 0, ""), 201), "id");
        api.post("urban", "/api/work-items/" + item + "/admit", "{}", 403);
        assertThat(code(api.post(street, "/api/work-items/" + item + "/admit", "{}", 403)))
                .as("holds beyond that street")
                .isEqualTo("WORK_ITEM_OTHER_GROUND");
        var own = text(api.post("district", "/api/work-items", draft("MONTHLY", 0, ""), 201), "id");
        assertThat(code(api.post("district", "/api/work-items/" + own + "/admit", "{}", 403)))
                .isEqualTo("WORK_ITEM_OWN");
        assertThat(code(api.post("civil", "/api/work-items", draft("MONTHLY", 0, ""), 403)))
                .as("for another department")
                .isEqualTo("WORK_ITEM_OTHER_UNIT");

        assertThat(code(api.post("district", "/api/work-items/" + item + "/decline", "{}", 400)))
                .isEqualTo("WORK_ITEM_REASON_MISSING");
        assertThat(text(
                        api.post("district", "/api/work-items/" + item + "/decline", "{\"note\": \"已有同类事项\"}", 200),
                        "state"))
                .isEqualTo("DECLINED");
        assertThat(code(api.post("district", "/api/work-items/" + item + "/admit", "{}", 409)))
                .isEqualTo("WORK_ITEM_DECIDED");
        api.get("resident", "/api/work-items", 403);
        api.get("grid", "/api/work-items", 403);
    }

    @Test
    void comesWithItsMoneyOrNotAtAll() {
        var poor = text(api.post("urban", "/api/work-items", draft("AS_NEEDED", 5_000, ""), 201), "id");
        assertThat(code(api.post("district", "/api/work-items/" + poor + "/admit", "{}", 400)))
                .isEqualTo("WORK_ITEM_UNFUNDED");
        refused(poor, "PUSH_NOT_ADMITTED", communities.getFirst());

        var item = admitted(draft("AS_NEEDED", 5_000, ", \"fund\": \"示例经费\", \"fundAmount\": 9999"));
        api.post("urban", "/api/work-items/" + item + "/tasks", push(communities.subList(0, 1), ""), 201);
        refused(item, "PUSH_FUND_USED_UP", communities.get(1));
    }

    @Test
    void refusesAllElseAndKeepsThatItWasAsked(@Autowired WebApplicationContext context) {
        var community = communities.getFirst();
        var proposed = text(api.post("urban", "/api/work-items", draft("MONTHLY", 0, ""), 201), "id");
        refused(UUID.randomUUID().toString(), "PUSH_NOT_ADMITTED", community);
        refused(proposed, "PUSH_NOT_ADMITTED", community);

        var item = admitted(draft("MONTHLY", 0, ""));
        refused(item, "PUSH_LEVEL_UNFIT", community + "001");
        refused(item, "PUSH_OTHER_GROUND", "430182001001");
        var answer = api.post("civil", "/api/work-items/" + item + "/tasks", push(List.of(community), ""), 403);
        assertThat(code(answer)).isEqualTo("PUSH_OTHER_UNIT");
        api.post("urban", "/api/work-items/" + item + "/tasks", push(List.of(community), ""), 201);
        refused(item, "PUSH_TOO_OFTEN", community);
        api.post("street", "/api/work-items/" + item + "/tasks", push(List.of(community), ""), 403);
        assertThat(code(api.post(
                        "urban",
                        "/api/work-items/" + item + "/tasks",
                        "{\"areas\": [\"%s\"], \"due\": \"2020-01-01\"}".formatted(communities.get(1)),
                        400)))
                .as("a slip of the pen")
                .isEqualTo("PUSH_DUE_PAST");

        api.post("district", "/api/work-items/" + item + "/end", "{\"reason\": \"不再需要\"}", 200);
        refused(item, "PUSH_NOT_IN_FORCE", community);

        var kept = api.get(street, "/api/work-items/refusals?size=200", 200).path("items");
        assertThat(texts(kept, "reason"))
                .contains(
                        "PUSH_NOT_ADMITTED",
                        "PUSH_LEVEL_UNFIT",
                        "PUSH_OTHER_UNIT",
                        "PUSH_TOO_OFTEN",
                        "PUSH_NOT_IN_FORCE")
                .doesNotContain("PUSH_DUE_PAST");
        assertThat(texts(kept, "area")).allMatch(area -> area.startsWith(TOWN));
        var elsewhere = SomeAccounts.opened(context, Role.STREET_STAFF, "430181124");
        assertThat(texts(
                        api.get(elsewhere, "/api/work-items/refusals?size=200", 200)
                                .path("items"),
                        "workItem"))
                .doesNotContain(item);
        assertThat(texts(
                        api.get("civil", "/api/work-items/refusals?size=200", 200)
                                .path("items"),
                        "reason"))
                .as("what the department itself was refused")
                .contains("PUSH_OTHER_UNIT");
        assertThat(api.get("auditor", "/api/audit?action=work-item.push&object=" + item, 200)
                        .path("items")
                        .size())
                .isGreaterThanOrEqualTo(5);
    }

    @Test
    void isAListThatEveryGridWorkerReads() {
        var item = admitted(draft("MONTHLY", 0, "").replace("\"COMMUNITY\"", "\"GRID\""));
        var another = text(
                api.post(
                        "civil",
                        "/api/work-items",
                        draft("YEARLY", 0, "")
                                .replace("430181-urban", "430181-civil")
                                .replace("\"COMMUNITY\"", "\"GRID\""),
                        201),
                "id");
        api.post("district", "/api/work-items/" + another + "/admit", "{}", 200);
        var waiting = text(api.post("urban", "/api/work-items", draft("MONTHLY", 0, ""), 201), "id");

        for (var who : List.of("grid", "resident")) {
            assertThat(texts(
                            api.get(who, "/api/work-items/duties?area=" + communities.getFirst() + "001", 200)
                                    .path("items"),
                            "id"))
                    .as("one list of what several departments ask of the grid")
                    .contains(item, another)
                    .doesNotContain(waiting);
        }
        assertThat(texts(
                        api.get("grid", "/api/work-items/duties?area=430182001001", 200)
                                .path("items"),
                        "id"))
                .as("holds on other ground")
                .doesNotContain(item);
    }

    private void refused(String item, String why, String area) {
        var answer = api.post("urban", "/api/work-items/" + item + "/tasks", push(List.of(area), "请办理"), 403);
        assertThat(code(answer)).isEqualTo(why);
        var kept = api.get("urban", "/api/work-items/refusals?size=1", 200)
                .path("items")
                .path(0);
        assertThat(text(kept, "reason")).isEqualTo(why);
        assertThat(text(kept, "area")).isEqualTo(area);
    }

    private String admitted(String draft) {
        var item = text(api.post("urban", "/api/work-items", draft, 201), "id");
        api.post("district", "/api/work-items/" + item + "/admit", "{}", 200);
        return item;
    }

    private String title(String item) {
        return text(api.get("urban", "/api/work-items/" + item, 200), "title");
    }

    private static String draft(String period, long cost, String fund) {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return """
            {"title": "示例事项%s", "kind": "ASSISTING", "unit": "430181-urban", "basis": "示例依据", "authority": "示例权限",
             "cost": %d%s, "period": "%s", "levels": ["COMMUNITY"], "area": "430181", "validFrom": "%s", "validUntil": "%s"}""".formatted(
                        UUID.randomUUID().toString().substring(0, 8), cost, fund, period, today, today.plusDays(30));
    }

    private static String push(List<String> areas, String words) {
        var list = String.join("\", \"", areas);
        var due = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(7);
        return "{\"areas\": [\"%s\"], \"due\": \"%s\", \"words\": \"%s\"}".formatted(list, due, words);
    }

    private static String code(JsonNode problem) {
        return text(problem, "code");
    }
}
