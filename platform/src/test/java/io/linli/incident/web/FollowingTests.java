package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** A thing that is known is followed instead of reported again, and everybody sees on a map what was solved. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class FollowingTests {

    Api api;
    double longitude;
    double latitude;

    @BeforeEach
    void standInTheGrid(@Autowired WebApplicationContext context) {
        api = new Api(context);
        var ring = api.get("grid", "/api/territory/boundaries?parent=" + Api.GRID.substring(0, 12), 200)
                .path("features")
                .valueStream()
                .filter(feature -> text(feature, "properties", "code").equals(Api.GRID))
                .findFirst()
                .orElseThrow()
                .path("geometry")
                .path("coordinates")
                .get(0);
        longitude = middle(ring, 0);
        latitude = middle(ring, 1);
    }

    @Test
    void showsOpenThingsNearbyWithoutAWordAndTellsWhoFollowsThem() {
        var lamp = reported("路灯不亮，我叫示例某，住三栋", "\"privacy\": \"OPEN\"");
        var quarrel = reported("楼上楼下邻里纠纷，天天吵", "\"privacy\": \"OPEN\"");
        var secret = reported("路灯不亮，请替我保密", "\"privacy\": \"CONFIDENTIAL\"");

        var nearby =
                api.get("resident2", "/api/incidents/nearby?" + here(0), 200).path("items");
        assertThat(texts(nearby, "id")).contains(id(lamp)).doesNotContain(id(quarrel), id(secret));
        assertThat(nearby.toString()).doesNotContain("示例某", "三栋", text(lamp, "number"));
        assertThat(one(nearby, lamp).path("followed").asBoolean(true)).isFalse();
        assertThat(texts(
                        api.get("resident", "/api/incidents/nearby?" + here(0), 200)
                                .path("items"),
                        "id"))
                .as("one's own is no thing to follow")
                .doesNotContain(id(lamp));
        assertThat(texts(
                        api.get("resident2", "/api/incidents/nearby?" + here(0.01), 200)
                                .path("items"),
                        "id"))
                .as("a kilometre away")
                .doesNotContain(id(lamp));

        follow(HttpMethod.PUT, "resident2", lamp, 204);
        follow(HttpMethod.PUT, "resident2", lamp, 204);
        follow(HttpMethod.PUT, "resident2", quarrel, 404);
        assertThat(api.get("grid", "/api/incidents/" + id(lamp) + "/concerned", 200)
                        .path("followers")
                        .asInt())
                .as("to who works on it, the number and nobody's name")
                .isOne();
        assertThat(texts(api.get("resident2", "/api/incidents/followed", 200).path("items"), "id"))
                .containsOnlyOnce(id(lamp));
        assertThat(texts(api.get("resident", "/api/incidents/followed", 200).path("items"), "id"))
                .doesNotContain(id(lamp));
        api.get("resident2", "/api/incidents/" + id(lamp), 404); // its state, not the matter

        api.step("grid", lamp, "take", "{}");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(news(lamp)).contains("incident-followed-dispatched/1"));
        follow(HttpMethod.DELETE, "resident2", lamp, 204);
        assertThat(texts(api.get("resident2", "/api/incidents/followed", 200).path("items"), "id"))
                .doesNotContain(id(lamp));
    }

    @Test
    void showsEverybodyWhatWasSolvedAndNothingOfWhoSaidSo() {
        var lamp = reported("路灯不亮，我叫示例某，住三栋", "\"privacy\": \"OPEN\"");
        var open = reported("路灯不亮，另一盏", "\"privacy\": \"OPEN\"");
        var same = reported("路灯不亮，就是那盏", "\"privacy\": \"OPEN\"");
        follow(HttpMethod.PUT, "resident2", same, 204);
        api.step("community", same, "merge", "{\"into\": \"%s\", \"note\": \"是同一盏\"}".formatted(id(lamp)));
        assertThat(texts(api.get("resident2", "/api/incidents/followed", 200).path("items"), "id"))
                .as("it goes on as the other")
                .contains(id(lamp));
        api.step("grid", lamp, "take", "{}");
        api.step("grid", lamp, "feedback", "{\"note\": \"换了灯泡\"}");
        api.step("community", lamp, "inspect", "{\"result\": \"PASSED\", \"note\": \"亮了\"}");

        unsolvedAreShown("{\"value\": 1, \"reason\": \"试点公开\"}");
        var both = api.get(null, "/api/incidents/public", 200);
        unsolvedAreShown("{\"reason\": \"试点结束\"}");
        assertThat(both.path("withUnsolved").asBoolean(false)).isTrue();
        assertThat(both.path("spots").valueStream())
                .anyMatch(spot -> !spot.path("solved").asBoolean(true));
        var map = api.get(null, "/api/incidents/public", 200);

        assertThat(map.path("withUnsolved").asBoolean(true)).isFalse();
        assertThat(map.path("spots").valueStream())
                .anySatisfy(spot -> {
                    assertThat(text(spot, "categoryName")).isEqualTo("路灯故障");
                    assertThat(spot.path("longitude").asDouble(0)).isEqualTo(Math.round(longitude * 1000) / 1000.0);
                })
                .allMatch(spot -> spot.path("solved").asBoolean(false));
        assertThat(map.toString()).doesNotContain(id(lamp), id(open), text(lamp, "number"), "示例某");
    }

    @Test
    void asksWhereOneIsAndWhoOneIs() {
        assertThat(code(api.get("resident", "/api/incidents/nearby?longitude=113&latitude=28&crs=moon", 400)))
                .isNotEmpty();
        api.get("resident", "/api/incidents/nearby?longitude=213&latitude=28", 400);
        api.get(null, "/api/incidents/nearby?" + here(0), 401);
    }

    private JsonNode reported(String words, String more) {
        return api.post(
                "resident",
                "/api/incidents",
                String.format(
                        Locale.ROOT,
                        "{\"location\": {\"longitude\": %f, \"latitude\": %f, \"crs\": \"cgcs2000\"},"
                                + " \"description\": \"%s\", %s}",
                        longitude,
                        latitude,
                        words,
                        more),
                201);
    }

    private String here(double north) {
        return String.format(Locale.ROOT, "longitude=%f&latitude=%f&crs=cgcs2000", longitude, latitude + north);
    }

    private void follow(HttpMethod how, String who, JsonNode incident, int status) {
        api.http(who)
                .method(how)
                .uri("/api/incidents/" + id(incident) + "/follower")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private void unsolvedAreShown(String body) {
        api.http("admin")
                .put()
                .uri("/api/settings/incident.public.unsolved")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private List<String> news(JsonNode incident) {
        return api.get("resident2", "/api/notices?size=200", 200)
                .path("items")
                .valueStream()
                .filter(notice -> text(notice, "matter").equals("followed:" + id(incident)))
                .map(notice -> text(notice, "template"))
                .toList();
    }

    private static JsonNode one(JsonNode items, JsonNode incident) {
        return items.valueStream()
                .filter(each -> text(each, "id").equals(id(incident)))
                .findFirst()
                .orElseThrow();
    }

    static double middle(JsonNode ring, int axis) {
        return ring.valueStream()
                .skip(1)
                .mapToDouble(corner -> corner.get(axis).asDouble(0))
                .average()
                .orElseThrow();
    }
}
