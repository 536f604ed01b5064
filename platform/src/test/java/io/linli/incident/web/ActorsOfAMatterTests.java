package io.linli.incident.web;

import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.workforce.Staff;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Residents, the grid, a firm and a department at one matter (“一元”带“多元”). */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ActorsOfAMatterTests {

    private static final String ASKED = "{\"kind\": \"WHISTLE\", \"units\": [\"%s\"], \"part\": \"%s\"}";

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void eachSeeTheirOwnPartOfIt() {
        var matter = api.report("resident", "楼道里堆满杂物，物业不管");
        var path = "/api/incidents/" + id(matter);
        api.post("community", path + "/assistance", ASKED.formatted("430181-property-demo", "请清理楼道"), 201);
        api.post("community", path + "/assistance", ASKED.formatted("430181-civil", "请看看独居老人"), 201);

        for (var who : List.of("resident", "grid", "community")) {
            assertThat(text(api.get(who, path, 200), "number")).as(who).isEqualTo(text(matter, "number"));
        }
        assertThat(api.get("resident", path, 200).toString())
                .as("what units were asked stays among those who serve")
                .doesNotContain("请清理楼道", "请看看独居老人");
        assertThat(partsOf("property", matter)).containsExactly("请清理楼道");
        var part = api.get("property", "/api/assistance", 200)
                .valueStream()
                .filter(one -> text(one, "incident").equals(id(matter)))
                .findFirst()
                .orElseThrow();
        assertThat(text(
                        api.post("property", "/api/assistance/" + id(part) + "/answer", "{\"note\": \"已清走\"}", 200),
                        "answer"))
                .as("a firm answers as a department does")
                .isEqualTo("已清走");
        assertThat(partsOf("civil", matter)).containsExactly("请看看独居老人");
        for (var who : List.of("civil", "disabled", "resident2", "grid2", "urban")) {
            api.get(who, path, 404);
        }
        assertThat(texts(api.get("community", path + "/assistance", 200), "part"))
                .as("who called them sees them all")
                .containsExactlyInAnyOrder("请清理楼道", "请看看独居老人");
        api.get("resident2", path + "/assistance", 403);
    }

    /** Party, grid and data in one (“党建+网格+大数据”). */
    @Test
    void arePartyMembersWhoseReportsBecomeMattersOfTheGridAndAreAnalysed(@Autowired WebApplicationContext context) {
        var grid = "430181002001003";
        var member = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        new Staff(context, "district")
                .put("/workers/" + SignedIn.caller(context, member).id() + "/party-member", "{\"member\": true}", 204);

        var matter = api.post(
                member,
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"路灯不亮\"}".formatted(grid),
                201);

        assertThat(text(matter, "gridCode")).isEqualTo(grid);
        await().untilAsserted(() -> assertThat(texts(
                        api.get("community", "/api/analysis/risk/" + grid, 200).path("contributions"), "incident"))
                .contains(id(matter)));
        SomeAccounts.lock(context, member);
    }

    private List<String> partsOf(String who, JsonNode matter) {
        return api.get(who, "/api/assistance", 200)
                .valueStream()
                .filter(part -> text(part, "incident").equals(id(matter)))
                .map(part -> text(part, "part"))
                .toList();
    }
}
