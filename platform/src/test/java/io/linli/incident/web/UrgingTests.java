package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.SignedIn;
import io.linli.privacy.Vault;
import io.linli.settings.SystemScope;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** From a case to whoever has it: who that is, how to reach them, and urging them. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class UrgingTests {

    private static final String PHONE = "13812340987";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Vault vault;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void tellsWhoeverHasItOnceAndWritesItIntoTheTrail() {
        var matter = api.report("resident", "井盖松动，车过就响");
        var path = "/api/incidents/" + id(matter) + "/urge";
        api.step("grid", matter, "take", "{}");

        assertThat(code(api.post("grid", path, "{}", 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        assertThat(code(api.post("grid2", path, "{}", 404))).isEqualTo("INCIDENT_UNKNOWN");
        var tooLong = api.post("community", path, "{\"note\": \"" + "催".repeat(201) + "\"}", 400);
        assertThat(text(tooLong.path("errors").get(0), "field")).isEqualTo("note");

        var urged = api.step("community", matter, "urge", "{\"note\": \"雨天前办好，联系 13800138000\"}");

        var last = urged.path("timeline").path(urged.path("timeline").size() - 1);
        assertThat(text(last, "step")).isEqualTo("urge");
        assertThat(text(last, "actor", "name")).isEqualTo("示例丙");
        assertThat(text(last, "note")).contains("雨天前办好").doesNotContain("13800138000");
        assertThat(text(urged, "status")).isEqualTo("HANDLING");
        assertThat(news("grid", matter))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("催办", "雨天前办好").doesNotContain("13800138000"));
        assertThat(news("community", matter)).isEmpty();

        var again = api.in("en").post("street", path, "{}", 409);
        assertThat(code(again)).isEqualTo("INCIDENT_URGED_ALREADY");
        assertThat(text(again, "detail")).contains("60 min");

        api.step("grid", matter, "feedback", "{\"note\": \"已加固\"}");
        assertThat(code(api.post("street", path, "{}", 409))).isEqualTo("INCIDENT_NOT_TO_BE_URGED");
    }

    @Test
    void tellsAllOfAUnitWhileNobodyOfItHasTakenIt() {
        var matter = api.report("resident", "小区门口垃圾成堆没有人清理");
        assertThat(text(api.detail("community", matter), "holder", "unit")).isEqualTo("430181-urban");

        api.step("community", matter, "urge", "");

        assertThat(news("urban", matter)).hasSize(1);
        assertThat(news("civil", matter)).isEmpty();
    }

    @Test
    void letsOneOfTwoThroughThatComeAtOnce() throws Exception {
        var matter = api.report("resident", "井盖松动，车过就响");
        var path = "/api/incidents/" + id(matter) + "/urge";
        try (var both = Executors.newFixedThreadPool(2)) {
            var answers = both.invokeAll(Stream.of("community", "street")
                    .<Callable<Integer>>map(who -> () -> api.http(who)
                            .post()
                            .uri(path)
                            .exchange()
                            .expectBody()
                            .returnResult()
                            .getStatus()
                            .value())
                    .toList());

            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(news("grid", matter)).hasSize(1);
    }

    @Test
    void saysHowToReachThemAndWritesDownWhoLookedAtATelephone() {
        var matter = api.report("resident", "井盖松动，车过就响");
        var path = "/api/incidents/" + id(matter) + "/responsible";
        var worker = SignedIn.caller(context, "grid").id().id();
        var look = path + "/" + worker + "/phone";
        assertThat(code(api.post("community", look, "", 404))).isEqualTo("INCIDENT_PHONE_UNKNOWN");

        phone(worker.toString(), PHONE);
        try {
            var whom = api.get("community", path, 200);
            assertThat(texts(whom.path("people"), "name")).containsExactly("示例甲");
            assertThat(whom.path("people").get(0).path("phone").asBoolean(false))
                    .isTrue();
            assertThat(text(whom, "office", "contact"))
                    .as("as the public page of the grid says")
                    .contains(Api.GRID);
            assertThat(whom.toString()).doesNotContain(PHONE);

            assertThat(text(api.post("community", look, "", 200), "phone")).isEqualTo(PHONE);
            var looks = api.get("auditor", "/api/audit?object=" + id(matter) + "&action=look", 200)
                    .path("items");
            assertThat(texts(looks, "kind")).containsExactly("incident.responsible");
            assertThat(text(looks.get(0), "reason")).isEqualTo("联系事件的承办人");
            assertThat(looks.get(0).path("persons").asInt(0)).isEqualTo(1);
        } finally {
            phone(worker.toString(), null);
        }

        api.get("resident", path, 403);
        api.get("grid2", path, 404);
        assertThat(code(api.post(
                        "community",
                        path + "/" + SignedIn.caller(context, "urban").id() + "/phone",
                        "",
                        404)))
                .as("who does not have it")
                .isEqualTo("INCIDENT_PHONE_UNKNOWN");
    }

    /** What their inbox says of that matter's being urged. */
    private List<String> news(String who, JsonNode matter) {
        return api.get(who, "/api/notices?size=200", 200)
                .path("items")
                .valueStream()
                .map(notice -> text(notice, "text"))
                .filter(text -> text.contains(text(matter, "number")) && text.contains("催办"))
                .toList();
    }

    private void phone(String account, @Nullable String number) {
        system.run(() -> transactions.executeWithoutResult(status -> database.sql(
                        "update identity.account set sealed_phone = ?, phone_index = ? where id = ?::uuid")
                .param(1, number == null ? null : vault.seal("identity.phone", number), java.sql.Types.BINARY)
                .param(2, number == null ? null : vault.blindIndex("identity.phone", number), java.sql.Types.BINARY)
                .param(3, account)
                .update()));
    }
}
