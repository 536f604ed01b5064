package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

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
