package io.linli.incident.web;

import static io.linli.incident.web.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Who guesses query codes is stopped; who has the right one is not kept out by those who guess. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class TrackingLimitTests {

    @Autowired
    WebApplicationContext context;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void stopsGuessingAfterFiveWrongCodesAnHourWithTheRightOneToo() {
        var reported = api.report("resident", "路灯不亮");
        for (int i = 0; i < 5; i++) {
            assertThat(from("203.0.113.5", reported, "WRONG")).isEqualTo(404);
        }

        assertThat(from("203.0.113.5", reported, "WRONG")).isEqualTo(429);
        assertThat(from("203.0.113.5", reported, right(reported)))
                .as("or guessing could go on")
                .isEqualTo(429);
    }

    @Test
    void letsTheReporterInFromElsewhereWhateverStrangersTry() {
        var reported = api.report("resident", "路灯不亮");
        for (int network = 0; network < 20; network++) {
            for (int i = 0; i < 5; i++) {
                from("198.51.100." + network, reported, "WRONG");
            }
        }

        assertThat(from("192.0.2.7", reported, right(reported))).isEqualTo(200);
    }

    @Test
    void countsNoRightCode() {
        var reported = api.report("resident", "路灯不亮");

        for (int i = 0; i < 30; i++) {
            assertThat(from("203.0.113.9", reported, right(reported))).isEqualTo(200);
        }
        // nor one with which something else was wrong
        for (int i = 0; i < 10; i++) {
            assertThat(rated("203.0.113.9", reported)).isEqualTo(409);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(from("203.0.113.9", reported, "WRONG")).isEqualTo(404);
        }
        assertThat(from("203.0.113.9", reported, "WRONG")).isEqualTo(429);
    }

    @Test
    void takesAHouseholdWithManyAddressesForOne() {
        var reported = api.report("resident", "路灯不亮");
        for (int i = 0; i < 5; i++) {
            assertThat(from("2001:db8:1:2::" + i, reported, "WRONG")).isEqualTo(404);
        }

        assertThat(from("2001:db8:1:2:ffff::1", reported, "WRONG")).isEqualTo(429);
        assertThat(from("2001:db8:1:3::1", reported, "WRONG")).isEqualTo(404);
    }

    @Test
    void stopsWhoTriesManyNumbersFromOnePlace() {
        int allowed = 0;
        int status = 404;
        while (status == 404 && allowed < 200) {
            status = status("203.0.113.20", "SJ-430181-20260101-9%05d".formatted(allowed), "WRONG");
            allowed += status == 404 ? 1 : 0;
        }

        assertThat(status).isEqualTo(429);
        assertThat(allowed).isEqualTo(100);
    }

    private int from(String address, JsonNode reported, String code) {
        return status(address, text(reported, "number"), code);
    }

    private int status(String address, String number, String code) {
        return post(address, "/api/incidents/track", key(number, code));
    }

    private int rated(String address, JsonNode reported) {
        return post(address, "/api/incidents/track/rate", """
                {"number": "%s", "queryCode": "%s", "contacted": true, "solved": true, "satisfied": true}""".formatted(text(reported, "number"), right(reported)));
    }

    private int post(String address, String path, String body) {
        var request = MockMvcRequestBuilders.get("/").with(csrf()).with(sent -> {
            sent.setRemoteAddr(address);
            return sent;
        });
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.defaultRequest(request))
                .build()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static String key(String number, String code) {
        return "{\"number\": \"%s\", \"queryCode\": \"%s\"}".formatted(number, code);
    }

    private static String right(JsonNode reported) {
        return text(reported, "queryCode");
    }
}
