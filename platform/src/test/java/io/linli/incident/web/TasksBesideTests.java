package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Something that is to be done beside a case, by a worker or a post of one's own territory. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class TasksBesideTests {

    private static final String TITLE = "到现场放置警示牌";

    @Autowired
    WebApplicationContext context;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void standInTheWorkersOneListAndOnTheCaseWithTheirAnswer() {
        var matter = api.report("resident", "井盖松动，车过就响");
        var path = path(matter);
        assertThat(code(api.post("grid", path, task(Api.GRID), 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        api.get("grid", path + "/takers?area=" + Api.GRID, 403);
        assertThat(texts(api.get("community", path + "/takers?area=" + Api.GRID, 200), "name"))
                .contains("示例甲");
        assertThat(mayGive("community", path)).isTrue();
        assertThat(mayGive("grid", path)).isFalse();
        var key = UUID.randomUUID().toString();
        var body = toTheWorker();

        var given = api.post("community", path, key, body, 201);

        assertThat(id(api.post("community", path, key, body, 201)))
                .as("sent again it is the same")
                .isEqualTo(id(given));
        assertThat(text(given, "state")).isEqualTo("OPEN");
        assertThat(text(given, "holder")).isEqualTo("示例甲");
        assertThat(text(given, "words")).contains("三块").doesNotContain("13800138000");
        var listed = api.get("grid", "/api/tasks?size=200", 200)
                .path("items")
                .valueStream()
                .filter(task -> id(task).equals(id(given)))
                .toList();
        assertThat(listed).singleElement().satisfies(task -> {
            assertThat(text(task, "source")).isEqualTo("GIVEN");
            assertThat(text(task, "title")).isEqualTo(TITLE);
            assertThat(text(task, "place")).contains(text(matter, "number"));
            assertThat(task.path("endsHere").asBoolean(false)).isTrue();
        });
        assertThat(news("grid")).anyMatch(text -> text.contains(TITLE));

        var answer = "/api/tasks/" + id(given);
        assertThat(code(api.post("grid2", answer + "/decline", "{\"note\": \"不在\"}", 404)))
                .isEqualTo("TASK_UNKNOWN");
        api.post("grid", answer + "/decline", "{\"note\": \" \"}", 400);
        api.post("grid", answer + "/decline", "{\"note\": \"" + "长".repeat(501) + "\"}", 400);
        var declined = api.post("grid", answer + "/decline", "{\"note\": \"站里没有警示牌\"}", 200);

        assertThat(declined.path("result").path("done").asBoolean(true)).isFalse();
        assertThat(code(api.post("grid", answer + "/done", "{\"note\": \"办了\"}", 409)))
                .isEqualTo("TASK_ENDED");
        var seen = api.get("community", path, 200).path("items").get(0);
        assertThat(text(seen, "state")).isEqualTo("NOT_DONE");
        assertThat(text(seen, "answer")).isEqualTo("站里没有警示牌");
        assertThat(text(seen, "answeredBy")).isEqualTo("示例甲");
        assertThat(news("community")).anyMatch(text -> text.contains("办不了") && text.contains(TITLE));

        var second = api.post("community", path, toTheWorker(), 201);
        api.post("grid", "/api/tasks/" + id(second) + "/done", "{\"note\": \"已放好\"}", 200);
        assertThat(texts(api.get("street", path, 200).path("items"), "state")).containsExactly("NOT_DONE", "DONE");
        api.get("resident", path, 403);
        api.get("grid2", path, 404);
    }

    @Test
    void goToOnesOwnTerritoryInGoodTimeAndToWhoeverServesThere() {
        var matter = api.report("resident", "井盖松动，车过就响");
        var path = path(matter);
        var elsewhere = "430181002006001";

        assertThat(fields("community", path, task(Api.GRID).replace(TITLE, "题".repeat(81))))
                .containsExactly("title");
        assertThat(fields("community", path, task(Api.GRID).replace(TITLE, ""))).containsExactly("title");
        assertThat(fields("community", path, task(Api.GRID).replace("放三块", "放".repeat(500))))
                .containsExactly("words");
        var past = task(Api.GRID, Instant.now().minusSeconds(60), "");
        assertThat(fields("community", path, past)).containsExactly("dueAt");
        var late = Instant.now().plus(Duration.ofDays(400));
        assertThat(fields("community", path, task(Api.GRID, late, ""))).containsExactly("dueAt");
        assertThat(code(api.post("community", path, task(elsewhere), 409))).isEqualTo("INCIDENT_TASK_ELSEWHERE");
        assertThat(code(api.get("community", path + "/takers?area=" + elsewhere, 409)))
                .isEqualTo("INCIDENT_TASK_ELSEWHERE");
        var other = SignedIn.caller(context, "grid2").id();
        var unfit = task(Api.GRID, tomorrow(), ", \"assignee\": \"" + other + "\"");
        assertThat(code(api.post("street", path, unfit, 409))).isEqualTo("INCIDENT_HANDLER_UNFIT");

        assertThat(text(api.post("street", path, task(elsewhere), 201), "holder"))
                .as("of the same street")
                .isEqualTo("示例乙");
        var atPost = api.post("street", path, task("430181002001"), 201);
        assertThat(atPost.has("holder")).as("whoever of the post takes it").isFalse();

        api.step("resident", matter, "withdraw", "{\"note\": \"已经好了\"}");
        assertThat(code(api.post("community", path, task(Api.GRID), 409))).isEqualTo("INCIDENT_STEP_NOT_ALLOWED");
        assertThat(mayGive("community", path)).as("it is over").isFalse();
        api.post("community", "/api/tasks/" + id(atPost) + "/done", "{\"note\": \"办了也算\"}", 200);
    }

    private boolean mayGive(String who, String path) {
        return api.get(who, path, 200).path("mayGive").asBoolean();
    }

    private static String path(JsonNode matter) {
        return "/api/incidents/" + id(matter) + "/tasks";
    }

    private String toTheWorker() {
        var worker = SignedIn.caller(context, "grid").id();
        return task(Api.GRID, tomorrow(), ", \"assignee\": \"" + worker + "\"");
    }

    private static String task(String area) {
        return task(area, tomorrow(), "");
    }

    private static String task(String area, Instant due, String more) {
        return """
            {"title": "%s", "words": "放三块，联系 13800138000", "dueAt": "%s", "area": "%s"%s}""".formatted(TITLE, due, area, more);
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private List<String> fields(String who, String path, String body) {
        return texts(api.post(who, path, body, 400).path("errors"), "field");
    }

    private List<String> news(String who) {
        return texts(api.get(who, "/api/notices?size=200", 200).path("items"), "text");
    }
}
