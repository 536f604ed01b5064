package io.linli.incident.web;

import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;

/** Whom a report can be about is offered by name to whoever reports, before they sign in too. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PartiesTests {

    private static final String COMMUNITY = "430181002001";

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void areTheGridsTheCommunitiesAndTheUnitsAround() {
        var parties = api.get(null, "/api/incidents/parties?area=" + Api.GRID, 200);

        assertThat(texts(parties.path("grids"), "area"))
                .contains(Api.GRID)
                .allMatch(area -> area.startsWith(COMMUNITY));
        assertThat(texts(parties.path("communities"), "area"))
                .contains(COMMUNITY)
                .allMatch(area -> area.startsWith("430181002") && area.length() == 12);
        assertThat(texts(parties.path("units"), "unit")).contains("430181-urban");
        assertThat(texts(parties.path("units"), "name")).contains("城市管理（演示单位）");
        assertThat(texts(parties.path("grids"), "name")).noneMatch(String::isBlank);
    }

    @Test
    void areTheUnitsAloneWhereThePlaceIsNotKnown() {
        var parties = api.get(null, "/api/incidents/parties", 200);

        assertThat(parties.path("grids").size()).isZero();
        assertThat(parties.path("communities").size()).isZero();
        assertThat(texts(parties.path("units"), "unit")).contains("430181-urban");
    }

    @Test
    void areNotAskedForByNonsense() {
        api.get(null, "/api/incidents/parties?area=x", 400);
    }
}
