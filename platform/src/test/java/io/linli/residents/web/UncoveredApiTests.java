package io.linli.residents.web;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** No household without a grid, and none in two. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class UncoveredApiTests {

    ResidentsApi api;

    @BeforeEach
    void open(@Autowired WebApplicationContext context) {
        api = new ResidentsApi(context);
    }

    @Test
    void listsHomesThatLieInNoGridWithTheirHouseholds() {
        var home = api.home("community", "430181002001");
        api.person("community", home, "示例甲");

        var row = row("community", home);

        assertThat(text(row, "why")).isEqualTo("NO_GRID");
        assertThat(row.path("households").asInt()).isEqualTo(1);
        assertThat(row("grid2", home).isMissingNode()).isTrue();
        assertThat(api.get("street", "/api/residents/uncovered?area=430181002006", 200)
                        .toString())
                .doesNotContain(home);
    }

    @Test
    void listsDoorsThatStandInTwoGrids() {
        var name = "双栋" + UUID.randomUUID().toString().substring(0, 8);
        var first = door(name, HERE);
        assertThat(row("community", first).isMissingNode()).isTrue();

        var second = door(name, "430181002001002");

        assertThat(text(row("community", first), "why")).isEqualTo("TWO_GRIDS");
        assertThat(text(row("community", second), "why")).isEqualTo("TWO_GRIDS");
        assertThat(api.get("community", "/api/residents/uncovered", 200)
                        .at("/counts/TWO_GRIDS")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void listsDoorsOfOneAddressInTwoCommunities() {
        var address = "示例路" + UUID.randomUUID().toString().substring(0, 8) + "号";
        var first = door("community", HERE, address);
        assertThat(row("community", first).isMissingNode()).isTrue();

        var second = door("street", ResidentsApi.THERE, address);

        assertThat(text(row("community", first), "why")).isEqualTo("TWO_GRIDS");
        assertThat(text(row("grid2", second), "why")).isEqualTo("TWO_GRIDS");
    }

    /** Its building is called otherwise in each. */
    private String door(String who, String grid, String address) {
        var building = api.post(
                who,
                "/api/buildings",
                "{\"area\": \"%s\", \"name\": \"双栋%s\", \"address\": \"%s\"}"
                        .formatted(grid, UUID.randomUUID(), address),
                201);
        return api.room(who, text(building, "id"), "101");
    }

    private String door(String name, String grid) {
        var building = api.post(
                "community", "/api/buildings", "{\"area\": \"%s\", \"name\": \"%s\"}".formatted(grid, name), 201);
        return api.room("community", text(building, "id"), "101");
    }

    private JsonNode row(String who, String home) {
        return api.get(who, "/api/residents/uncovered", 200)
                .path("items")
                .valueStream()
                .filter(row -> text(row, "home").equals(home))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }
}
