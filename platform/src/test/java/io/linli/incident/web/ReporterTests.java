package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.steps;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Who reported, and who may know. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ReporterTests {

    private static final String CONTACT = "\"contact\": {\"name\": \"张三丰\", \"phone\": \"13812345678\"}";
    private static final String REASON = "{\"reason\": \"需要上门核实\"}";

    Api api;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void isShownMaskedUntilSomebodyGivesAReason() {
        var reported = api.report("resident", "请打我电话13998765432说明情况", CONTACT);

        var seen = api.detail("grid", reported);
        assertThat(text(seen, "reporter", "name")).isEqualTo("张*丰");
        assertThat(text(seen, "reporter", "phone")).isEqualTo("138****5678");
        assertThat(text(seen, "description")).doesNotContain("13998765432");
        assertThat(text(seen, "title")).doesNotContain("13998765432");

        var path = "/api/incidents/" + id(reported) + "/reporter";
        assertThat(code(api.post("grid", path, "{\"reason\": \" \"}", 400))).isEqualTo("INCIDENT_DATA_INVALID");
        var opened = api.post("grid", path, REASON, 200);
        assertThat(text(opened, "name")).isEqualTo("张三丰");
        assertThat(text(opened, "phone")).isEqualTo("13812345678");
        assertThat(text(opened, "description")).contains("13998765432");
        assertThat(looks(reported)).isEqualTo(1);
    }

    @Test
    void isNotShownToOtherResidentsOrToGroundThatIsNotTheirs() {
        var reported = api.report("resident", "楼道里堆了东西", CONTACT);
        var path = "/api/incidents/" + id(reported);

        assertThat(code(api.get("resident2", path, 404))).isEqualTo("INCIDENT_UNKNOWN");
        assertThat(code(api.get("grid2", path, 404))).isEqualTo("INCIDENT_UNKNOWN");
        assertThat(code(api.post("grid2", path + "/reporter", REASON, 404))).isEqualTo("INCIDENT_UNKNOWN");
        assertThat(code(api.post("resident", path + "/reporter", REASON, 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        assertThat(looks(reported)).isZero();
    }

    @Test
    void staysConfidentialUntilTwoPersonsOpenItAndIsToldOfIt() {
        var reported = api.report("resident", "有人夜里倒废水", CONTACT, "\"privacy\": \"CONFIDENTIAL\"");
        var path = "/api/incidents/" + id(reported);
        assertThat(api.detail("grid", reported).path("reporter").isMissingNode())
                .isTrue();
        assertThat(code(api.post("street", path + "/reporter", REASON, 409)))
                .isEqualTo("INCIDENT_REPORTER_CONFIDENTIAL");
        assertThat(code(api.post("grid", path + "/disclosures", REASON, 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");

        var asked = api.post("street", path + "/disclosures", REASON, 201);
        var approve = path + "/disclosures/" + id(asked) + "/approve";
        assertThat(code(api.post("street", approve, "{}", 409))).isEqualTo("DISCLOSURE_NEEDS_ANOTHER");
        assertThat(code(api.post("street", path + "/reporter", REASON, 409)))
                .isEqualTo("INCIDENT_REPORTER_CONFIDENTIAL");
        api.post("district", approve, "{}", 200);
        assertThat(code(api.post("district", approve, "{}", 409))).isEqualTo("DISCLOSURE_DECIDED");

        assertThat(text(api.post("street", path + "/reporter", REASON, 200), "name"))
                .isEqualTo("张三丰");
        assertThat(code(api.post("community", path + "/reporter", REASON, 409)))
                .isEqualTo("INCIDENT_REPORTER_CONFIDENTIAL");
        var told = api.detail("resident", reported).path("timeline");
        assertThat(texts(told, "step")).containsExactly("report", "disclose");
        assertThat(text(told.get(1), "note")).isEqualTo("需要上门核实");
    }

    @Test
    void leavesNoLinkWhenAnonymous(@Autowired TransactionTemplate transactions) {
        var key = UUID.randomUUID().toString();
        var photo = api.photo("resident");
        var body = """
                {"location": {"gridCode": "%s"}, "description": "请查一查", %s, "privacy": "ANONYMOUS",
                 "photos": ["%s"]}""".formatted(Api.GRID, CONTACT, photo);
        var reported = api.post("resident", "/api/incidents", key, body, 201);

        assertThat(UUID.fromString(id(reported)).version()).isEqualTo(4);
        assertThat(code(api.get("resident", "/api/incidents/" + id(reported), 404)))
                .isEqualTo("INCIDENT_UNKNOWN");
        assertThat(api.detail("grid", reported).path("reporter").isMissingNode())
                .isTrue();
        assertThat(code(api.post("grid", "/api/incidents/" + id(reported) + "/reporter", REASON, 409)))
                .isEqualTo("INCIDENT_REPORTER_UNKNOWN");
        // neither the incident nor the key nor the photo names the account
        assertThat(rows(
                        "select contact from incident.words where incident = ?::uuid and contact is not null",
                        reported))
                .isZero();
        assertThat(rows("select 1 from settings.idempotency_key where resource = ?::uuid and caller ~ '-'", reported))
                .isZero();
        assertThat(rows("select 1 from settings.idempotency_key where resource = ?::uuid", reported))
                .isOne();
        assertThat(database.sql("select uploader from files.file where id = ?::uuid")
                        .param(photo)
                        .query(String.class)
                        .single())
                .isEmpty();

        var again = api.post("resident", "/api/incidents", key, body, 201);
        assertThat(text(again, "number")).isEqualTo(text(reported, "number"));
        var tracked = api.post(
                null,
                "/api/incidents/track",
                "{\"number\": \"%s\", \"queryCode\": \"%s\"}"
                        .formatted(text(again, "number"), text(again, "queryCode")),
                200);
        assertThat(text(tracked, "status")).isEqualTo("REPORTED");
    }

    @Test
    void isKeptFromTheWorkerWhomTheReportIsAbout() {
        var reported = api.report("resident", "网格员从来不来", "\"about\": {\"party\": \"GRID_WORKER\"}");

        assertThat(text(reported, "handler", "role")).isEqualTo("COMMUNITY_WORKER");
        assertThat(code(api.get("grid", "/api/incidents/" + id(reported), 404))).isEqualTo("INCIDENT_UNKNOWN");
        assertThat(titles("grid")).doesNotContain("网格员从来不来");
        assertThat(steps(api.detail("community", reported))).contains("take");
    }

    @Test
    void isKeptFromTheCommunityWhomTheReportIsAboutAndFromThoseBelow() {
        var reported = api.report("resident", "社区推诿", "\"about\": {\"party\": \"COMMUNITY_WORKER\"}");

        assertThat(text(reported, "handler", "role")).isEqualTo("STREET_STAFF");
        for (var who : new String[] {"grid", "community", "police"}) {
            api.get(who, "/api/incidents/" + id(reported), 404);
        }
        var taken = api.step("street", reported, "take", "{}");
        assertThat(text(taken, "status")).isEqualTo("HANDLING");
        assertThat(api.get("street", "/api/incidents/" + id(reported) + "/candidates", 200)
                        .valueStream()
                        .map(candidate -> text(candidate, "role")))
                .doesNotContain("GRID_WORKER", "COMMUNITY_WORKER");
    }

    @Test
    void isNotGivenToTheUnitThatTheReportIsAbout() {
        var reported =
                api.report("resident", "城管清走垃圾成堆以后乱扔", "\"about\": {\"party\": \"UNIT\", \"unit\": \"430181-urban\"}");

        assertThat(text(reported, "handler", "unit")).isEmpty();
        api.step("community", reported, "file", "{}");
        var refused = api.post(
                "community", "/api/incidents/" + id(reported) + "/dispatch", "{\"unit\": \"430181-urban\"}", 409);
        assertThat(code(refused)).isEqualTo("INCIDENT_HANDLER_UNFIT");
    }

    private java.util.List<String> titles(String who) {
        return texts(api.get(who, "/api/incidents?size=200", 200).path("items"), "title");
    }

    private int looks(JsonNode incident) {
        return rows("select 1 from incident.look where incident = ?::uuid", incident);
    }

    @Autowired
    io.linli.settings.SystemScope system;

    @Autowired
    TransactionTemplate transactions;

    private int rows(String sql, JsonNode incident) {
        return system.call(() -> transactions.execute(status ->
                database.sql(sql).param(id(incident)).query().listOfRows().size()));
    }
}
