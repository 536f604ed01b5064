package io.linli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class InstanceApiTests {

    @Test
    void tellsAnybodyWhatThisIs(@org.springframework.beans.factory.annotation.Autowired RestTestClient http) {
        http.get()
                .uri("/api/instance")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.demo")
                .isEqualTo(true)
                .jsonPath("$.version")
                .value(String.class, version -> assertThat(version).matches("\\d+\\..*"))
                .jsonPath("$.root.code")
                .isEqualTo("430181")
                .jsonPath("$.guestReports")
                .isBoolean()
                .jsonPath("$.signUp")
                .isEqualTo(true);
    }
}
