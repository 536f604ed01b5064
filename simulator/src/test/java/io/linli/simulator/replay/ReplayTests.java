package io.linli.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a small server of the world outside that keeps to the contract of the report. */
class ReplayTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final Map<String, JsonNode> reports = new ConcurrentHashMap<>();
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/oauth2/token", exchange -> answer(exchange, 200, Map.of("access_token", "t", "expires_in", 60)));
        server.createContext("/api/event/report", this::take);
        server.createContext(
                "/api/incidents/",
                exchange ->
                        answer(exchange, 200, Map.of("categoryName", "环境保护", "how", "UNPLACED", "status", "REPORTED")));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void reportsEachMessageOnceAndFindsItAgain() throws IOException {
        var file = write(
                "m.csv",
                "\uFEFFid,topic,time,detail,level1\n1,路灯,2020-01-01 08:00:00,\"不亮,\n很黑\",环境保护\n2,垃圾,,堆积,环境保护\n");

        assertThat(replay("--file", file)).isEqualTo(0);
        assertThat(replay("--file", file)).isEqualTo(0);

        assertThat(reports).hasSize(2);
        assertThat(reported("replay:m.csv:1").path("description").asString()).isEqualTo("路灯\n不亮,\n很黑");
        assertThat(reported("replay:m.csv:1").path("location").path("address").asString())
                .isEqualTo("路灯");
    }

    @Test
    void waitsWhenTheServerAsksItTo() throws IOException {
        busy.put("replay:m.csv:1", 1);

        assertThat(replay("--file", write("m.csv", "id,topic,time,detail,level1\n1,路灯,,不亮,环境保护\n")))
                .isEqualTo(0);

        assertThat(reports).hasSize(1);
    }

    @Test
    void countsWhatIsRefusedAndSaysSoInItsExitCode() throws IOException {
        assertThat(replay("--file", write("m.csv", "id,topic,time,detail,level1\n1,,,,环境保护\n2,路灯,,不亮,环境保护\n")))
                .isEqualTo(1);

        assertThat(output).contains("taken 1，").contains("INCIDENT_DATA_INVALID=1");
    }

    @Test
    void readsJsonWithAMappingOfItsOwn() throws IOException {
        var map = write(
                "map.json",
                "{\"description\": [\"text\"], \"longitude\": \"x\", \"latitude\": \"y\", \"crs\": \"gcj02\"}");
        var file = write("m.json", "[{\"text\": \"井盖丢失\", \"x\": 113.6, \"y\": 28.1}]");

        assertThat(replay("--file", file, "--map", map)).isEqualTo(0);

        assertThat(reported("replay:m.json:1")
                        .path("location")
                        .path("longitude")
                        .asDouble())
                .isEqualTo(113.6);
        assertThat(reported("replay:m.json:1").path("location").path("crs").asString())
                .isEqualTo("gcj02");
    }

    @Test
    void namesTheColumnThatIsMissing() throws IOException {
        assertThat(replay("--file", write("m.csv", "id,text\n1,a\n"))).isEqualTo(1);

        assertThat(output).contains("no column topic, detail");
    }

    private JsonNode reported(String key) {
        return requireNonNull(reports.get(key));
    }

    private String output = "";

    private int replay(String... arguments) {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--secret",
                "s",
                "--rate",
                "500",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        var text = new StringWriter();
        var command = new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(text, true))
                .setErr(new PrintWriter(text, true));
        var code = command.execute(all.toArray(String[]::new));
        output = text.toString();
        return code;
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void take(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var report = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (busy.merge(key, -1, Integer::sum) >= 0) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, 429, Map.of("code", "TOO_MANY"));
        } else if (report.path("description").asString("").isBlank()) {
            answer(exchange, 400, Map.of("code", "INCIDENT_DATA_INVALID"));
        } else {
            reports.put(key, report);
            answer(exchange, 201, Map.of("id", key, "number", "SJ-430181-20261121-000001"));
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsString(body).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
