package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.SomePerson;
import io.linli.residents.web.ResidentsApi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What comes from one home again. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SameHomeTests {

    private static final String QUARREL = "\"type\": \"邻里纠纷\"";
    private static final String COMMUNITY = "430181002001";

    @Autowired
    WebApplicationContext context;

    Api api;
    String one = "";
    String other = "";

    @BeforeEach
    void settle() {
        api = new Api(context);
        one = SomeAccounts.opened(context, Role.RESIDENT, COMMUNITY);
        other = SomeAccounts.opened(context, Role.RESIDENT, COMMUNITY);
        var residents = new ResidentsApi(context);
        var home = residents.home("grid", Api.GRID);
        for (var who : new String[] {one, other}) {
            var said =
                    "{\"name\": \"示例本人\", \"identity\": \"%s\", \"kind\": \"LIVES\"}".formatted(SomePerson.identity());
            var claim = id(residents.post(who, "/api/homes/" + home + "/claims", said, 201));
            residents.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 200);
        }
    }

    @Test
    void isShownToWhoDecidesAndHintsAtEarlyMediationOfADisputeThatComesBack() {
        var lamp = api.report(one, "示例：楼道的灯不亮");
        var first = api.report(one, "示例：楼上夜里吵闹，多次劝说无效", QUARREL);
        var stranger = api.report(SomeAccounts.opened(context, Role.RESIDENT, COMMUNITY), "示例：楼上夜里吵闹", QUARREL);
        assertThat(again(first).path("mediation").asBoolean()).isFalse();

        var second = api.report(other, "示例：和楼上又吵起来了", QUARREL);

        var found = again(second);
        assertThat(texts(found.path("items"), "id")).containsExactly(id(first), id(lamp));
        assertThat(found.path("mediation").asBoolean()).isTrue();
        assertThat(found.path("days").asInt()).isEqualTo(90);
        assertThat(texts(api.get(one, "/api/audit/mine", 200).path("items"), "reason"))
                .as("they can read that somebody looked")
                .contains("查看同一家此前是否反映过");
        assertThat(texts(again(stranger).path("items"), "id")).doesNotContain(id(first), id(second));
    }

    @Test
    void isNotSaidOfWhoWantedToStayUnknownNorToOthersThanThoseOfTheGround() {
        var first = api.report(one, "示例：楼上漏水，物业不管", QUARREL);
        var hidden = api.report(other, "示例：还是楼上", QUARREL, "\"privacy\": \"CONFIDENTIAL\"");

        assertThat(again(hidden).path("items")).isEmpty();
        var second = api.report(other, "示例：楼上又漏水", QUARREL);
        assertThat(texts(again(second).path("items"), "id")).containsExactly(id(first));
        api.get(one, path(first), 403);
        assertThat(code(api.get("grid2", path(first), 404))).isEqualTo("INCIDENT_UNKNOWN");
    }

    private JsonNode again(JsonNode incident) {
        return api.get("community", path(incident), 200);
    }

    private static String path(JsonNode incident) {
        return "/api/incidents/" + id(incident) + "/same-home";
    }
}
