package io.linli.incident.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Many incidents on the map are gathered, and none of them is lost. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class MapClusterTests {

    private static final int MANY = 210;
    private static final double WEST = 113.6385;
    private static final double SOUTH = 28.1585;

    @Test
    void addsUpToAllThatLieThereForThoseWhoSeeThem(@Autowired WebApplicationContext context) {
        var api = new Api(context);
        var since = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < MANY; i++) {
            int row = i / 15;
            api.post("resident", "/api/incidents", """
                    {"location": {"longitude": %.6f, "latitude": %.6f, "crs": "cgcs2000"}, "description": "很多"}""".formatted(WEST + i % 15 * 0.0002, SOUTH + row * 0.0002), 201);
        }
        var there = "&mine=reported&from=" + since + "&bbox=113.638,28.158,113.642,28.162&zoom=";

        for (var zoom : new int[] {3, 15, 20, 24}) {
            var layer = api.get("resident", "/api/incidents/map?" + there + zoom, 200);
            assertThat(counted(layer)).as("zoom %d", zoom).isEqualTo(MANY);
            assertThat(layer.path("points").size()).isZero();
            assertThat(layer.path("clusters").valueStream()).allSatisfy(cluster -> {
                assertThat(cluster.path("longitude").asDouble(0)).isBetween(113.638, 113.642);
                assertThat(cluster.path("latitude").asDouble(0)).isBetween(28.158, 28.162);
            });
        }
        assertThat(api.get("resident", "/api/incidents/map?" + there + 3, 200)
                        .path("clusters")
                        .size())
                .isLessThan(api.get("resident", "/api/incidents/map?" + there + 20, 200)
                        .path("clusters")
                        .size());

        var earth = "/api/incidents/map?mine=reported&from=" + since + "&bbox=-180,-90,180,90&zoom=24";
        assertThat(counted(api.get("resident", earth, 200))).isEqualTo(MANY);
        assertThat(api.get("resident", earth, 200).path("clusters").size())
                .as("not more squares than a page can show, however close the zoom")
                .isLessThan(10);

        var all = "&from=" + since + "&bbox=113.638,28.158,113.642,28.162&zoom=15";
        assertThat(counted(api.get("district", "/api/incidents/map?" + all, 200)))
                .isGreaterThanOrEqualTo(MANY);
        for (var who : new String[] {"resident2", "civil", "mediator", "admin"}) {
            var seen = api.get(who, "/api/incidents/map?" + all, who.equals("admin") ? 403 : 200);
            assertThat(counted(seen)).as(who).isZero();
            assertThat(seen.path("points").size()).as(who).isZero();
        }
    }

    private static long counted(JsonNode layer) {
        return layer.path("clusters")
                .valueStream()
                .mapToLong(cluster -> cluster.path("count").asLong(0))
                .sum();
    }
}
