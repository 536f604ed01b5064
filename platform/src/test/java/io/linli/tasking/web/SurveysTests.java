package io.linli.tasking.web;

import static io.linli.tasking.web.TaskingApi.text;
import static io.linli.tasking.web.TaskingApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.TakenList;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Built at the desk, asked once of each home, told in figures. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SurveysTests {

    private static final String COMMUNITY = "430181002001";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    private TaskingApi api;
    private ResidentsApi homes;
    private String survey = "";

    @BeforeEach
    void ask() {
        api = new TaskingApi(context);
        homes = new ResidentsApi(context);
        survey = text(api.post("community", "/api/surveys", draft(COMMUNITY), 201), "id");
    }

    @Test
    void asksEachHomeOnceHoweverOftenAPhoneSendsIt() {
        var home = homes.home("grid", ResidentsApi.HERE);
        assertThat(text(answer(survey, home, 1, 409), "code")).isEqualTo("SURVEY_NOT_OPEN");
        api.post("grid", "/api/surveys/" + survey + "/open", "{}", 403);
        api.post("community", "/api/surveys/" + survey + "/open", "{}", 200);
        assertThat(texts(api.get("grid", "/api/surveys?open=true", 200).path("items"), "id"))
                .contains(survey);
        assertThat(texts(api.get("grid2", "/api/surveys?open=true", 200).path("items"), "id"))
                .doesNotContain(survey);

        var key = UUID.randomUUID().toString();
        var body = body(home, 1, "true", "KB");
        var first = api.post("grid", "/api/surveys/" + survey + "/answers", body, key, 201);
        var again = api.post("grid", "/api/surveys/" + survey + "/answers", body, key, 201);
        assertThat(text(again, "receipt")).isEqualTo(text(first, "receipt"));
        assertThat(text(answer(survey, home, 1, 409), "code")).isEqualTo("SURVEY_ANSWERED");
        assertThat(count("survey_answer")).isEqualTo(1);
        assertThat(database.sql("select count(*) from tasking.survey_answer where id = ?::uuid")
                        .param(text(first, "receipt"))
                        .query(Integer.class)
                        .single())
                .as("the receipt does not lead to the answer")
                .isZero();

        var there = homes.home("grid2", ResidentsApi.THERE);
        assertThat(text(
                        api.post("grid2", "/api/surveys/" + survey + "/answers", body(there, 1, "true", "KA"), 400),
                        "code"))
                .isEqualTo("SURVEY_HOME_ELSEWHERE");
        var other = homes.home("grid", ResidentsApi.HERE);
        assertThat(text(
                        api.post("grid", "/api/surveys/" + survey + "/answers", body(other, 1, "maybe", "KA"), 400),
                        "code"))
                .isEqualTo("SURVEY_ANSWER_UNFIT");
        assertThat(text(
                        api.post("grid", "/api/surveys/" + survey + "/answers", body(other, 1, "true", "KZ"), 400),
                        "code"))
                .isEqualTo("SURVEY_ANSWER_UNFIT");
        assertThat(text(answer(survey, other, 7, 400), "code")).isEqualTo("SURVEY_VERSION_UNKNOWN");
    }

    @Test
    void tellsFiguresOfFiveHomesOrMoreAcrossVersions() {
        api.post("community", "/api/surveys/" + survey + "/open", "{}", 200);
        var building = new ArrayList<String>();
        for (int n = 0; n < 4; n++) {
            building.add(homes.home("grid", ResidentsApi.HERE));
            answer(survey, building.get(n), 1, 201);
        }
        var few = api.get("community", "/api/surveys/" + survey + "/statistics", 200);
        assertThat(few.path("answers").asInt()).isEqualTo(4);
        assertThat(few.path("counts").size()).isZero();
        assertThat(few.path("words").size()).isZero();

        var sheet = "/api/surveys/" + survey + "/statistics/export";
        assertThat(TakenList.of(context, "community", sheet).rows())
                .as("how many, and that they are not told")
                .hasSize(2);

        var revised = "{\"questions\": " + questions().replace("是否需要停车位", "是否缺停车位") + "}";
        assertThat(api.put("community", "/api/surveys/" + survey + "/questions", revised, 200)
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        answer(survey, homes.home("grid", ResidentsApi.HERE), 2, 201);
        var figures = api.get("community", "/api/surveys/" + survey + "/statistics", 200);
        assertThat(figures.path("counts").path(0).path("options").path("true").asInt())
                .isEqualTo(5);
        assertThat(figures.path("words").path("wish").valueStream().map(each -> each.asString("")))
                .hasSize(5)
                .allSatisfy(words -> assertThat(words).contains("多装").doesNotContain("13800138000"));
        var taken = TakenList.of(context, "community", sheet);
        assertThat(taken.row("是")).containsEntry("份数", "5").containsEntry("问卷、题目或社区", "是否缺停车位");
        assertThat(taken.rows().toString()).contains("多装").doesNotContain("13800138000");
        api.get("grid2", sheet, 403);
        api.get("grid", "/api/surveys/" + survey + "/statistics", 403);
        assertThat(text(api.get("street", "/api/surveys/" + survey + "/statistics", 200), "answers"))
                .isNotNull();

        api.post("community", "/api/surveys/" + survey + "/close", "{}", 200);
        assertThat(text(answer(survey, homes.home("grid", ResidentsApi.HERE), 2, 409), "code"))
                .isEqualTo("SURVEY_NOT_OPEN");
    }

    @Test
    void isBuiltOfQuestionsThatCanBeAnswered() {
        assertThat(text(api.post("community", "/api/surveys", draft("430181002006"), 403), "code"))
                .isEqualTo("SURVEY_OTHER_GROUND");
        var twice = draft(COMMUNITY).replace("\"key\": \"kinds\"", "\"key\": \"parking\"");
        assertThat(text(api.post("community", "/api/surveys", twice, 400), "code"))
                .isEqualTo("SURVEY_QUESTION_UNFIT");
        var bare = draft(COMMUNITY).replace("\"YES_NO\"", "\"CHOICE\"");
        assertThat(text(api.post("community", "/api/surveys", bare, 400), "code"))
                .isEqualTo("SURVEY_QUESTION_UNFIT");
        api.post("grid", "/api/surveys", draft(COMMUNITY), 403);
    }

    private int count(String table) {
        return database.sql("select count(*) from tasking." + table + " where survey = ?::uuid")
                .param(survey)
                .query(Integer.class)
                .single();
    }

    private tools.jackson.databind.JsonNode answer(String id, String home, int version, int status) {
        return api.post("grid", "/api/surveys/" + id + "/answers", body(home, version, "true", "KA"), status);
    }

    private static String body(String home, int version, String parking, String kind) {
        return """
            {"home": "%s", "version": %d, "answers": {"parking": ["%s"], "kinds": ["%s"], "wish": ["多装路灯 13800138000"]}}""".formatted(home, version, parking, kind);
    }

    private static String draft(String area) {
        return "{\"title\": \"示例问卷\", \"area\": \"%s\", \"questions\": %s}".formatted(area, questions());
    }

    private static String questions() {
        return """
            [{"key": "parking", "text": "是否需要停车位", "type": "YES_NO", "required": true},
             {"key": "kinds", "text": "哪些要改善", "type": "CHOICES", "required": true,
              "options": [{"code": "KA", "text": "停车位"}, {"code": "KB", "text": "绿化"}]},
             {"key": "wish", "text": "其他意见", "type": "TEXT", "required": false}]""";
    }
}
