package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** A report that is sent again, because its answer was lost, is there once. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class SendAgainTests {

    private static final String BODY =
            "{\"location\": {\"gridCode\": \"" + Api.GRID + "\"}, \"description\": \"只报一次\"}";

    private final String key = UUID.randomUUID().toString();

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void getsTheFirstAnswerAgainNumberAndCodeIncluded() {
        var first = send(BODY, 201);
        api.step("grid", first, "take", "{}");

        assertThat(send(BODY, 201)).isEqualTo(first);
    }

    @Test
    void isRefusedWhenTheSameKeyCarriesAnotherBody() {
        send(BODY, 201);

        var refused = send(BODY.replace("一次", "两次"), 409);
        assertThat(code(refused)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(text(refused, "detail")).containsPattern("\\p{IsHan}");
        var english = api.in("en").post("resident", "/api/incidents", key, BODY.replace("一次", "两次"), 409);
        assertThat(code(english)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(text(english, "detail")).isNotBlank().doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void isAnotherReportOfAnotherCaller() {
        var first = send(BODY, 201);

        assertThat(id(api.post("resident2", "/api/incidents", key, BODY, 201))).isNotEqualTo(id(first));
    }

    @Test
    void isThereOnceWhenSentManyTimesAtOnce() throws InterruptedException, ExecutionException {
        Callable<JsonNode> once = () -> send(BODY, 201);
        try (var senders = Executors.newFixedThreadPool(8)) {
            var answers =
                    senders.invokeAll(IntStream.range(0, 16).mapToObj(i -> once).toList());
            var numbers = new java.util.HashSet<String>();
            for (Future<JsonNode> answer : answers) {
                numbers.add(text(answer.get(), "number") + text(answer.get(), "queryCode"));
            }
            assertThat(numbers).hasSize(1);
        }
    }

    private JsonNode send(String body, int status) {
        return api.post("resident", "/api/incidents", key, body, status);
    }
}
