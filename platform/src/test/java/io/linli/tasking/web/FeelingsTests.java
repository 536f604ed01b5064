package io.linli.tasking.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.problem.ProblemException;
import io.linli.tasking.SurveySlips;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** 获得感、幸福感、安全感: asked without a name, told with sample and interval, and never of fewer than five. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FeelingsTests {

    private static final String TOWN = "430181107";
    private static final List<String> FEELINGS = List.of("gain", "happiness", "safety", "contentment");

    @Autowired
    WebApplicationContext context;

    @Autowired
    SurveySlips slips;

    @Autowired
    JdbcClient database;

    @Autowired
    Territory territory;

    private TaskingApi api;
    private String community = "";
    private String grid = "";
    private String desk = "";
    private String survey = "";

    @BeforeEach
    void ask() {
        api = new TaskingApi(context);
        community = territory.children(new AreaCode(TOWN)).getLast().code().code();
        grid = community + "001";
        desk = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        survey = text(api.post(desk, "/api/surveys", draft("ANONYMOUS"), 201), "id");
        api.post(desk, "/api/surveys/" + survey + "/open", "{}", 200);
    }

    @Test
    void areToldWithSampleAndIntervalFromFiveAnswersOn() {
        var residents = SomeAccounts.residents(context, grid, 20);
        residents.stream().limit(4).forEach(who -> drop(who, "very"));
        slips.empty();
        assertThat(answers()).as("four would be found by who came when").isZero();

        residents.stream().skip(4).limit(15).forEach(who -> drop(who, "rather"));
        drop(residents.getLast(), "hardly");
        slips.empty();
        assertThat(answers()).isEqualTo(20);
        assertThat(indicator("gain").path("state").asString(""))
                .as("while it is asked")
                .isEqualTo("NO_DATA");

        api.post(desk, "/api/surveys/" + survey + "/close", "{}", 200);
        var share = api.get(desk, "/api/surveys/" + survey + "/statistics", 200)
                .path("counts")
                .path(0)
                .path("share");
        assertThat(share.path("favourable").asInt() + "/" + share.path("of").asInt())
                .isEqualTo("19/20");
        assertThat(share.path("percent").asDouble()).isEqualTo(95.0);
        assertThat(share.path("low").asDouble()).as("by Wilson, by hand").isEqualTo(76.4);
        assertThat(share.path("high").asDouble()).isEqualTo(99.1);

        var gain = indicator("gain");
        assertThat(gain.path("value").asDouble()).isEqualTo(95.0);
        assertThat(gain.path("n").asInt()).isEqualTo(20);
        assertThat(gain.path("low").asDouble()).isEqualTo(76.4);
        var parts = api.get(desk, "/api/insight/figures/gain/parts?area=" + TOWN, 200)
                .path("items");
        assertThat(parts.valueStream().filter(part -> text(part, "area").equals(community)))
                .singleElement()
                .satisfies(part ->
                        assertThat(part.path("figure").path("n").asInt()).isEqualTo(20));
    }

    @Test
    void areAskedOnceOfEachAccountWithoutALinkToIt() {
        var resident = SomeAccounts.opened(context, Role.RESIDENT, grid);
        var elsewhere = SomeAccounts.opened(context, Role.RESIDENT, "430181002001001");
        assertThat(offered(resident)).containsEntry(survey, false);
        assertThat(offered(elsewhere)).doesNotContainKey(survey);

        var path = "/api/surveys/" + survey + "/slips";
        api.post(resident, path, slip("maybe"), 400);
        api.post(resident, path, slip("very"), 204);
        assertThat(text(api.post(resident, path, slip("very"), 409), "code")).isEqualTo("SURVEY_ALREADY_ANSWERED");
        assertThat(offered(resident)).containsEntry(survey, true);
        assertThat(text(api.post(elsewhere, path, slip("very"), 404), "code")).isEqualTo("SURVEY_UNKNOWN");
        api.post(SomeAccounts.opened(context, Role.GRID_WORKER, grid), path, slip("very"), 403);

        assertThat(columns("survey_slip")).containsExactlyInAnyOrder("id", "survey", "sealed");
        assertThat(columns("survey_answer"))
                .as("neither who nor when")
                .containsExactlyInAnyOrder("id", "survey", "version", "community", "choices", "sealed");

        var household = text(api.post(desk, "/api/surveys", draft("HOUSEHOLD"), 201), "id");
        api.post(desk, "/api/surveys/" + household + "/open", "{}", 200);
        assertThat(text(api.post(resident, "/api/surveys/" + household + "/slips", slip("very"), 409), "code"))
                .isEqualTo("SURVEY_NOT_OPEN");
        assertThatThrownBy(() -> drop(resident, "very")).isInstanceOf(ProblemException.class);
    }

    private void drop(String who, String chosen) {
        var said = Map.<String, List<String>>of(
                "gain", List.of(chosen),
                "happiness", List.of(chosen),
                "safety", List.of(chosen),
                "contentment", List.of(chosen));
        slips.drop(UUID.fromString(survey), 1, said, SignedIn.caller(context, who));
    }

    private int answers() {
        return database.sql("select count(*) from tasking.survey_answer where survey = ?::uuid")
                .param(survey)
                .query(Integer.class)
                .single();
    }

    private JsonNode indicator(String code) {
        return api.get(desk, "/api/insight/figures?area=" + community, 200)
                .path("items")
                .valueStream()
                .filter(item -> text(item, "code").equals(code))
                .findFirst()
                .orElseThrow()
                .path("figure");
    }

    private Map<String, Boolean> offered(String who) {
        return api.get(who, "/api/surveys/offered", 200)
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> text(item.path("survey"), "id"),
                        item -> item.path("answered").asBoolean()));
    }

    private List<String> columns(String table) {
        return database.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'tasking' and table_name = ?""")
                .param(table)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String slip(String chosen) {
        return "{\"version\": 1, \"answers\": {%s}}"
                .formatted(String.join(
                        ", ",
                        FEELINGS.stream()
                                .map(key -> "\"%s\": [\"%s\"]".formatted(key, chosen))
                                .toList()));
    }

    private String draft(String kind) {
        var questions =
                FEELINGS.stream().map(key -> """
                    {"key": "%s", "text": "示例问题", "type": "CHOICE", "required": true, "options": [%s]}""".formatted(key, options())).toList();
        return "{\"kind\": \"%s\", \"title\": \"示例感受问卷\", \"area\": \"%s\", \"questions\": [%s]}"
                .formatted(kind, community, String.join(", ", questions));
    }

    private static String options() {
        return Stream.of("very", "rather", "so", "hardly")
                .map(code -> "{\"code\": \"" + code + "\", \"text\": \"示例选项\", \"favourable\": "
                        + List.of("very", "rather").contains(code) + "}")
                .collect(Collectors.joining(", "));
    }
}
