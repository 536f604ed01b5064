package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** That a confidential reporter is to be opened waits where the second person finds it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class DisclosureListTests {

    private static final String NO = "{\"reason\": \"已电话核实(13998765432),不需要见反映人\"}";
    private static final String REASON = "{\"reason\": \"需要上门核实,电话13998765432\"}";

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void showsTheSecondPersonWhoAsksWhenAndWhyUntilItIsApproved() {
        var reported = secret();
        var asked = ask("street", reported, 201);

        var waiting = waiting("district", reported).orElseThrow();
        assertThat(id(waiting)).isEqualTo(id(asked));
        assertThat(text(waiting, "number")).isEqualTo(text(reported, "number"));
        assertThat(text(waiting, "title")).isEqualTo("有人夜里倒废水");
        assertThat(text(waiting, "askedBy", "role")).isEqualTo("STREET_STAFF");
        assertThat(text(waiting, "askedBy", "area")).isEqualTo("430181002");
        assertThat(text(waiting, "askedBy", "areaName")).isNotBlank();
        assertThat(text(waiting, "askedAt")).isEqualTo(text(asked, "askedAt"));
        assertThat(text(waiting, "reason")).startsWith("需要上门核实").doesNotContain("13998765432");
        assertThat(waiting.path("mine").asBoolean(true)).isFalse();
        assertThat(waiting("street", reported).orElseThrow().path("mine").asBoolean(false))
                .isTrue();

        api.post("district", "/api/incidents/" + id(reported) + "/disclosures/" + id(asked) + "/approve", "{}", 200);
        assertThat(waiting("district", reported)).isEmpty();
    }

    @Test
    void givesOnlyThoseOfOneIncidentWhenAsked() {
        var one = secret();
        var other = secret();
        ask("street", one, 201);
        ask("street", other, 201);

        var listed = api.get("district", "/api/incidents/disclosures?incident=" + id(one), 200);
        assertThat(listed.valueStream().map(each -> text(each, "incident"))).containsExactly(id(one));
        assertThat(code(api.get("district", "/api/incidents/disclosures?incident=none", 400)))
                .isEqualTo("INCIDENT_DATA_INVALID");
    }

    @Test
    void takesOneRequestAtATimeFromEachPerson() {
        var reported = secret();
        ask("street", reported, 201);

        assertThat(code(ask("street", reported, 409))).isEqualTo("DISCLOSURE_WAITS");
        ask("district", reported, 201);
    }

    @Test
    void isNotForThoseWhoMayNotOpen() {
        var reported = secret();
        ask("street", reported, 201);

        for (var who : new String[] {"grid", "community", "auditor", "resident"}) {
            api.get(who, "/api/incidents/disclosures", 403);
        }
    }

    @Test
    void canBeDeclinedWithAReasonThatWhoAskedAndTheReporterLearn() {
        var reported = secret();
        var asked = ask("street", reported, 201);
        var decline = "/api/incidents/" + id(reported) + "/disclosures/" + id(asked) + "/decline";

        assertThat(code(api.post("district", decline, "{\"reason\": \" \"}", 400)))
                .isEqualTo("INCIDENT_DATA_INVALID");
        assertThat(code(api.post("street", decline, NO, 409))).isEqualTo("DISCLOSURE_NEEDS_ANOTHER");
        assertThat(code(api.post("community", decline, NO, 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        var decided = api.post("district", decline, NO, 200);
        assertThat(decided.path("declined").asBoolean(false)).isTrue();
        assertThat(decided.path("approved").asBoolean(true)).isFalse();

        assertThat(waiting("district", reported)).isEmpty();
        assertThat(code(api.post("district", decline, NO, 409))).isEqualTo("DISCLOSURE_DECIDED");
        assertThat(code(api.post("district", decline.replace("decline", "approve"), "{}", 409)))
                .isEqualTo("DISCLOSURE_DECIDED");
        assertThat(code(api.post("street", "/api/incidents/" + id(reported) + "/reporter", REASON, 409)))
                .as("it stays closed")
                .isEqualTo("INCIDENT_REPORTER_CONFIDENTIAL");
        var timeline = api.detail("resident", reported).path("timeline");
        assertThat(Api.texts(timeline, "step")).containsExactly("report", "decline_disclosure");
        assertThat(text(timeline.get(1), "note")).startsWith("已电话核实").doesNotContain("13998765432");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notices("street"))
                        .anySatisfy(notice -> assertThat(notice).contains("未获同意", text(reported, "number"))));

        ask("street", reported, 201); // with better reasons
    }

    private List<String> notices(String who) {
        return api.get(who, "/api/notices?size=200", 200)
                .path("items")
                .valueStream()
                .map(notice -> text(notice, "title") + text(notice, "text"))
                .toList();
    }

    private JsonNode secret() {
        return api.report("resident", "有人夜里倒废水", "\"privacy\": \"CONFIDENTIAL\"");
    }

    private JsonNode ask(String who, JsonNode incident, int status) {
        return api.post(who, "/api/incidents/" + id(incident) + "/disclosures", REASON, status);
    }

    private Optional<JsonNode> waiting(String who, JsonNode incident) {
        return api.get(who, "/api/incidents/disclosures?incident=" + id(incident), 200)
                .valueStream()
                .findFirst();
    }
}
