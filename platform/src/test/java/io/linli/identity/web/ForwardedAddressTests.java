package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Where a caller says they come from is believed of a proxy only, and only when there is one. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class ForwardedAddressTests {

    @Test
    void isNotBelievedOfTheCaller(@LocalServerPort int port) {
        for (int i = 0; i < 5; i++) {
            assertThat(guess(port, "SJ-430181-20260101-970001", "203.0.113." + i))
                    .isEqualTo(404);
        }

        assertThat(guess(port, "SJ-430181-20260101-970001", "203.0.113.99")).isEqualTo(429);
    }

    @Nested
    @TestPropertySource(properties = "server.forward-headers-strategy=framework")
    class BehindAProxy {

        @Test
        void isTakenFromIt(@LocalServerPort int port) {
            for (int i = 0; i < 5; i++) {
                assertThat(guess(port, "SJ-430181-20260101-970002", "203.0.113.7"))
                        .isEqualTo(404);
            }

            assertThat(guess(port, "SJ-430181-20260101-970002", "203.0.113.7")).isEqualTo(429);
            assertThat(guess(port, "SJ-430181-20260101-970002", "203.0.113.8")).isEqualTo(404);
        }
    }

    private static int guess(int port, String number, String claimed) {
        var browser = new Browser(port);
        browser.headers.put("X-Forwarded-For", claimed);
        return browser.post("/api/incidents/track", "{\"number\": \"%s\", \"queryCode\": \"WRONG\"}".formatted(number))
                .statusCode();
    }
}
