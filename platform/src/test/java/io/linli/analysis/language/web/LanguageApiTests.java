package io.linli.analysis.language.web;

import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.residents.web.ResidentsApi;
import io.linli.settings.SystemScope;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What kind of matter texts are, what an incident's words suggest, and which others may be the same. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class LanguageApiTests {

    private static final String CLASSIFY = "/api/analysis/classify";

    ResidentsApi api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new ResidentsApi(context);
    }

    private static String texts(List<String> texts) {
        return JsonMapper.shared().writeValueAsString(Collections.singletonMap("texts", texts));
    }

    @Test
    void areToldToStaffAndToNobodyElse() {
        var body = texts(List.of("公司拖欠工资和社保，劳动仲裁没有结果", ""));

        var answer = api.post("street", CLASSIFY, body, 200);

        assertThat(text(answer, "model")).isEqualTo(text(api.get("street", "/api/analysis/model", 200), "version"));
        assertThat(answer.path("items")).hasSize(2);
        var first = answer.path("items").get(0);
        assertThat(text(first.path("categories").get(0), "code")).isEqualTo("15");
        assertThat(text(first.path("categories").get(0), "name")).isEqualTo("劳动和社会保障");
        assertThat(first.path("categories").get(0).path("confidence").asDouble())
                .isBetween(0.3, 1.0);
        assertThat(first.path("reasons")).isNotEmpty();
        assertThat(answer.path("items").get(1).path("decided").asBoolean(true)).isFalse();
        api.post("resident", CLASSIFY, body, 403);
        api.post(null, CLASSIFY, body, 401);
    }

    @Test
    void areRefusedWhenTheyAreTooManyTooLongOrNone() {
        for (var bad : List.of(
                texts(Collections.nCopies(1_001, "路灯")),
                texts(List.of("长".repeat(10_001))),
                "{\"texts\": [null]}",
                "{\"texts\": \"路灯\"}",
                "{}")) {
            assertThat(text(api.post("street", CLASSIFY, bad, 400), "code")).isEqualTo("CLASSIFY_DATA_INVALID");
        }
        assertThat(api.post("street", CLASSIFY, texts(Collections.nCopies(1_000, "长".repeat(10))), 200)
                        .path("items"))
                .hasSize(1_000);
    }

    private JsonNode report(String grid, String description) {
        return api.post(
                "resident",
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"%s\"}".formatted(grid, description),
                201);
    }

    @Test
    void ofAnIncidentAreSuggestedWithReasonsAndBesideThemWhatMayBeTheSame(
            @Autowired JdbcClient database, @Autowired SystemScope system, @Autowired TransactionTemplate transaction) {
        var first = report(ResidentsApi.HERE, "示例巷口的青色配电箱门掉了，里面的电线露在外面，小孩经过很不安全");
        var again = report(ResidentsApi.HERE, "示例巷口青色配电箱的门掉了好几天，电线露在外面没人管，很不安全");
        // the model is sure, and no word of the keepers names it; where it takes more than its 50 ms, it goes in
        // without
        var other = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> report(ResidentsApi.HERE, "示例公司拖欠工资和社保，辞职后不给补偿，劳动合同也不签，工人多次讨要未果"),
                        reported -> text(reported, "category").equals("15"));
        var suggested = api.get("grid", "/api/analysis/incidents/" + text(other, "id") + "/triage", 200);
        assertThat(suggested.path("kinds").path("decided").asBoolean(false)).isTrue();
        assertThat(suggested.path("finer"))
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(text(kind, "code")).hasSize(6));
        assertThat(suggested.path("priority").path("level").asInt()).isEqualTo(1);

        var duplicates = "/api/analysis/incidents/" + text(again, "id") + "/duplicates";
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !api.get("grid", duplicates, 200).path("items").isEmpty());
        var found = api.get("grid", duplicates, 200).path("items");
        assertThat(found.valueStream().map(each -> text(each, "id")))
                .contains(text(first, "id"))
                .doesNotContain(text(other, "id"), text(again, "id"));
        assertThat(found.get(0).path("words").asDouble()).isPositive();

        var priority = api.get("grid", "/api/analysis/incidents/" + text(again, "id") + "/triage", 200)
                .path("priority");
        assertThat(priority.path("reasons").valueStream().map(reason -> text(reason, "factor")))
                .contains("repeated", "earlier");
        api.get("grid2", duplicates, 404);
        api.get("resident", duplicates, 403);

        for (int known : List.of(12, 9, 6)) { // no more of its place than the community, the street, the county
            system.run(() -> transaction.executeWithoutResult(
                    status -> database.sql("update analysis.likeness set area = left(?, ?) where incident = ?::uuid")
                            .params(ResidentsApi.HERE, known, text(again, "id"))
                            .update()));
            assertThat(api.get("district", duplicates, 200)
                            .path("items")
                            .valueStream()
                            .map(each -> text(each, "id")))
                    .contains(text(first, "id"))
                    .doesNotContain(text(again, "id"));
        }
    }
}
