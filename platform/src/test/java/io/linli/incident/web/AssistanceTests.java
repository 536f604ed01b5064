package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** One unit leads and others help; a community calls departments together. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class AssistanceTests {

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void callsDepartmentsTogetherWhichComeAnswerAndAreRatedAndRate() {
        var matter = api.report("resident", "楼后违建挡住消防通道");
        var path = "/api/incidents/" + id(matter) + "/assistance";
        var call = "{\"kind\": \"WHISTLE\", \"units\": [%s], \"part\": \"请到现场会商，联系 13800138000\"}";
        assertThat(code(api.post("grid", path, call.formatted("\"430181-urban\""), 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        assertThat(code(api.post("community", path, call.formatted("\"430181-nobody\""), 409)))
                .isEqualTo("INCIDENT_HANDLER_UNFIT");
        api.post("community", path, call.formatted(""), 400);

        var called = api.post("community", path, call.formatted("\"430181-urban\", \"430181-civil\""), 201);
        var units = api.get("community", "/api/assistance/units", 200).path("items");
        assertThat(texts(units, "unit")).contains("430181-urban", "430181-civil");
        assertThat(texts(units, "name")).contains("民政（演示单位）");
        api.get("grid", "/api/assistance/units", 403);
        assertThat(texts(called, "unit")).containsExactlyInAnyOrder("430181-urban", "430181-civil");
        assertThat(text(called.get(0), "part")).doesNotContain("13800138000");
        assertThat(text(called.get(0), "dueAt")).isNotEmpty();
        assertThat(code(api.post("community", path, call.formatted("\"430181-urban\""), 409)))
                .isEqualTo("ASSISTANCE_ASKED");

        var urban = mine("urban", matter);
        assertThat(urban.path("can").toString()).contains("ARRIVE", "ANSWER");
        api.get("urban", "/api/incidents/" + id(matter), 404); // its part, not the matter
        assertThat(api.get("disabled", "/api/assistance", 200).toString()).doesNotContain(id(matter));
        var help = "/api/assistance/" + id(urban);
        assertThat(code(api.post("disabled", help + "/arrive", "", 404))).isEqualTo("ASSISTANCE_UNKNOWN");
        assertThat(code(api.post("community", help + "/answer", "{\"note\": \"好\"}", 409)))
                .isEqualTo("ASSISTANCE_OF_ANOTHER");
        assertThat(code(api.post("community", help + "/rate", "{\"stars\": 4}", 409)))
                .isEqualTo("ASSISTANCE_NOT_ANSWERED");

        assertThat(text(api.post("urban", help + "/arrive", "", 200), "arrivedAt"))
                .isNotEmpty();
        var answered = api.post("urban", help + "/answer", "{\"note\": \"已立案查处\"}", 200);
        assertThat(text(answered, "answer")).isEqualTo("已立案查处");
        assertThat(answered.path("overdue").asBoolean(true)).isFalse();
        assertThat(code(api.post("urban", help + "/answer", "{\"note\": \"改\"}", 409)))
                .isEqualTo("ASSISTANCE_OVER");
        api.post("community", help + "/rate", "{\"stars\": 6}", 400);
        assertThat(api.post("community", help + "/rate", "{\"stars\": 4}", 200)
                        .path("unitStars")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.post("urban", help + "/rate", "{\"stars\": 5}", 200)
                        .path("callStars")
                        .asInt())
                .isEqualTo(5);
        assertThat(code(api.post("urban", help + "/rate", "{\"stars\": 1}", 409)))
                .isEqualTo("ASSISTANCE_RATED");
        assertThat(texts(api.get("community", path, 200), "unit")).hasSize(2);
    }

    @Test
    void helpsTheUnitThatLeadsWithAPartOfItsOwn() {
        var matter = api.report("resident", "小区门口垃圾成堆没有人清理");
        var path = "/api/incidents/" + id(matter) + "/assistance";
        var ask = "{\"kind\": \"ASSIST\", \"units\": [\"%s\"], \"part\": \"请提供住户名单以外的情况\"}";

        assertThat(code(api.post("street", path, ask.formatted("430181-urban"), 409)))
                .as("it leads")
                .isEqualTo("INCIDENT_HANDLER_UNFIT");
        var asked = api.post("street", path, ask.formatted("430181-civil"), 201);

        assertThat(text(asked.get(0), "kind")).isEqualTo("ASSIST");
        assertThat(texts(api.get("urban", path, 200), "unitName"))
                .as("who leads sees who helps")
                .hasSize(1);
    }

    private JsonNode mine(String who, JsonNode matter) {
        return api.get(who, "/api/assistance", 200)
                .valueStream()
                .filter(one -> text(one, "incident").equals(id(matter)))
                .findFirst()
                .orElseThrow();
    }
}
