package io.linli.workforce;

import static io.linli.workforce.Staff.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DemoOrganisationsTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    DemoOrganisations demo;

    @Test
    void hasTheNumbersOfTheSourceExactly() {
        assertThat(counts())
                .isEqualTo(Map.of(
                        "JOINT_COMMITTEE", 35, "JOINT_BRANCH", 185, "PARTY_GROUP", 1_110, "HUB_HOUSEHOLD", 4_440));
    }

    @Test
    void isLoadedOnceHoweverOftenLinliStarts() {
        var before = counts();
        demo.run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void opensAsOneTreeInWhichEachStandsAfterTheOneAbove() {
        var tree = new Staff(context, "district").get("/organisations/tree?area=411372", 200);

        int nodes = tree.path("ids").size();
        assertThat(nodes).isEqualTo(35 + 185 + 1_110 + 4_440);
        for (var column : new String[] {"names", "kind", "areas", "parent"}) {
            assertThat(tree.path(column).size()).as(column).isEqualTo(nodes);
        }
        var parents = tree.path("parent").valueStream().map(JsonNode::asInt).toList();
        for (int n = 0; n < nodes; n++) {
            assertThat(parents.get(n)).isLessThan(n);
        }
        assertThat(parents.stream().filter(parent -> parent == -1).count()).isEqualTo(35);
    }

    @Test
    void isMarkedAsMadeUpAndNamesNobody() {
        var tree = new Staff(context, "district").get("/organisations/tree?area=411372", 200);

        assertThat(tree.path("demo").asBoolean()).isTrue();
        assertThat(tree.path("names").valueStream().map(JsonNode::asString))
                .allSatisfy(name -> assertThat(name).matches("示例.*(社区联合党委|小区联合党支部|号楼党小组|单元党员中心户)"));
    }

    @Test
    void givesEveryKindOfMatterOneAccountableNodeOnEachLevel() {
        var matrix = new Staff(context, "district").get("/matrix", 200);

        assertThat(matrix.path("connected").asBoolean()).isTrue();
        assertThat(matrix.path("gaps").size()).isZero();
        assertThat(matrix.path("doubles").size()).isZero();
        var nodes = new Staff(context, "grid").get("/matrix/accountable?area=430181002001001&matter=010101", 200);
        assertThat(Staff.texts(nodes, "level")).containsExactly("COUNTY", "STREET", "COMMUNITY", "GRID");
        assertThat(Staff.texts(nodes, "role"))
                .containsExactly("DISTRICT_STAFF", "STREET_STAFF", "COMMUNITY_WORKER", "GRID_WORKER");
        assertThat(nodes.valueStream())
                .allSatisfy(node -> assertThat(node.path("holders").size()).isPositive());
    }

    @Test
    void isReadByStaffOnly() {
        assertThat(code(new Staff(context, "resident").get("/organisations/tree?area=411372", 403)))
                .isNotBlank();
    }

    private Map<String, Integer> counts() {
        return database.sql("""
                select kind, count(*)::int as n from workforce.organisation
                where demo and until is null and area like '411372%' group by kind""").query((row, n) -> Map.entry(row.getString(1), row.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
