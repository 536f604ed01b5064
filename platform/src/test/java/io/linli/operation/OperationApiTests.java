package io.linli.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OperationApiTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    JsonMapper json;

    @ParameterizedTest
    @ValueSource(strings = {"admin", "auditor"})
    void tellsOperatorsOfFourThings(String operator) {
        var alarms = json.readTree(answer(operator, 200, "zh")).path("alarms");

        assertThat(alarms.findValuesAsString("name")).containsExactly("backup", "disk", "journal", "timers");
        assertThat(alarms.findValuesAsString("title")).containsExactly("备份", "磁盘", "日志流", "定时工作");
        assertThat(alarms.values())
                .allSatisfy(alarm -> assertThat(alarm.path("text").asString()).isNotBlank());
    }

    @Test
    void looksAtTheJobsOfThisProcessAndAtItsJournal() {
        var alarms = json.readTree(answer("admin", 200, "en")).path("alarms");

        assertThat(text(alarms, "timers")).containsPattern("[1-9]\\d* jobs");
        assertThat(text(alarms, "journal")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resident", "grid", "district", "police"})
    void tellsNobodyElse(String other) {
        answer(other, 403, "zh");
    }

    private static String text(JsonNode alarms, String name) {
        return alarms.values().stream()
                .filter(alarm -> alarm.path("name").asString().equals(name))
                .map(alarm -> alarm.path("text").asString())
                .findFirst()
                .orElseThrow();
    }

    private String answer(String account, int status, String language) {
        var result = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/").with(SignedIn.as(account))))
                .build()
                .get()
                .uri("/api/operation/health")
                .header("Accept-Language", language)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(result.getStatus().value()).as(result.getResponseBody()).isEqualTo(status);
        return String.valueOf(result.getResponseBody());
    }
}
