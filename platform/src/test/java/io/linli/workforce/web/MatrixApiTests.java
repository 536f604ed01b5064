package io.linli.workforce.web;

import static io.linli.workforce.Staff.code;
import static io.linli.workforce.Staff.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.workforce.Staff;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** The lines of a town where no other test writes any, beside whatever holds for the county. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MatrixApiTests {

    private static final String TOWN = "430181127";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    private Staff district;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here) {
        district = new Staff(here, "district");
        forget();
    }

    @AfterEach
    void leaveNothing() {
        forget();
        Staff.forget(context, TOWN);
    }

    private void forget() {
        database.sql("delete from workforce.responsibility where area like '" + TOWN + "%'")
                .update();
    }

    @Test
    void namesOneAccountableNodeOnEachLevel() {
        var nodes = district.get("/matrix/accountable?area=" + TOWN + "&matter=010101", 200);
        assertThat(texts(nodes, "level")).containsExactly("COUNTY", "STREET");

        save("{\"add\": [" + line("STREET", "0101", "\"role\": \"STREET_STAFF\"") + "]}", 200);
        var street = district.get("/matrix/accountable?area=" + TOWN + "&matter=010101", 200)
                .path(1);
        assertThat(street.path("role").asString("")).isEqualTo("STREET_STAFF");
        assertThat(street.path("area").asString("")).isEqualTo(TOWN);
        assertThat(street.path("holders").size()).isPositive();
    }

    @Test
    void refusesToLeaveTwoAccountableNodes() {
        save("{\"add\": [" + line("STREET", "0101", "\"role\": \"STREET_STAFF\"") + "]}", 200);
        var unit = district.made("DEPARTMENT", "示例应急办", null, TOWN);

        var refused = save("{\"add\": [" + line("STREET", "0101", "\"unit\": \"" + unit + "\"") + "]}", 409);
        assertThat(code(refused)).isEqualTo("RESPONSIBILITY_DOUBLE");
        assertThat(refused.path("detail").asString("")).contains("淳口镇", "安全生产");
        assertThat(ours()).hasSize(1);

        assertThat(code(save(
                        "{\"add\": [" + line("STREET", "02", "\"role\": \"STREET_STAFF\"") + ","
                                + line("STREET", "02", "\"unit\": \"" + unit + "\"") + "]}",
                        409)))
                .isEqualTo("RESPONSIBILITY_DOUBLE");
        assertThat(ours()).as("all or none").hasSize(1);

        save(
                "{\"end\": [\"" + ours().getFirst() + "\"], \"add\": ["
                        + line("STREET", "0101", "\"unit\": \"" + unit + "\"") + "]}",
                200);
        var node = district.get("/matrix/accountable?area=" + TOWN + "&matter=0101", 200)
                .path(1);
        assertThat(node.path("unitName").asString("")).isEqualTo("示例应急办");
    }

    @Test
    void listsTheKindsForWhichNobodyIsAccountableUntilSomebodyIs() {
        var ended = database.sql(
                        "update workforce.responsibility set until = since where until is null and area = '430181' returning id::text")
                .query(String.class)
                .list();
        try {
            var before = district.get("/matrix", 200);
            assertThat(before.path("connected").asBoolean()).isTrue();
            assertThat(gap(before, "GRID", "01").path("areas").asInt()).isGreaterThan(1_000);
            assertThat(gap(before, "COMMUNITY", "0101").isMissingNode())
                    .as("its whole group lacks somebody")
                    .isTrue();

            save("{\"add\": [" + line("COMMUNITY", "0101", "\"role\": \"COMMUNITY_WORKER\"") + "]}", 200);
            var after = district.get("/matrix", 200);
            assertThat(gap(after, "COMMUNITY", "0101").path("areas").asInt())
                    .isLessThan(gap(after, "COMMUNITY", "01").path("areas").asInt());
        } finally {
            database.sql("update workforce.responsibility set until = null where id = any (?::uuid[])")
                    .param(ended.toArray(String[]::new))
                    .update();
        }
    }

    @Test
    void listsAccountablePostsThatNobodyHolds() {
        save("{\"add\": [" + line("COMMUNITY", "0101", "\"role\": \"MEDIATOR\"") + "]}", 200);

        assertThat(district.get("/matrix", 200).path("vacant").valueStream()).anySatisfy(vacant -> {
            assertThat(vacant.path("line").asString("")).isEqualTo(ours().getFirst());
            assertThat(vacant.path("role").asString("")).isEqualTo("MEDIATOR");
            assertThat(vacant.path("areas").asInt()).isPositive();
        });
    }

    @Test
    void leavesAGapWhereTheAccountableOrganisationIsClosed() {
        var unit = district.made("DEPARTMENT", "示例应急办", null, TOWN);
        save("{\"add\": [" + line("STREET", "0101", "\"unit\": \"" + unit + "\"") + "]}", 200);
        district.post("/organisations/" + unit + "/close", "{\"reason\": \"撤并\"}", 200);

        assertThat(ours()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STREET | 999999 | \"role\": \"STREET_STAFF\" | RESPONSIBILITY_MATTER_UNKNOWN",
                "COUNTY | 0101 | \"role\": \"STREET_STAFF\" | RESPONSIBILITY_LEVEL_UNFIT",
                "CITY | 0101 | \"role\": \"STREET_STAFF\" | RESPONSIBILITY_LEVEL_UNFIT",
                "STREET | 0101 | \"role\": \"RESIDENT\" | RESPONSIBILITY_NODE_UNFIT",
                "STREET | 0101 | \"unit\": \"no-such\" | RESPONSIBILITY_NODE_UNFIT",
                "STREET | 0101 | \"role\": \"STREET_STAFF\", \"unit\": \"no-such\" | RESPONSIBILITY_NODE_UNFIT",
                "STREET | 0101 | \"role\": null | RESPONSIBILITY_NODE_UNFIT",
            })
    void refusesALineThatMakesNoSense(String level, String matter, String node, String code) {
        assertThat(code(save("{\"add\": [" + line(level, matter, node) + "]}", 400)))
                .isEqualTo(code);
    }

    @Test
    void isChangedByThoseWhoKeepThatGroundOnly() {
        var body = "{\"add\": [" + line("STREET", "0101", "\"role\": \"STREET_STAFF\"") + "]}";
        assertThat(code(district.as("street").put("/matrix", body, 403))).isEqualTo("WORKFORCE_ELSEWHERE");
        district.as("grid").put("/matrix", body, 403);
        district.as("resident").get("/matrix", 403);
    }

    private List<String> ours() {
        return district.get("/matrix", 200)
                .path("lines")
                .valueStream()
                .filter(line -> line.path("area").asString("").startsWith(TOWN))
                .map(line -> line.path("id").asString(""))
                .toList();
    }

    private static JsonNode gap(JsonNode view, String level, String matter) {
        return view.path("gaps")
                .valueStream()
                .filter(gap -> gap.path("level").asString("").equals(level)
                        && gap.path("matter").asString("").equals(matter))
                .findFirst()
                .orElse(view.path("none"));
    }

    private JsonNode save(String body, int status) {
        return district.put("/matrix", body, status);
    }

    private static String line(String level, String matter, String node) {
        return "{\"area\": \"%s\", \"level\": \"%s\", \"matter\": \"%s\", %s}".formatted(TOWN, level, matter, node);
    }
}
