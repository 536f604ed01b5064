package io.linli.incident.web;

import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Who is told what of an incident, a moment after. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0")
class NewsTests {

    Api api;

    @BeforeEach
    void open(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void tellsTheReporterWhatBecomesOfIt() {
        var one = api.report("resident", "楼道灯不亮");
        api.step("grid", one, "take", "{}");
        hears("resident", one, "incident-dispatched/1");
        api.step("grid", one, "feedback", "{\"note\": \"换了灯泡\"}");
        hears("resident", one, "incident-handled/1", "incident-dispatched/1");
        api.step("community", one, "inspect", "{\"result\": \"PASSED\", \"note\": \"亮了\"}");
        hears("resident", one, "incident-closed/1", "incident-handled/1", "incident-dispatched/1");

        assertThat(news("resident", one).toString())
                .contains(text(one, "number"))
                .as("what was said is read with the report")
                .doesNotContain("楼道灯", "灯泡");
        assertThat(news("resident2", one)).isEmpty();
    }

    @Test
    void tellsTheReporterThatItWasNotAccepted() {
        var one = api.report("resident", "只是想说说话");
        api.step("community", one, "reject", "{\"note\": \"不属于受理范围\"}");

        hears("resident", one, "incident-rejected/1");
    }

    @Test
    void tellsWhoeverHasItThatItWaits() {
        var one = api.report("resident", "楼道灯不亮");
        var department = api.report("resident", "小区门口垃圾成堆没有人清理");

        hears("grid", one, "incident-task/1");
        hears("urban", department, "incident-task/1");
        assertThat(news("grid2", one)).isEmpty();
        assertThat(news("resident", one)).isEmpty();
    }

    @Test
    void wakesThePostsOnDutyWhenLifeIsInDanger() {
        var one = api.report("resident", "电线掉在地上，有人触电");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(List.of("grid", "community", "street"))
                        .allSatisfy(post -> assertThat(news(post, one))
                                .singleElement()
                                .satisfies(notice -> assertThat(
                                                notice.path("urgent").asBoolean())
                                        .isTrue())));
    }

    private void hears(String who, JsonNode incident, String... templates) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(news(who, incident))
                        .extracting(notice -> text(notice, "template"))
                        .containsExactly(templates));
    }

    private List<JsonNode> news(String who, JsonNode incident) {
        return api.get(who, "/api/notices?size=200", 200)
                .path("items")
                .valueStream()
                .filter(notice -> text(notice, "matter").equals("incident:" + id(incident)))
                .toList();
    }
}
