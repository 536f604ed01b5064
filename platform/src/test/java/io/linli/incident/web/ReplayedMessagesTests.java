package io.linli.incident.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.simulator.replay.ReplayCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job on real input: the words of residents as they were sent to their government, through the public API. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class ReplayedMessagesTests {

    private static final int MESSAGES = 487;

    @TempDir
    Path folder;

    @Test
    void everyRealMessageEndsAsAnIncidentThatTheDeskSees(@LocalServerPort int port) throws Exception {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA is not set: the real messages are not at hand");
        signIn("district", port);
        var before = unplaced(port);

        var figures = replay(Path.of(Objects.requireNonNull(data), "complaints", "labelled_raw.csv"), port);

        assertThat(figures.path("taken").asInt()).isEqualTo(MESSAGES);
        assertThat(figures.path("found").asInt()).isEqualTo(MESSAGES);
        assertThat(figures.path("refused").asInt()).isZero();
        // the messages speak of another city, so most of their places are not found here and wait to be placed by hand
        int nowhere = figures.path("places").path("UNPLACED").asInt();
        assertThat(nowhere).isPositive();
        // a name may also tell a community without telling the grid
        assertThat(unplaced(port) - before).isBetween(nowhere, MESSAGES);
    }

    // as a browser would: what MockMvc does to the CSRF filter would stay there for the real server of this context
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private void signIn(String username, int port) throws Exception {
        browser.send(request("/api/session", port).build(), BodyHandlers.discarding());
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
        var answer = browser.send(
                request("/api/session", port)
                        .header("X-XSRF-TOKEN", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"username\": \"%s\", \"password\": \"open sesame\"}".formatted(username)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private int unplaced(int port) throws Exception {
        var answer = browser.send(
                request("/api/incidents?queue=UNPLACED&size=1", port).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var total = JsonMapper.shared().readTree(answer.body()).path("total");
        assertThat(total.path("exact").asBoolean()).isTrue();
        return total.path("count").asInt();
    }

    private static HttpRequest.Builder request(String path, int port) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private JsonNode replay(Path file, int port) throws Exception {
        var result = folder.resolve("figures.json");
        var said = new StringWriter();
        new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--file",
                        file.toString(),
                        "--rate",
                        "100",
                        "--url",
                        "http://localhost:" + port,
                        "--secret",
                        "open sesame",
                        "--json",
                        result.toString());
        assertThat(result).as(said.toString()).exists();
        return JsonMapper.shared().readTree(Files.readString(result));
    }
}
