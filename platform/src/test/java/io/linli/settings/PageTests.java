package io.linli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class PageTests {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "/, portal",
        "/report/what, portal",
        "/areas/430181002001001, portal",
        "/desk/, desk",
        "/desk/incidents/0199, desk",
        "/field/, field",
        "/field/report, field",
        "/cockpit/?area=430181002, cockpit"
    })
    void everyAddressOfAFaceIsItsPage(String address, String face) throws Exception {
        var page = get(address);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<body class=\"" + face + "\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing.js", "/desk/nothing.css", "/assets/nothing", "/v3/nothing"})
    void aMissingFileIsNotAnsweredWithAPage(String address) throws Exception {
        assertThat(get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void aFaceIsFoundWithoutItsLastSlash() throws Exception {
        assertThat(get("/field").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/field/"));
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                    .build();
            return browser.send(request, BodyHandlers.ofString());
        }
    }
}
