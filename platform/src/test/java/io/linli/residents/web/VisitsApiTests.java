package io.linli.residents.web;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** One visit, one form, several departments. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class VisitsApiTests {

    private static final String ANSWERS = """
            {"form": "HOME", "answers": {"people": "3", "care": "true", "aids": "轮椅", "gas": "false", "wish": "装扶手"}}""";

    ResidentsApi api;
    String path = "";

    @BeforeEach
    void register(@Autowired WebApplicationContext context) {
        api = new ResidentsApi(context);
        path = "/api/residents/" + text(api.person("grid", api.home("grid", HERE), "示例甲"), "id") + "/visits";
    }

    @Test
    void asksOnceForThreeDepartments() {
        var id = text(api.post("grid", path, ANSWERS, 201), "id");

        assertThat(seen("civil", id).propertyNames()).containsExactlyInAnyOrder("people", "care", "wish");
        assertThat(seen("disabled", id).propertyNames()).containsExactlyInAnyOrder("care", "aids");
        assertThat(seen("urban", id).propertyNames()).containsExactlyInAnyOrder("people", "gas");
        assertThat(text(seen("disabled", id), "aids")).isEqualTo("轮椅");
        assertThat(api.get("grid", path, 200).at("/items/0/answers").propertyNames())
                .containsExactlyInAnyOrder("people", "care", "aids", "gas", "wish");
        for (var who : List.of("grid", "police", "resident", "district")) {
            api.get(who, "/api/visits", 403);
        }
    }

    @Test
    void wasMadeWhenThePhoneSaysAlsoWhereItArrivesLater() {
        var at = Instant.now().minusSeconds(7_200).truncatedTo(ChronoUnit.MILLIS);
        var sent = ANSWERS.replace("\"form\"", "\"occurredAt\": \"" + at + "\", \"clockOffset\": 60000, \"form\"");
        api.post("grid", path, sent, 201);

        assertThat(text(api.get("grid", path, 200).at("/items/0"), "at"))
                .isEqualTo(at.plusSeconds(60).toString());
    }

    @Test
    void isForNoDepartmentThatItSaysNothingTo() {
        api.post(
                "grid",
                path,
                "{\"form\": \"HOME\", \"answers\": {\"people\": \"1\", \"care\": \"false\", \"gas\": \"true\"}}",
                201);

        var newest = api.get("disabled", "/api/visits?size=1", 200).at("/items/0");
        assertThat(newest.path("answers").propertyNames()).containsExactly("care");
    }

    @Test
    void isALookThatIsRecorded() {
        var id = text(api.post("grid", path, ANSWERS, 201), "id");
        var person = path.split("/", -1)[3];

        seen("civil", id);

        assertThat(api.get("auditor", "/api/audit?action=look&object=" + person, 200)
                        .path("items")
                        .size())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"people\": \"three\", \"care\": \"true\", \"gas\": \"true\"}', answers.people, VISIT_ANSWER_UNFIT",
        "'{\"people\": \"3\", \"care\": \"maybe\", \"gas\": \"true\"}', answers.care, VISIT_ANSWER_UNFIT",
        "'{\"people\": \"3\", \"care\": \"true\"}', answers.gas, VISIT_ANSWER_MISSING",
        "'{\"people\": \"3\", \"care\": \"true\", \"gas\": \"true\", \"income\": \"1\"}', answers, VISIT_FIELD_UNKNOWN",
    })
    void saysWhichAnswerIsWrong(String answers, String field, String code) {
        var refused = api.post("grid", path, "{\"form\": \"HOME\", \"answers\": " + answers + "}", 400);

        assertThat(text(refused.at("/errors/0"), "field")).isEqualTo(field);
        assertThat(text(refused.at("/errors/0"), "code")).isEqualTo(code);
    }

    @Test
    void isMadeByThoseWhoLookAfterThePersonAlone() {
        api.post("grid2", path, ANSWERS, 403);
        api.post("resident", path, ANSWERS, 403);
        api.get("grid2", path, 404);
        api.post("grid", path, ANSWERS.replace("HOME", "NOTHING"), 400);
    }

    private JsonNode seen(String who, String visit) {
        return api.get(who, "/api/visits?size=200", 200)
                .path("items")
                .valueStream()
                .filter(item -> text(item, "id").equals(visit))
                .findFirst()
                .orElseThrow()
                .path("answers");
    }
}
