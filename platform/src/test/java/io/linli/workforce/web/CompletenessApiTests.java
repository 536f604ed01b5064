package io.linli.workforce.web;

import static io.linli.workforce.Staff.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.web.ResidentsApi;
import io.linli.territory.Answerable;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaRegister;
import io.linli.workforce.Staff;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** On a grid of a town where no other test changes who answers for it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CompletenessApiTests {

    private static final String TOWN = "430181130";

    @Autowired
    WebApplicationContext context;

    @Autowired
    AreaRegister register;

    private Staff district;
    private String community;
    private String grid;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here, @Autowired JdbcClient rows) {
        Staff.forget(here, TOWN);
        district = new Staff(here, "district");
        community = rows.sql("select min(code) from territory.area where code like ? and length(code) = 12")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        grid = community + "001";
    }

    @AfterEach
    void leaveNothing() {
        Staff.forget(context, TOWN);
        answers("示例第一网格");
    }

    @Test
    void dropsDutyWhenTheLeaderIsRemoved() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var branch = district.made("BRANCH", "示例党支部", joint, community);
        district.post("/coverage", "{\"organisation\": \"" + branch + "\", \"grid\": \"" + grid + "\"}", 201);
        answers("示例第一网格");
        assertThat(state("DUTY")).isEqualTo("COMPLETE");
        assertThat(indicator("DUTY").path("percent").asInt()).isEqualTo(100);
        int before = complete("DUTY");

        answers(null);

        assertThat(state("DUTY")).isEqualTo("INCOMPLETE");
        assertThat(indicator("DUTY").path("percent").asInt()).isEqualTo(80);
        assertThat(complete("DUTY")).isEqualTo(before - 1);
        var missing = indicator("DUTY").path("missing");
        assertThat(texts(missing, "check")).containsExactly("leader");
        assertThat(missing.path(0).path("actor").asString("")).isEqualTo("COMMUNITY_WORKER");
        assertThat(missing.path(0).path("area").asString("")).isEqualTo(community);
        assertThat(missing.path(0).path("holders").size()).isPositive();
        assertThat(missing.path(0).path("text").asString("")).isEqualTo("没有公示责任人姓名。");
    }

    @Test
    void countsSupervisionFromTelephoneCadreAndPolice() {
        answers("示例第一网格");
        assertThat(texts(indicator("SUPERVISION").path("missing"), "check")).containsExactly("cadre", "police");
        assertThat(indicator("SUPERVISION").path("percent").asInt()).isEqualTo(33);

        var officer = SomeAccounts.opened(context, Role.POLICE_OFFICER, grid);
        assertThat(texts(indicator("SUPERVISION").path("missing"), "check")).containsExactly("cadre");
        SomeAccounts.lock(context, officer);
        assertThat(texts(indicator("SUPERVISION").path("missing"), "check")).containsExactly("cadre", "police");
    }

    @Test
    void looksWhetherTheGridHasABoundary() {
        assertThat(state("AREA")).isEqualTo("COMPLETE");
    }

    @Test
    void takesBuildingsHomesVisitsAndAccountsFromWhereTheyAreKept() {
        assertThat(texts(indicator("BASE").path("missing"), "check"))
                .containsExactly("buildings", "homes", "households");
        assertThat(texts(indicator("SERVICE").path("missing"), "check")).containsExactly("visited");
        assertThat(texts(indicator("EXCHANGE").path("missing"), "check")).containsExactly("accounts");
        int before = complete("BASE");
        var api = new ResidentsApi(context);
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);

        var person = ResidentsApi.text(api.person(worker, api.home(worker, grid), "示例甲"), "id");

        assertThat(state("BASE")).isEqualTo("COMPLETE");
        assertThat(complete("BASE")).isEqualTo(before + 1);
        api.post(
                worker,
                "/api/residents/" + person + "/visits",
                "{\"form\": \"HOME\", \"answers\": {\"people\": \"1\", \"care\": \"false\", \"gas\": \"true\"}}",
                201);
        assertThat(state("SERVICE")).isEqualTo("COMPLETE");
        assertThat(indicator("EXCHANGE").path("stateName").asString("")).isEqualTo("待完善");
    }

    @Test
    void tellsSixIndicatorsOfEveryGrid() {
        var report = district.get("/completeness?area=" + community, 200);
        assertThat(texts(report.path("indicators"), "name"))
                .containsExactly("区域清", "责任清", "底数清", "监管到位", "服务到位", "互通到位");
        assertThat(report.path("items").valueStream())
                .hasSize(report.path("grids").asInt())
                .allSatisfy(item -> assertThat(item.path("indicators").size()).isEqualTo(6));
        var first = district.get("/completeness?size=1&area=" + community, 200);
        assertThat(first.path("next").asString("")).isEqualTo(grid);
        assertThat(texts(
                        district.get("/completeness?size=1&area=" + community + "&after=" + grid, 200)
                                .path("items"),
                        "grid"))
                .containsExactly(community + "002");
        district.as("resident").get("/completeness", 403);
    }

    private void answers(@Nullable String leader) {
        register.assign(
                new Answerable(new AreaCode(grid), null, leader, "示例电话 1", "示例监督电话 1", List.of("示例：收集民情")), "district");
    }

    private JsonNode indicator(String name) {
        return find(
                district.get("/completeness?area=" + grid, 200)
                        .path("items")
                        .path(0)
                        .path("indicators"),
                name);
    }

    private String state(String name) {
        return indicator(name).path("state").asString("");
    }

    private int complete(String name) {
        return sum(name).path("complete").asInt();
    }

    private JsonNode sum(String name) {
        return find(district.get("/completeness?area=" + community, 200).path("indicators"), name);
    }

    private static JsonNode find(JsonNode indicators, String name) {
        return IntStream.range(0, indicators.size())
                .mapToObj(indicators::path)
                .filter(each -> each.path("indicator").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
