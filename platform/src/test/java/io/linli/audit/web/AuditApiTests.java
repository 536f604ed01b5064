package io.linli.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What auditors find, and what people are told of looks at their own data. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0")
@Import(MovableClock.Settings.class)
class AuditApiTests {

    private static final String GRID = "430181002001001";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    /** What fails at a time to come would keep other tests from signing in until then. */
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    private String incident = "";

    @BeforeEach
    void report() {
        incident = post(
                        "resident",
                        "/api/incidents",
                        "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"楼道里堆了东西\"}".formatted(GRID),
                        201)
                .path("id")
                .asString("");
    }

    @Test
    void showsTheAuditorWhoLookedAtWhatAndWhy() {
        look("grid", "需要上门核实");

        var found = get("auditor", "/api/audit?object=" + incident, 200).path("items");
        assertThat(found.size()).isEqualTo(1);
        var one = found.get(0);
        assertThat(text(one, "action")).isEqualTo("look");
        assertThat(text(one, "kind")).isEqualTo("incident.reporter");
        assertThat(text(one, "outcome")).isEqualTo("DONE");
        assertThat(text(one, "role")).isEqualTo("GRID_WORKER");
        assertThat(text(one, "area")).isEqualTo(GRID);
        assertThat(text(one, "reason")).isEqualTo("需要上门核实");
        assertThat(text(one, "actor")).isEqualTo(account("grid"));
        assertThat(one.path("persons").asInt(0)).isEqualTo(1);
        assertThat(one.toString()).doesNotContain(account("resident")).doesNotContain("192.0.2.77");
    }

    @Test
    void recordsEachSearchAndExport() {
        get("auditor", "/api/audit?object=" + incident + "&action=look", 200);
        var csv = body("auditor", "/api/audit/export?object=" + incident);

        var searches = get("auditor", "/api/audit?actor=auditor&action=audit.&size=3", 200)
                .path("items");
        assertThat(text(searches.get(0), "action")).isEqualTo("audit.export");
        assertThat(text(searches.get(1), "action")).isEqualTo("audit.search");
        assertThat(searches.get(1).path("objects").toString()).contains("object=" + incident);
        assertThat(csv).startsWith("\ufeff").contains("演示数据", "账号");
    }

    @Test
    void exportsWhatItFindsSoThatNoCellIsAFormula() {
        look("grid", "=1+1, 核实");

        assertThat(body("auditor", "/api/audit/export?object=" + incident))
                .contains("\"'=1+1, 核实\"")
                .contains(incident);
    }

