package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.files.FileId;
import io.linli.files.SomePhoto;
import io.linli.files.Uploads;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.settings.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a phone without network did, when it arrives: once, with both times, and with the reason when it comes too late. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0")
class OfflineStepsTests {

    private static final String GRID = "430181004002001";

    @Autowired
    WebApplicationContext context;

    private Api api;
    private String admin;
    private String desk;
    private String worker;

    @BeforeEach
    void open() {
        api = new Api(context);
        admin = SomeAccounts.opened(context, Role.ADMINISTRATOR, "430181004");
        desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, "430181004002");
        worker = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
    }

    @Test
    void isThereOnceHoweverOftenItIsSentReportStepsAndPhotoAlike() {
        var matter = Ids.next();
        var photo = Ids.next();
        var report = report(matter, "离线上报");
        var first = api.post(worker, "/api/incidents", key("report"), report, 201);
        assertThat(id(first)).isEqualTo(matter.toString());
        assertThat(api.post(worker, "/api/incidents", key("report"), report, 201))
                .isEqualTo(first);

        dispatch(first);
        var taken = step(matter, "take", "{}", 200);
        assertThat(text(taken, "status")).isEqualTo("HANDLING");
        upload(photo);
        var done = "{\"note\": \"离线办完\", \"photos\": [\"%s\"]}".formatted(photo);
        step(matter, "feedback", done, 200);
        upload(photo); // the phone did not hear that it had arrived
        var again = step(matter, "feedback", done, 200);
        step(matter, "take", "{}", 200);

        assertThat(text(again, "status")).isEqualTo("FEEDBACK");
        assertThat(Api.texts(again.path("timeline"), "step"))
                .containsExactly("report", "file", "dispatch", "take", "feedback");
        assertThat(again.path("photos").size()).isEqualTo(1);
        assertThat(code(step(matter, "feedback", done.replace("办完", "没办完"), 409)))
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    /** What the page of version 1 wrote into its queue, as the page sends it. */
    @Test
    void replaysWhatTheFirstVersionOfThePhoneRecorded() throws IOException {
        var recorded = JsonMapper.shared()
                .readTree(Files.readString(Path.of("../web/src/modules/field/queue.v1.json")))
                .path("actions");
        for (int time = 0; time < 2; time++) {
            for (var action : recorded) {
                for (var file : action.path("files")) {
                    context.getBean(Uploads.class).take(SomePhoto.jpeg(64, 48), "grid", FileId.of(text(file, "id")));
                }
                var body = (ObjectNode) action.path("body").deepCopy();
                body.put("occurredAt", text(action, "at"))
                        .put("clockOffset", action.path("offset").asLong(0));
                var isReport = text(action, "name").equals("report");
                var path = isReport ? "" : "/" + text(action, "matter") + "/" + text(action, "name");
                api.post("grid", "/api/incidents" + path, text(action, "id"), body.toString(), isReport ? 201 : 200);
            }
        }
        var now = api.get("grid", "/api/incidents/" + text(recorded.get(0), "matter"), 200);
        assertThat(Api.texts(now.path("timeline"), "step"))
                .containsExactly("report", "file", "dispatch", "take", "feedback");
        assertThat(now.path("photos").size()).isEqualTo(2);
    }

    @Test
    void tellsWhenItWasDoneByTheTelephonesClockPutRightAndWhenItArrived() {
        var matter = Ids.next();
        var hourAgo = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        var reported = api.post(
                worker,
                "/api/incidents",
                key("report"),
                report(matter, "钟不准", "\"occurredAt\": \"%s\", \"clockOffset\": 0".formatted(hourAgo)),
                201);
        dispatch(reported);
        // the telephone goes ten minutes fast
        var done = Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
        var taken = step(matter, "take", at(done, -600_000), 200);

        assertThat(text(taken, "occurredAt")).isEqualTo(hourAgo.toString());
        var entry = taken.path("timeline").get(taken.path("timeline").size() - 1);
        assertThat(Instant.parse(text(entry, "happenedAt")))
                .isBetween(done.minusSeconds(600), Instant.parse(text(entry, "at")));
        assertThat(taken.path("trailIntact").asBoolean(false)).isTrue();

        // a clock that fell back to before the matter was there is not believed, and refuses nothing
        var fed = step(
                matter, "feedback", "{\"note\": \"办完\", " + at(Instant.EPOCH, 0).substring(1), 200);
        assertThat(fed.path("timeline").get(fed.path("timeline").size() - 1).has("happenedAt"))
                .isFalse();
    }

    @Test
    void isRefusedWithTheReasonWhenThePostHasEndedMeanwhile() {
        var matter = Ids.next();
        dispatch(api.post(worker, "/api/incidents", key("report"), report(matter, "岗位还在"), 201));
        var done = Instant.now();
        var account = SomeAccounts.id(context, worker);
        var post = api.get(admin, "/api/accounts/" + account, 200).path("posts").get(0);
        api.post(admin, "/api/accounts/" + account + "/posts/" + text(post, "id") + "/end", "{}", 200);

        var refused = step(matter, "take", at(done, 0), 403);

        assertThat(code(refused)).isEqualTo("INCIDENT_POST_ENDED");
        assertThat(text(refused, "detail")).contains("已于").doesNotContain("{");
    }

    @Test
    void refusesAnIdThatIsTakenOrTellsTooMuch() {
        var matter = Ids.next();
        api.post(worker, "/api/incidents", key("report"), report(matter, "第一件"), 201);

        assertThat(code(api.post(worker, "/api/incidents", key("other"), report(matter, "第二件"), 409)))
                .isEqualTo("INCIDENT_ID_TAKEN");
        for (var bad :
                new String[] {report(UUID.randomUUID(), "不是第七版"), report(Ids.next(), "匿名", "\"privacy\": \"ANONYMOUS\"")
                }) {
            var refused = api.post(worker, "/api/incidents", key(bad), bad, 400);
            assertThat(text(refused.path("errors").get(0), "code")).isEqualTo("ID_UNFIT");
        }
        var photo = Ids.next();
        upload(photo);
        var uploads = context.getBean(Uploads.class);
        assertThatThrownBy(() -> uploads.take(SomePhoto.jpeg(64, 48), admin, new FileId(photo)))
                .hasMessage("FILE_ID_TAKEN");
    }

    private void dispatch(JsonNode reported) {
        api.step(desk, reported, "file", "{}");
        api.step(desk, reported, "dispatch", "{\"assignee\": \"%s\"}".formatted(SomeAccounts.id(context, worker)));
    }

    private void upload(UUID photo) {
        context.getBean(Uploads.class).take(SomePhoto.jpeg(64, 48), worker, new FileId(photo));
    }

    private static String report(UUID matter, String words, String... more) {
        return "{\"id\": \"%s\", \"location\": {\"gridCode\": \"%s\"}, \"description\": \"%s\"%s}"
                .formatted(matter, GRID, words, more.length == 0 ? "" : ", " + String.join(", ", more));
    }

    private static String at(Instant done, long offset) {
        return "{\"occurredAt\": \"%s\", \"clockOffset\": %d}".formatted(done, offset);
    }

    private JsonNode step(UUID matter, String step, String body, int status) {
        return api.post(worker, "/api/incidents/" + matter + "/" + step, key(step), body, status);
    }

    /** One key for each thing that this worker does. */
    private String key(String what) {
        return worker + what.hashCode();
    }
}
