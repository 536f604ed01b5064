package io.linli.incident.web;

import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.incident.IncidentTriage;
import io.linli.settings.SystemScope;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Whatever becomes of the analysis, a report is taken in as it was made. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
@Import(TriageTests.Analysis.class)
class TriageTests {

    /** An analysis that does as the words of the report say. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Analysis {

        static volatile CountDownLatch never = new CountDownLatch(1);

        @Bean
        @Primary
        IncidentTriage triage() {
            return (type, description, area) -> {
                if (description.contains("慢")) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                if (description.contains("坏")) {
                    throw new IllegalStateException("The model is broken");
                }
                return new IncidentTriage.Suggestion(description.contains("怪") ? "no such kind" : "9009", true);
            };
        }
    }

    Api api;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        Analysis.never = new CountDownLatch(1);
        api = new Api(context);
    }

    @AfterEach
    void release() {
        Analysis.never.countDown();
    }

    @Test
    void isFollowedInTime() {
        var reported = api.report("resident", "路灯不亮");

        assertThat(text(reported, "category")).isEqualTo("9009");
        assertThat(api.detail("grid", reported).path("urgent").asBoolean(false)).isTrue();
        assertThat(flags(reported)).isEmpty();
    }

    @Test
    void isNotWaitedForWhenItIsSlow() {
        // it goes on for ever: that there is an answer at all says that nobody waited for it
        takenAsReported(api.report("resident", "路灯不亮,慢慢修"));
    }

    @Test
    void isDoneWithoutWhenItFails() {
        takenAsReported(api.report("resident", "路灯不亮,坏了"));
    }

    @Test
    void isNotBelievedWhenItNamesNoKindThatThereIs() {
        var reported = api.report("resident", "路灯不亮,真怪");

        assertThat(text(reported, "categoryName")).isEqualTo("路灯故障");
    }

    private void takenAsReported(JsonNode reported) {
        assertThat(text(reported, "status")).isEqualTo("REPORTED");
        assertThat(text(reported, "categoryName")).as("as the words say").isEqualTo("路灯故障");
        assertThat(text(reported, "gridCode")).isEqualTo(Api.GRID);
        assertThat(flags(reported)).containsExactly("TRIAGE");
        assertThat(api.detail("grid", reported).path("urgent").asBoolean(true)).isFalse();
    }

    private List<String> flags(JsonNode reported) {
        return system.call(() -> transactions.execute(
                status -> database.sql("select unnest(flags) from incident.incident where id = ?::uuid")
                        .param(Api.id(reported))
                        .query((row, n) -> row.getString(1))
                        .list()));
    }
}
