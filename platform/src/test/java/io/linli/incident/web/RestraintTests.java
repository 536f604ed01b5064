package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody who reports the same again and again: decided by a person, told, ended, appealed; and no report refused. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class RestraintTests {

    private static final String REASON = "{\"kind\": \"REPEATED\", \"days\": 30, \"reason\": \"同一件事已答复三次，没有新情况\"}";

    @Autowired
    WebApplicationContext context;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void isDecidedByAPersonWithReasonEndNoticeAndAppealAndRefusesNoReport() {
        var who = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        var first = rejected(who);
        var path = "/api/incidents/" + id(first) + "/restraint";
        assertThat(code(api.post("community", path, REASON, 409)))
                .as("once is not again and again")
                .isEqualTo("RESTRAINT_NOT_REPEATED");
        rejected(who);
        rejected(who);
        assertThat(code(api.post("grid", path, REASON, 403))).isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        api.post("community", path, REASON.replace("30", "91"), 400);

        var decided = api.post("community", path, REASON, 201);
        assertThat(decided.path("inForce").asBoolean(false)).isTrue();
        assertThat(text(decided, "earlier")).isEqualTo(text(first, "number"));
        assertThat(code(api.post("community", path, REASON, 409))).isEqualTo("RESTRAINT_IN_FORCE");
        assertThat(api.get(who, "/api/notices?size=20", 200).toString()).contains(text(first, "number"));
        var mine = api.get(who, "/api/restraints", 200);
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.get(0).path("mayAppeal").asBoolean(false)).isTrue();
        assertThat(api.get("resident2", "/api/restraints", 200).toString()).doesNotContain(id(decided));

        var next = api.report(who, "门口又吵了", "\"type\": \"吵闹\"");
        assertThat(text(api.detail("community", next), "restraint", "earlier"))
                .as("who looks at the next is reminded of the answer")
                .isEqualTo(text(first, "number"));
        assertThat(text(api.detail(who, next), "restraint", "earlier")).isEmpty();
        var urgent = api.report(who, "有人掉进井里，快救人");
        assertThat(api.detail("community", urgent).path("restraint").isMissingNode())
                .as("an emergency always passes")
                .isTrue();
        assertThat(text(api.step("community", next, "file", "{}"), "status"))
                .as("what is new in it is filed")
                .isEqualTo("FILED");

        var appeal = "/api/restraints/" + id(decided);
        assertThat(code(api.post("street", appeal + "/answer", "{\"upheld\": true, \"note\": \"好\"}", 409)))
                .isEqualTo("RESTRAINT_NO_APPEAL");
        api.post("resident2", appeal + "/appeal", "{\"note\": \"冤枉\"}", 404);
        api.post(who, appeal + "/appeal", "{\"note\": \"每次都是新的噪音\"}", 200);
        assertThat(code(api.post(who, appeal + "/appeal", "{\"note\": \"再说一次\"}", 409)))
                .isEqualTo("RESTRAINT_APPEALED");
        assertThat(code(api.post("community", appeal + "/answer", "{\"upheld\": false, \"note\": \"不\"}", 409)))
                .isEqualTo("RESTRAINT_NEEDS_ANOTHER");
        var answered = api.post("street", appeal + "/answer", "{\"upheld\": true, \"note\": \"确有新情况\"}", 200);
        assertThat(answered.path("inForce").asBoolean(true)).isFalse();
        assertThat(code(api.post("street", appeal + "/lift", "", 409))).isEqualTo("RESTRAINT_OVER");
    }

    private JsonNode rejected(String who) {
        var reported = api.report(who, "楼上脚步声吵", "\"type\": \"吵闹\"");
        api.step("community", reported, "reject", "{\"note\": \"已答复\"}");
        return reported;
    }
}
