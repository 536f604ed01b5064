package io.linli.incident.web;

import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.files.SomeSound;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Lists, tasks, maps and files of what a caller may see. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ListTests {

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void showsTheNewestFirstPageByPage(@Autowired WebApplicationContext context) {
        var who = SomeAccounts.opened(context, Role.RESIDENT, "430181002001"); // who reported nothing before
        var mine = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            mine.addFirst(id(api.report(who, "第" + i + "件事")));
        }
        var seen = new ArrayList<String>();
        var path = "/api/incidents?mine=reported&size=2";
        var page = api.get(who, path, 200);
        assertThat(page.path("total").path("exact").asBoolean(false)).isTrue();
        seen.addAll(texts(page.path("items"), "id"));
        while (seen.size() < 5) {
            page = api.get(who, path + "&after=" + text(page, "next"), 200);
            assertThat(page.path("total").isMissingNode()).isTrue();
            seen.addAll(texts(page.path("items"), "id"));
        }
        assertThat(seen).isEqualTo(mine);
    }

    @Test
    void filtersByStateCategoryAreaAndNumber() {
        var reported = api.report("resident", "井盖不见了,很危险");
        api.step("grid", reported, "take", "{}");
        var number = text(reported, "number");

        assertThat(found("status=HANDLING&category=9009", number)).isOne();
        assertThat(found("status=HANDLING&status=CLOSED&category=90&area=430181002001", number))
                .isOne();
        assertThat(found("status=REPORTED", number)).isZero();
        assertThat(found("category=9001", number)).isZero();
        assertThat(found("area=430181002006", number)).isZero();
        assertThat(found("from=2999-01-01T00:00:00Z", number)).isZero();
        assertThat(found("to=2999-01-01T00:00:00Z", number)).isOne();
        assertThat(found("mine=assigned", number)).isZero();
    }

    private int found(String filter, String number) {
        var items = api.get("community", "/api/incidents?" + filter + "&number=" + number, 200)
                .path("items");
        return items.size();
    }

    @Test
    void keepsWhatHasNoPlaceInAQueueUntilSomebodyPlacesIt() {
        var reported =
                api.post("resident", "/api/incidents", "{\"location\": \"说不清在哪里\", \"description\": \"有人受惊\"}", 201);
        assertThat(text(reported, "area")).isEqualTo("430181");
        assertThat(text(reported, "handler", "role")).isEqualTo("DISTRICT_STAFF");
        var unplaced = "/api/incidents?queue=UNPLACED&number=" + text(reported, "number");
        assertThat(api.get("district", unplaced, 200).path("items").size()).isOne();

        var placed = api.step("district", reported, "place", "{\"location\": {\"gridCode\": \"" + Api.GRID + "\"}}");

        assertThat(text(placed, "gridCode")).isEqualTo(Api.GRID);
        assertThat(text(placed, "holder", "name")).isEqualTo("示例甲");
        assertThat(api.get("district", unplaced, 200).path("items").size()).isZero();
        assertThat(tasks("grid", "open")).contains(id(reported));
    }

    @Test
    void givesATaskToTheHolderAndTakesItAwayWhenItIsDone() {
        var reported = api.report("resident", "请来看看门口");
        assertThat(tasks("grid", "open")).contains(id(reported));
        assertThat(tasks("community", "open")).doesNotContain(id(reported));

        api.step("grid", reported, "take", "{}");
        assertThat(tasks("grid", "open")).containsOnlyOnce(id(reported));
        api.step("grid", reported, "feedback", "{\"note\": \"看过了\"}");
        assertThat(tasks("grid", "open")).doesNotContain(id(reported));
        assertThat(tasks("grid", "done")).contains(id(reported));
        assertThat(tasks("community", "open")).contains(id(reported)); // to be inspected
        api.step("community", reported, "inspect", "{\"result\": \"PASSED\", \"note\": \"好\"}");
        assertThat(tasks("community", "open")).doesNotContain(id(reported));
    }

    @Test
    void callsThePostsOnDutyWhenLifeIsInDanger() {
        assertThat(api.post("resident", "/api/incidents/check", "{\"description\": \"三楼着火了\"}", 200)
                        .path("danger")
                        .asBoolean(false))
                .isTrue();
        var reported = api.report("resident", "三楼着火了,有人被困");

        assertThat(reported.path("danger").asBoolean(false)).isTrue();
        assertThat(reported.path("emergencyNumbers").valueStream().map(JsonNode::asString))
                .containsExactly("110", "119", "120");
        for (var who : List.of("grid", "community", "street")) {
            assertThat(tasks(who, "open")).as(who).contains(id(reported));
        }
        assertThat(api.get("street", "/api/incidents?queue=URGENT&number=" + text(reported, "number"), 200)
                        .path("items")
                        .size())
                .isOne();

        api.step("grid", reported, "take", "{}");
        for (var who : List.of("community", "street")) {
            assertThat(tasks(who, "open")).as(who).doesNotContain(id(reported));
        }
    }

    private List<String> tasks(String who, String state) {
        return texts(api.get(who, "/api/tasks?size=200&state=" + state, 200).path("items"), "incidentId");
    }

    @Test
    void showsOpenIncidentsOnTheMapToThoseWhoseGroundItIs() {
        var reported = api.post(
                "resident",
                "/api/incidents",
                "{\"location\": {\"longitude\": 113.64, \"latitude\": 28.16}, \"description\": \"在地图上\"}",
                201);
        var map = "/api/incidents/map?zoom=20&bbox=113.6399,28.1599,113.6401,28.1601";

        var seen = api.get("district", map, 200);
        assertThat(seen.path("points").size() + seen.path("clusters").size()).isPositive();
        assertThat(texts(api.get("resident2", map, 200).path("points"), "id")).doesNotContain(id(reported));
        for (var nowhere : List.of("0,0,1", "-180.1,0,1,1", "0,-90.5,1,1", "0,0,1,91")) {
            assertThat(api.get("district", "/api/incidents/map?zoom=9&bbox=" + nowhere, 400)
                            .path("errors")
                            .size())
                    .as(nowhere)
                    .isOne();
        }
    }

    @Test
    void exportsWhatTheCallerSeesAndSaysWhoDidSo() {
        var reported = api.report("resident", "=HYPERLINK(1),要\\\"导出\\\"的");
        var number = text(reported, "number");
        var csv = export("community", "number=" + number);

        assertThat(csv.lines().findFirst().orElseThrow())
                .startsWith("\ufeff导出人：示例丙")
                .contains("演示数据·纯属虚构");
        assertThat(csv.lines().skip(2).toList())
                .singleElement()
                .asString()
                .contains(number, "\"'=HYPERLINK(1),要\"\"导出\"\"的\"");
        assertThat(api.get("resident", "/api/incidents/export", 403)
                        .path("code")
                        .asString(""))
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void exportsInEnglishToo() {
        var reported = api.report("resident", "路灯不亮");
        var csv = export("community", "number=" + text(reported, "number"), "en")
                .lines()
                .toList();

        assertThat(csv).hasSize(3);
        assertThat(csv.getFirst())
                .as("says who and when, and that it is the demonstration")
                .containsPattern("^\ufeff\"?Exported by 示例丙.*\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}")
                .containsIgnoringCase("demo");
        assertThat(csv.get(1)).startsWith("Number,").doesNotContainPattern("\\p{IsHan}");
        assertThat(csv.get(2)).startsWith(text(reported, "number") + ",Reported,");
    }

    private String export(String who, String filter) {
        return export(who, filter, "zh");
    }

    private String export(String who, String filter, String language) {
        return requireNonNull(api.http(who)
                .get()
                .uri("/api/incidents/export?" + filter)
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void givesPhotosToThoseWhoSeeTheIncident() {
        var photo = api.photo("resident");
        var reported = api.report("resident", "见照片", "\"photos\": [\"" + photo + "\"]");
        assertThat(texts(api.detail("grid", reported).path("photos"), "id")).containsExactly(photo);
        var path = "/api/incidents/" + id(reported) + "/photos/" + photo;

        for (var uri : List.of(path, path + "/thumbnail")) {
            api.http("grid")
                    .get()
                    .uri(uri)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType("image/jpeg");
            api.http("resident2").get().uri(uri).exchange().expectStatus().isNotFound();
        }
        var other = api.report("resident", "没有照片");
        api.http("grid")
                .get()
                .uri("/api/incidents/" + id(other) + "/photos/" + photo)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void letsThoseHearAVoiceNoteWhoMaySeeThePhotosAndTakesItForNone() {
        var voice = api.voice("grid");
        var photo = api.photo("grid");
        var reported = api.report("grid", "见语音", "\"voice\": \"" + voice + "\"", "\"photos\": [\"" + photo + "\"]");
        var detail = api.detail("community", reported);
        assertThat(text(detail, "voice", "id")).isEqualTo(voice);
        assertThat(texts(detail.path("photos"), "id")).as("no photo").containsExactly(photo);
        var path = "/api/incidents/" + id(reported) + "/photos/" + voice;
        api.http("community")
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("audio/webm")
                .expectBody(byte[].class)
                .isEqualTo(SomeSound.of("live.webm"));
        api.http("community")
                .get()
                .uri(path + "/thumbnail")
                .exchange()
                .expectStatus()
                .isNotFound();
        for (var other : List.of("resident", "grid2")) {
            api.http(other).get().uri(path).exchange().expectStatus().isNotFound();
        }

        refused("\"photos\": [\"" + api.voice("grid") + "\"]", "photos", "FILE_NOT_ATTACHABLE");
        refused("\"voice\": \"" + api.photo("grid") + "\"", "voice", "SOUND_NOT_ATTACHABLE");
        refused("\"voice\": \"" + api.voice("resident") + "\"", "voice", "SOUND_NOT_ATTACHABLE");
        var hidden = "\"voice\": \"" + api.voice("grid") + "\", \"privacy\": \"";
        refused(hidden + "ANONYMOUS\"", "voice", "VOICE_TELLS_WHO");
        refused(hidden + "CONFIDENTIAL\"", "voice", "VOICE_TELLS_WHO");
    }

    private void refused(String more, String field, String code) {
        var body = "{\"location\": {\"gridCode\": \"430181002001001\"}, \"description\": \"见语音\", " + more + "}";
        var refused = api.post("grid", "/api/incidents", body, 400);
        assertThat(text(refused.path("errors").path(0), "field")).isEqualTo(field);
        assertThat(text(refused.path("errors").path(0), "code")).isEqualTo(code);
    }
}
