package io.linli.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the real server refuses before a controller is asked. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class ServerRefusalTests {

    private static final byte[] TWO_MEGABYTES = new byte[2 << 20];

    @LocalServerPort
    int port;

    @Test
    void takesNoBodyOfMoreThanAMegabyte() throws Exception {
        var answer = post(BodyPublishers.ofByteArray(TWO_MEGABYTES));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
    }

    @Test
    void takesNoBodyThatDoesNotSayHowLongItIsAndGoesOn() throws Exception {
        var answer = post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                ("{\"username\":\"" + "a".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
    }

    @Test
    void answersABrokenAddressWithoutSayingWhatItIs() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /api//session;a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("REQUEST_REFUSED")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void saysInChineseThatNobodyIsSignedIn() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/incidents"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("尚未登录");
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        var session = URI.create("http://localhost:" + port + "/api/session");
        try (var http = HttpClient.newHttpClient()) {
            var token = http
                    .send(HttpRequest.newBuilder(session).build(), BodyHandlers.discarding())
                    .headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                    .map(cookie -> cookie.substring("XSRF-TOKEN=".length(), cookie.indexOf(';')))
                    .findFirst()
                    .orElseThrow();
            return http.send(
                    HttpRequest.newBuilder(session)
                            .header("Content-Type", "application/json")
                            .header("Cookie", "XSRF-TOKEN=" + token)
                            .header("X-XSRF-TOKEN", token)
                            .POST(body)
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
