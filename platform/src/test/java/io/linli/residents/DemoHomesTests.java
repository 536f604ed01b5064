package io.linli.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.privacy.IdCardNumber;
import io.linli.residents.web.ResidentsApi;
import io.linli.territory.AreaCode;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** The made-up people of the demonstration. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DemoHomesTests {

    /** A grid that no other test counts in. */
    private static final AreaCode GRID = new AreaCode("430181004002001");

    @Autowired
    DemoHomes demo;

    @Autowired
    WebApplicationContext context;

    @Test
    void arePlainlyMadeUpAndDifferent() {
        var numbers = new HashSet<IdCardNumber>();
        for (int grid = 0; grid < 3; grid++) {
            for (var one : demo.people(new AreaCode("43018100200100" + (grid + 1)), grid)) {
                assertThat(one.personal().name().name()).startsWith("示例");
                assertThat(one.identity().region()).startsWith("4399");
                assertThat(numbers.add(one.identity())).isTrue();
            }
        }
        assertThat(numbers).hasSizeGreaterThan(900);
    }

    @Test
    void fillAGridOnceAndGoOnWhereTheyStopped() {
        var api = new ResidentsApi(context);
        assertThat(demo.people(GRID, 77)).isEqualTo(demo.people(GRID, 77));

        int made = demo.fill(GRID, 77);

        assertThat(made).isBetween(300, 640);
        assertThat(demo.fill(GRID, 77)).isZero();
        var doors = api.get("district", "/api/buildings/people?area=" + GRID, 200);
        assertThat(doors.path("people").asInt()).isEqualTo(made);
        assertThat(doors.path("households").asInt()).isEqualTo(160);
        assertThat(doors.path("homes").asInt()).isEqualTo(160);
    }
}
