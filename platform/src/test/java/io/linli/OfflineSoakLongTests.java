package io.linli;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Five hundred things done in a real browser without network, with photos, the page killed three times and the network
 * coming and going: all arrive, once each and in order.
 */
@Tag("long")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=linli-in-a-browser") // as the other journeys
class OfflineSoakLongTests {

    @TestFactory
    Stream<DynamicTest> loseNothing(@LocalServerPort int port) throws Exception {
        var wanted = System.getProperty("soak", "500");
        return BrowserJourneys.of("soak.mjs", port, Duration.ofMinutes(20), Map.of("LINLI_SOAK", wanted));
    }
}