    @Test
    void pagesThroughWithoutMissingOrRepeating() {
        for (int n = 0; n < 5; n++) {
            look("grid", "第 " + n + " 次核实");
        }
        var first = get("auditor", "/api/audit?size=3&object=" + incident, 200);
        var second = get("auditor", "/api/audit?size=3&object=" + incident + "&after=" + text(first, "next"), 200);

        assertThat(reasons(first)).containsExactly("第 4 次核实", "第 3 次核实", "第 2 次核实");
        assertThat(reasons(second)).containsExactly("第 1 次核实", "第 0 次核实");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void findsByTimeAndByTheDigestOfAnAddress() {
        look("grid", "需要上门核实");
        var now = clock.instant();

        assertThat(found("&from=" + now.minusSeconds(60) + "&to=" + now.plusSeconds(60)))
                .isEqualTo(1);
        assertThat(found("&to=" + now.minusSeconds(600))).isZero();
        assertThat(found("&network=192.0.2.77")).isEqualTo(1);
        assertThat(found("&network=10.1.2.3")).isZero();
    }

    @Test
    void showsAnAuditorTheActsOfTheirAreaOnly() {
        look("grid", "需要上门核实");
        var here = SomeAccounts.opened(context, Role.AUDITOR, "430181002");
        var there = SomeAccounts.opened(context, Role.AUDITOR, "430181001");

        assertThat(get(here, "/api/audit?object=" + incident, 200).path("items").size())
                .isEqualTo(1);
        assertThat(get(there, "/api/audit?object=" + incident, 200)
                        .path("items")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after=nonsense | after",
                "actor=nobody-of-that-name | actor",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | to",
                "size=0 | size",
                "size=201 | size",
                "action=Drop%20Table | action",
                "from=yesterday | from",
                "network=example.org | network"
            })
    void refusesWhatItCannotLookForAndNamesTheField(String query, String field) {
        var refused = get("auditor", "/api/audit?" + query, 400);

        assertThat(refused.path("errors").toString()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void writesDownWhatSomebodyMayNotDo() {
        get("grid", "/api/audit?object=" + incident, 403);
        post("resident", "/api/incidents/" + incident + "/reporter", "{\"reason\": \"想知道是谁\"}", 403);

        var grid = newest("grid", "request.refused");
        assertThat(text(grid, "outcome")).isEqualTo("REFUSED");
        assertThat(text(grid, "code")).isEqualTo("NOT_ALLOWED");
        assertThat(grid.path("objects").toString()).contains("GET /api/audit");
        assertThat(text(newest("resident", "request.refused"), "code")).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
    }

    @Test
    void recordsSignInsAlsoThoseThatWereRefused() {
        post(null, "/api/session", "{\"username\": \"mediator\", \"password\": \"wrong password\"}", 401);
        assertThat(text(newest("mediator", "session.begin"), "code")).isEqualTo("SIGN_IN_FAILED");

        post(null, "/api/session", "{\"username\": \"mediator\", \"password\": \"open sesame\"}", 200);
        assertThat(text(newest("mediator", "session.begin"), "outcome")).isEqualTo("DONE");
    }

    @Test
    void recordsWhatIsDoneToAccountsByTheirIds() {
        var name = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
        var id = account(name);
        SomeAccounts.lock(context, name);

        var found = get("auditor", "/api/audit?object=" + id, 200).path("items");
        assertThat(found.valueStream().map(one -> text(one, "action"))).containsExactly("account.lock", "account.open");
        assertThat(text(found.get(0), "reason")).isEqualTo("a test");
        assertThat(found.toString()).doesNotContain(name);
    }

    @Test
    void tellsPeopleWhoLookedAtTheirDataByPostAndNotByName() {
        look("grid", "需要上门核实");

        var mine = get("resident", "/api/audit/mine", 200)
                .path("items")
                .valueStream()
                .filter(one -> one.path("objects").toString().contains(incident))
                .findFirst()
                .orElseThrow();
        assertThat(text(mine, "role")).isEqualTo("GRID_WORKER");
        assertThat(text(mine, "area")).isEqualTo(GRID);
        assertThat(text(mine, "kind")).isEqualTo("incident.reporter");
        assertThat(text(mine, "reason")).isEqualTo("需要上门核实");
        assertThat(mine.toString()).doesNotContain(account("grid"));
        assertThat(get("resident2", "/api/audit/mine", 200).toString()).doesNotContain(incident);
        assertThat(get("grid", "/api/audit/mine", 200).toString()).doesNotContain(incident);
    }

    @Test
    void withholdsALookOnceSomebodyElseUpholdsIt() {
        look("street", "协助调查");
        var asked = withhold("street", Duration.ofDays(30), 201);
        var path = "/api/audit/withholdings/" + text(asked, "id") + "/review";
        assertThat(isTold()).isFalse();
        assertThat(get("auditor", "/api/audit/withholdings?size=200", 200).toString())
                .contains(text(asked, "id"), "示例法第一条");
        assertThat(code(post("street", path, "{\"upheld\": true}", 403))).isEqualTo("NOT_ALLOWED");

        assertThat(post("auditor", path, "{\"upheld\": true}", 200)
                        .path("upheld")
                        .asBoolean(false))
                .isTrue();
        assertThat(code(post("auditor", path, "{\"upheld\": true}", 409))).isEqualTo("AUDIT_WITHHOLDING_DECIDED");
        clock.advance(Duration.ofDays(8));
        assertThat(isTold()).isFalse();
        clock.advance(Duration.ofDays(23));
        assertThat(isTold()).as("when the time is over").isTrue();
    }

    @Test
    void tellsOfALookThatNobodyUpholdsOrThatIsRefused() {
        look("street", "协助调查");
        withhold("street", Duration.ofDays(30), 201);
        assertThat(code(withhold("street", Duration.ofDays(30), 409))).isEqualTo("AUDIT_WITHHOLDING_EXISTS");
        assertThat(isTold()).isFalse();
        clock.advance(Duration.ofDays(8));
        assertThat(isTold()).as("a week later").isTrue();

        report();
        look("street", "协助调查");
        var asked = withhold("street", Duration.ofDays(30), 201);
        post("auditor", "/api/audit/withholdings/" + text(asked, "id") + "/review", "{\"upheld\": false}", 200);
        assertThat(isTold()).as("refused").isTrue();
    }

    @Test
    void refusesToWithholdForLongOrWhatOneHasNotLookedAt() {
        look("street", "协助调查");

        assertThat(withhold("street", Duration.ofDays(181), 400).path("errors").toString())
                .contains("AUDIT_WITHHOLDING_TOO_LONG", "until");
        assertThat(code(withhold("district", Duration.ofDays(3), 404))).isEqualTo("AUDIT_LOOK_UNKNOWN");
        assertThat(code(withhold("grid", Duration.ofDays(3), 403))).isEqualTo("NOT_ALLOWED");
    }

    private JsonNode withhold(String who, Duration time, int status) {
        var body = "{\"object\": \"%s\", \"until\": \"%s\", \"basis\": \"示例法第一条\"}"
                .formatted(incident, clock.instant().plus(time));
        return post(who, "/api/audit/withholdings", body, status);
    }

    private boolean isTold() {
        return get("resident", "/api/audit/mine?size=200", 200).toString().contains(incident);
    }

    private void look(String who, String reason) {
        post(who, "/api/incidents/" + incident + "/reporter", "{\"reason\": \"" + reason + "\"}", 200);
    }

    private int found(String query) {
        return get("auditor", "/api/audit?action=look&object=" + incident + query, 200)
                .path("items")
                .size();
    }

    private JsonNode newest(String actor, String action) {
        return get("auditor", "/api/audit?size=1&actor=" + actor + "&action=" + action, 200)
                .path("items")
                .get(0);
    }

    private static List<String> reasons(JsonNode page) {
        return page.path("items").valueStream().map(one -> text(one, "reason")).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String code(JsonNode refused) {
        return text(refused, "code");
    }

    private String account(String username) {
        return database.sql("select id from identity.account where username = ?")
                .param(username)
                .query(UUID.class)
                .single()
                .toString();
    }

    private JsonNode get(String who, String path, int status) {
        return json.readTree(String.valueOf(http(who)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private String body(String who, String path) {
        return String.valueOf(http(who)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode post(@Nullable String who, String path, String body, int status) {
        return json.readTree(String.valueOf(http(who)
                .post()
                .uri(path)
                .header("Accept-Language", "zh")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private RestTestClient http(@Nullable String who) {
        // failures count for the address that they come from, and others sign in from the usual one
        var request = MockMvcRequestBuilders.get("/").with(csrf()).with(one -> {
            one.setRemoteAddr("192.0.2.77");
            return one;
        });
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(who == null ? request : request.with(SignedIn.as(who))))
                .build();
    }
}
