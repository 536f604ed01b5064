package io.linli.incident.web;

import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.web.context.WebApplicationContext;

/** What may be done only so often in an hour. */
@SpringBootTest(properties = "linli.identity.reports.worker=3")
class TooOftenTests {

    private Api api;

    @BeforeEach
    void call(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    @Test
    void refusesTheReportAfterTheLastThatIsAllowedAndSaysWhenToComeAgain() {
        for (int i = 0; i < 3; i++) {
            send("first-" + i, 201);
        }

        var refused = send("one too many", 429);

        assertThat(refused).isPositive().isLessThanOrEqualTo(3_600);
        var body = "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"路灯不亮\"}".formatted(Api.GRID);
        assertThat(text(api.post("street", "/api/incidents", body, 429), "detail"))
                .containsPattern("\\p{IsHan}");
        assertThat(text(api.in("en").post("street", "/api/incidents", body, 429), "detail"))
                .isNotBlank()
                .doesNotContainPattern("\\p{IsHan}");
        assertThat(send("first-0", 201))
                .as("sent again, it is no further report")
                .isZero();
    }

    /** Seconds to wait, 0 when nothing is said of it. */
    private long send(String key, int status) {
        var answer = api.http("street")
                .post()
                .uri("/api/incidents")
                .header("Idempotency-Key", "too-often-" + key)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"路灯不亮\"}".formatted(Api.GRID))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
        var wait = answer.getResponseHeaders().getFirst("Retry-After");
        return wait == null ? 0 : Long.parseLong(wait);
    }
}
