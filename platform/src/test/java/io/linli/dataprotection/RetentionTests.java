package io.linli.dataprotection;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.dataprotection.RetentionRuns.Line;
import io.linli.dataprotection.RetentionRuns.Run;
import io.linli.files.SomePhoto;
import io.linli.files.SomeSound;
import io.linli.files.Uploads;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.SomePerson;
import io.linli.residents.web.ResidentsApi;
import io.linli.settings.SystemScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is past its time is erased, after it was shown, unless it is held; what is counted and what is proved stays. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class RetentionTests {

    /** Nothing but what these tests put so far back is as old. */
    private static final String LONG_AGO = "2009-03-01T00:00:00Z";

    private static final int DAYS = 5_000;
    private static final String RETENTION = "/api/data-protection/retention";

    @Autowired
    WebApplicationContext context;

    @Autowired
    RetentionRuns runs;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    ResidentsApi api;
    String resident = "";

    @BeforeEach
    void somebody() {
        api = new ResidentsApi(context);
        resident = SomeAccounts.opened(context, Role.RESIDENT, HERE.substring(0, 12));
    }

    @AfterEach
    void leaveNoRule() {
        database.sql("delete from dataprotection.retention_rule").update();
    }

    @Test
    void showsWhatItWouldErasesItThenAndKeepsWhatIsHeld() {
        var report = report("有金丝雀路灯不亮");
        var id = text(report, "id");
        var photo =
                api.get("grid", "/api/incidents/" + id, 200).at("/photos/0/id").asString();
        end(id);
        var events = events(id);
        rule("incident.words");

        assertThat(text(run(false, "incident.words"), "refused"))
                .as("not shown yet")
                .isEqualTo("NOT_TRIED");
        var shown = run(true, "incident.words");
        assertThat(shown.path("due").asLong()).isEqualTo(1);
        assertThat(shown.path("erased").asLong()).isZero();

        var hold = api.post(
                "district", RETENTION + "/holds", "{\"subject\": \"%s\", \"reason\": \"诉讼证据\"}".formatted(id), 201);
        var held = run(false, "incident.words");
        assertThat(held.path("held").asLong()).isEqualTo(1);
        assertThat(held.path("erased").asLong()).isZero();
        assertThat(words(id)).isEqualTo(1);

        api.post("district", RETENTION + "/holds/" + text(hold, "id") + "/lift", "{}", 204);
        assertThat(run(false, "incident.words").path("erased").asLong()).isEqualTo(1);
        assertThat(run(false, "incident.words").path("due").asLong())
                .as("nothing is left")
                .isZero();

        assertThat(words(id)).isZero();
        var left = api.get("grid", "/api/incidents/" + id, 200);
        assertThat(left.toString()).doesNotContain("金丝雀", "示例庚", photo);
        assertThat(text(left, "description")).isEqualTo("（保存期限已到，内容已清除）");
        assertThat(left.path("trailIntact").asBoolean()).isTrue();
        assertThat(left.path("timeline")).isNotEmpty();
        api.get("grid", "/api/incidents/" + id + "/photos/" + photo, 404);
        assertThat(events(id))
                .as("the journal never held a word")
                .isEqualTo(events)
                .doesNotContain("金丝雀");
        assertThat(api.get("auditor", RETENTION + "/runs", 200).toString()).contains("incident.words");
    }

    @Test
    void erasesTheRecordOfWhoMovedAwayAndKeepsTheStepsOfTheHistory() {
        var person = text(api.person("grid", api.home("grid", HERE), "示例戊"), "id");
        api.post(
                "grid",
                "/api/residents/" + person + "/visits",
                "{\"form\": \"HOME\", \"answers\": {\"people\": \"1\", \"care\": \"true\", \"gas\": \"true\"}}",
                201);
        api.post("grid", "/api/residents/" + person + "/move", "{\"note\": \"迁往外地\"}", 204);
        inSystem(() -> database.sql("update residents.person set changed_at = ?::timestamptz where id = ?::uuid")
                .params(LONG_AGO, person)
                .update());
        rule("residents.person");
        run(true, "residents.person");

        assertThat(run(false, "residents.person").path("erased").asLong()).isEqualTo(1);

        api.get("grid", "/api/residents/" + person, 404);
        assertThat(inSystem(() -> database.sql("""
                        select (select count(*) from residents.stay where person = ?::uuid)
                            + (select count(*) from residents.visit where person = ?::uuid)
                            + (select count(*) from residents.trail where subject = ?::uuid and note is not null)""")
                        .params(person, person, person)
                        .query(Long.class)
                        .single()))
                .isZero();
        assertThat(inSystem(() -> database.sql("select step from residents.trail where subject = ?::uuid order by id")
                        .param(person)
                        .query(String.class)
                        .list()))
                .containsExactly("REGISTERED", "LEFT");
    }

    @Test
    void erasesWhoAsksForItAndSaysWhatIsKeptAndWhy() {
        var account = SomeAccounts.id(context, resident);
        var ended = text(report("楼道灯坏了"), "id");
        end(ended);
        var open = text(report("楼上夜里吵闹"), "id");
        setCategory(open, "9004");
        var asked = text(api.post(resident, "/api/my-data/erasure", "{\"reason\": \"已搬走\"}", 201), "id");
        api.post(resident, "/api/my-data/erasure", "{\"reason\": \"已搬走\"}", 409);

        var decided =
                api.post("street", "/api/data-protection/requests/" + asked + "/decide", "{\"granted\": true}", 200);

        var run = runs.find(UUID.fromString(text(decided, "run")));
        assertThat(line(run, "incident.words").erased()).isEqualTo(1);
        assertThat(line(run, "incident.left").refused()).isEqualTo("INCIDENT_OPEN");
        assertThat(line(run, "incident.left").why()).isNotBlank();
        assertThat(line(run, "identity.guest").erased()).isEqualTo(1);
        assertThat(words(ended)).isZero();
        assertThat(words(open)).isEqualTo(1);
        assertThat(database.sql("""
                        select username from identity.account
                        where id = ? and sealed_name is null and phone_index is null and locked_at is not null""").param(account.id()).query(String.class).single())
                .startsWith("left-");
    }

    /** 个人信息保护法 art. 47: what is of public concern goes on, and no longer tells who reported it. */
    @Test
    void letsOpenMattersOfPublicConcernGoOnWithoutTheReporterAndErasesOthersOnceTheyHaveEnded() {
        var account = SomeAccounts.id(context, resident).id();
        var lamp = text(report("路灯不亮，联系 13800000019"), "id");
        var noise = text(report("楼上夜里吵闹"), "id");
        setCategory(lamp, "9007");
        setCategory(noise, "9004");

        var voice = text(api.get("grid", "/api/incidents/" + lamp, 200), "voice", "id");

        var told = api.get(resident, "/api/my-data", 200).path("ahead");
        assertThat(told.findValuesAsString("code")).containsExactlyInAnyOrder("INCIDENT_GOES_ON", "INCIDENT_OPEN");
        assertThat(told.findValuesAsString("why"))
                .anySatisfy(why -> assertThat(why).contains("继续办理", "姓名、电话和账号"));

        var run = runs.erase(account, null);

        assertThat(line(run, "incident.left").erased()).isEqualTo(1);
        assertThat(line(run, "incident.left").refused()).isEqualTo("INCIDENT_OPEN");
        var seen = api.get("grid", "/api/incidents/" + lamp, 200);
        assertThat(text(seen, "description")).contains("路灯不亮").doesNotContain("13800000019");
        assertThat(seen.path("photos")).as("what shows the matter stays").isNotEmpty();
        assertThat(seen.path("trailIntact").asBoolean()).isTrue();
        assertThat(seen.toString()).doesNotContain("示例庚", "138****0009");
        assertThat(of(lamp)).isEqualTo("false false false");
        assertThat(seen.path("voice").isMissingNode())
                .as("a voice tells who spoke")
                .isTrue();
        api.get("grid", "/api/incidents/" + lamp + "/photos/" + voice, 404);
        assertThat(uploaders(lamp)).as("nor does the photo say whose it is").containsOnly("");
        assertThat(uploaders(noise)).containsOnly(resident);
        api.post("grid", "/api/incidents/" + lamp + "/take", "{}", 200);
        assertThat(of(noise)).as("it cannot be dealt with without them").isEqualTo("true true true");

        end(noise);
        assertThat(run(false, "incident.left").path("erased").asLong()).isEqualTo(1);
        assertThat(words(noise)).isZero();
        assertThat(words(lamp)).isEqualTo(1);
        assertThat(inSystem(
                        () -> database.sql("select count(*) from incident.voice where incident in (?::uuid, ?::uuid)")
                                .params(lamp, noise)
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    /** Of what the matter holds. */
    private List<String> uploaders(String incident) {
        return inSystem(() -> database.sql("select uploader from files.file where matter = ?")
                .param("incident:" + incident)
                .query(String.class)
                .list());
    }

    /** Whether it has an owner, a contact, and waits for its end. */
    private String of(String incident) {
        return inSystem(
                () -> database.sql("""
                        select (i.owner is not null) || ' ' || (w.contact is not null) || ' '
                            || (i.reporter_left_at is not null)
                        from incident.incident i join incident.words w on w.incident = i.id where i.id = ?::uuid""").param(incident).query(String.class).single());
    }

    @Test
    void keepsAllOfAnAccountThatIsHeldAndNothingShorterThanTheLawSays() {
        var account = SomeAccounts.id(context, resident);
        var hold = api.post(
                "district",
                RETENTION + "/holds",
                "{\"subject\": \"%s\", \"reason\": \"诉讼证据\"}".formatted(account),
                201);

        assertThat(runs.erase(account.id(), null).lines())
                .allSatisfy(line -> assertThat(line.refused()).isEqualTo("HELD"));
        assertThat(SomeAccounts.id(context, resident)).isEqualTo(account);

        api.post("district", RETENTION + "/holds/" + text(hold, "id") + "/lift", "{}", 204);
        api.post("district", RETENTION + "/holds", "{\"reason\": \"两者都没有写\"}", 400);
        api.post(
                "district",
                RETENTION + "/rules",
                "{\"kind\": \"audit.reason\", \"days\": 30, \"source\": \"本单位规定\"}",
                400);
        api.post(
                "district", RETENTION + "/rules", "{\"kind\": \"no.such\", \"days\": 300, \"source\": \"本单位规定\"}", 400);
        api.post(
                "admin",
                RETENTION + "/rules",
                "{\"kind\": \"audit.reason\", \"days\": 300, \"source\": \"本单位规定\"}",
                403);
    }

    @Test
    void runsOnceANightHoweverManyInstancesThereAre() {
        runs.nightly();
        runs.nightly();

        assertThat(database.sql("""
                        select count(*) from dataprotection.retention_run
                        where cause = 'TIMER' and day = (now() at time zone 'Asia/Shanghai')::date""").query(Long.class).single()).isEqualTo(1);
        assertThat(runs.list(5))
                .anySatisfy(run -> assertThat(line(run, "residents.visit").refused())
                        .as("without a period nothing is erased")
                        .isEqualTo("NO_PERIOD"));
    }

    @Test
    void takesAnErasureForDoneOnlyWhenNoModuleFailed() {
        assertThat(withLine(null).isIncomplete()).isFalse();
        assertThat(withLine("INCIDENT_OPEN").isIncomplete()).isFalse();
        assertThat(withLine("FAILED").isIncomplete()).isTrue();
    }

    private static RetentionRuns.Run withLine(@Nullable String refused) {
        var line = new RetentionRuns.Line("incident.words", "", null, 0, 0, 0, refused, null);
        return new RetentionRuns.Run(
                UUID.randomUUID(), RetentionRuns.Cause.PERSON, false, Instant.EPOCH, null, List.of(line));
    }

    private JsonNode report(String description) {
        var photo = context.getBean(Uploads.class)
                .take(SomePhoto.jpeg(64, 48), resident)
                .id();
        var voice = context.getBean(Uploads.class)
                .take(SomeSound.of("voice.ogg"), resident)
                .id();
        return api.post(
                resident, "/api/incidents", """
                {"location": {"gridCode": "%s"}, "description": "%s %s", "photos": ["%s"],
                 "voice": "%s", "contact": {"name": "示例庚", "phone": "13800000009"}}""".formatted(HERE, description, SomePerson.identity(), photo, voice), 201);
    }

    private final List<String> ended = new ArrayList<>();
    private final Map<String, Optional<String>> categories = new HashMap<>();

    /** Whatever its words were taken for. */
    private void setCategory(String incident, String category) {
        categories.put(
                incident,
                inSystem(() -> database.sql("select category from incident.incident where id = ?::uuid")
                        .param(incident)
                        .query((row, n) -> Optional.ofNullable(row.getString(1)))
                        .single()));
        inSystem(() -> database.sql("update incident.incident set category = ? where id = ?::uuid")
                .params(category, incident)
                .update());
    }

    /** Others compare how incidents stand with what the events told. */
    @AfterEach
    void asTheEventsTold() {
        categories.forEach((incident, category) ->
                inSystem(() -> database.sql("update incident.incident set category = ? where id = ?::uuid")
                        .params(Arrays.asList(category.orElse(null), incident))
                        .update()));
        inSystem(() -> ended.stream()
                .map(incident -> database.sql("""
                                update incident.incident set status = 'REPORTED', ended_at = null where id = ?::uuid""").param(incident).update())
                .toList());
    }

    /** As if it had been closed long ago. */
    private void end(String incident) {
        ended.add(incident);
        inSystem(() -> database.sql("""
                        update incident.incident set status = 'CLOSED', ended_at = ?::timestamptz where id = ?::uuid""").params(LONG_AGO, incident).update());
    }

    private void rule(String kind) {
        var rule = "{\"kind\": \"%s\", \"days\": %d, \"source\": \"本单位规定\"}".formatted(kind, DAYS);
        api.post("district", RETENTION + "/rules", rule, 204);
    }

    /** The line of that kind in the report of a new run. */
    private JsonNode run(boolean dry, String kind) {
        for (var line : api.post("district", RETENTION + "/runs", "{\"dry\": %s}".formatted(dry), 201)
                .path("lines")) {
            if (text(line, "kind").equals(kind)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + kind);
    }

    private static Line line(Run run, String kind) {
        return run.lines().stream()
                .filter(line -> line.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private long words(String incident) {
        return inSystem(() -> database.sql("select count(*) from incident.words where incident = ?::uuid")
                .param(incident)
                .query(Long.class)
                .single());
    }

    /** What the journal holds of it. */
    private String events(String incident) {
        List<String> events = inSystem(
                () -> database.sql("""
                        select e::text from journal.entry e where e::text like '%' || ? || '%' order by e.seq""").param(incident).query(String.class).list());
        assertThat(events).isNotEmpty();
        return String.join("\n", events);
    }

    private <T> T inSystem(Supplier<T> work) {
        return system.call(() -> transaction.execute(status -> work.get()));
    }
}
