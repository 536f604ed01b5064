package io.linli.residents;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.residents.web.ResidentsApi;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** People go on saying the old name, and so do their lists. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BuildingNamesTests {

    private static final AreaCode GRID = new AreaCode(HERE);

    @Autowired
    JdbcClient database;

    @Test
    void findABuildingByWhatItWasCalledBefore(
            @Autowired WebApplicationContext context, @Autowired Territory territory, @Autowired Doors doors) {
        var api = new ResidentsApi(context);
        var some = UUID.randomUUID().toString().substring(0, 8);
        var first = "示例旧苑" + some;
        var second = "示例新苑" + some;
        var third = "示例家园" + some;
        var building = text(
                api.post("grid", "/api/buildings", "{\"area\": \"%s\", \"name\": \"%s\"}".formatted(HERE, first), 201),
                "id");
        var home = api.room("grid", building, "101");
        var path = "/api/buildings/" + building;
        try {
            assertThat(refused(api.post("grid2", path + "/rename", name(second), 403)))
                    .isEqualTo("RESIDENTS_OTHER_GROUND");
            api.post("grid", path + "/rename", name(second), 204);
            api.post("grid", path + "/rename", name(third), 204);
            api.post("grid", path + "/rename", name(third), 204);

            var shown = building(api, building);
            assertThat(text(shown, "name")).isEqualTo(third);
            assertThat(shown.path("formerNames").toString()).isEqualTo("[\"%s\",\"%s\"]".formatted(second, first));
            assertThat(text(api.get("grid", "/api/homes/" + home, 200), "address"))
                    .startsWith(third);
            for (var name : Set.of(first, second, third)) {
                assertThat(territory.place("在" + name + "门口，路灯不亮").area())
                        .as("a report that says " + name)
                        .isEqualTo(GRID);
                assertThat(doors.find(Set.of(new Arrival.Door(GRID, name, null, "1单元", "101")))
                                .values())
                        .as("a list that says " + name)
                        .extracting(HomeId::toString)
                        .containsExactly(home);
            }

            api.post("grid", path + "/rename", "{\"unit\": \"1单元\", \"name\": \"A座\"}", 204);
            assertThat(doors.find(Set.of(new Arrival.Door(GRID, first, null, "1单元", "101")))
                            .values())
                    .as("a unit by its old name")
                    .extracting(HomeId::toString)
                    .containsExactly(home);
            assertThat(building(api, building).at("/units/0/formerNames/0").asString(""))
                    .isEqualTo("1单元");
            assertThat(text(
                            api.post("grid", path + "/rename", "{\"unit\": \"9单元\", \"name\": \"B座\"}", 400)
                                    .at("/errors/0"),
                            "code"))
                    .isEqualTo("UNIT_UNKNOWN");
            var history = api.get("grid", path + "/names", 200).path("items");
            assertThat(history.valueStream().map(one -> text(one, "name"))).containsExactly("1单元", second, first);
            assertThat(text(history.path(0), "by")).isEqualTo("示例甲");
            api.get("resident", path + "/names", 403);

            var other = text(
                    api.post(
                            "grid",
                            "/api/buildings",
                            "{\"area\": \"%s\", \"name\": \"%s\"}".formatted(HERE, second),
                            201),
                    "id");
            var itsHome = api.room("grid", other, "101");
            assertThat(doors.find(Set.of(new Arrival.Door(GRID, second, null, "1单元", "101")))
                            .values())
                    .as("whoever bears the name today")
                    .extracting(HomeId::toString)
                    .containsExactly(itsHome);
            assertThat(refused(api.post("grid", path + "/rename", name(second), 409)))
                    .isEqualTo("BUILDING_EXISTS");
        } finally {
            database.sql("delete from territory.place_name where name like ?")
                    .param("%" + some)
                    .update();
            database.sql("update territory.revision set number = number + 1").update();
        }
    }

    private static String name(String name) {
        return "{\"name\": \"" + name + "\"}";
    }

    private static String refused(JsonNode problem) {
        return text(problem, "code");
    }

    private static JsonNode building(ResidentsApi api, String id) {
        return api.get("grid", "/api/buildings?area=" + HERE, 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }
}
