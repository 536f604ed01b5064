package io.linli.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.files.SomePhoto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A gateway with its registry and two instances with different duties, as {@code ./linli run --instances=2} starts them. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BehindAGatewayTests {

    private static final String GRID = "430181002001001";
    private static final Duration BACK = Duration.ofMinutes(2);

    @TempDir
    static Path home;

    static LinliProcess linli;

    @BeforeAll
    static void start() throws Exception {
        linli = LinliProcess.started(
                home,
                "run",
                "--instances=2",
                "--duties=serve,timers,analysis",
                "--duties=serve,timers",
                "--linli.demo.scale=none",
                "--linli.identity.reports.worker=0",
                // by the clock of each that has timers
                "--linli.operation.backup-cron=*/2 * * * * *");
        await().atMost(Duration.ofSeconds(20)).until(() -> get("/api/instance").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        linli.close();
    }

    /** One of the two, past the gateway. */
    private record Instance(int number) {

        private List<String> told() {
            try {
                return Files.readAllLines(linli.data().resolve("instances/" + number));
            } catch (IOException e) {
                return List.of("0", "0"); // it is not there now
            }
        }

        ProcessHandle process() {
            return ProcessHandle.of(Long.parseLong(told().getFirst())).orElseThrow();
        }

        long pid() {
            return Long.parseLong(told().getFirst());
        }

        URI address() {
            return URI.create("http://localhost:" + told().getLast());
        }
    }

    private static final Instance ONE = new Instance(1);
    private static final Instance TWO = new Instance(2);

    @Test
    @Order(1)
    void takeAReportAndTellItToWhoLooksOnThroughTheOther() throws Exception {
        try (var grid = signedIn("grid");
                var wall = signedIn("community")) {
            assertThat(grid.at(ONE.address()).get("/api/session").statusCode()).isEqualTo(200);
            assertThat(grid.at(TWO.address()).get("/api/session").statusCode()).isEqualTo(200);

            var stream = wall.lines("/api/insight/stream");
            assertThat(stream.statusCode()).isEqualTo(200);
            var heard = new ConcurrentLinkedQueue<String>();
            try (var lines = stream.body()) {
                Thread.startVirtualThread(() -> {
                    try {
                        lines.forEach(heard::add);
                    } catch (UncheckedIOException closed) {
                        heard.add(closed.toString()); // by us, at the end
                    }
                });
                await().atMost(Duration.ofSeconds(10)).until(() -> !heard.isEmpty());
                for (var instance : List.of(ONE, TWO)) {
                    var id = reported(
                            grid.at(instance.address()), UUID.randomUUID().toString());
                    await().atMost(Duration.ofSeconds(10))
                            .untilAsserted(() -> assertThat(heard).anyMatch(line -> line.contains(id)));
                }
            }
        }
    }

    @Test
    @Order(2)
    void takeOnceWhatIsSentToBothUnderOneKey() throws Exception {
        try (var grid = signedIn("grid")) {
            var key = UUID.randomUUID().toString();
            var first = reported(grid.at(ONE.address()), key);

            assertThat(reported(grid.at(TWO.address()), key)).isEqualTo(first);
            assertThat(reported(grid, key)).isEqualTo(first);
        }
    }

    @Test
    @Order(3)
    void showThroughOneWhatWasUploadedThroughTheOther() throws Exception {
        try (var grid = signedIn("grid")) {
            var photo = grid.at(ONE.address()).upload("灯.jpg", SomePhoto.jpeg(640, 480));
            assertThat(photo.statusCode()).as(photo.body()).isEqualTo(201);
            var file = id(photo);
            var report = grid.at(TWO.address()).post("/api/incidents", """
                    {"location": {"gridCode": "%s"}, "description": "示例：路灯不亮", "photos": ["%s"]}""".formatted(GRID, file));
            assertThat(report.statusCode()).as(report.body()).isEqualTo(201);
            var path = "/api/incidents/" + id(report) + "/photos/" + file;

            assertThat(grid.at(TWO.address()).bytes(path).statusCode()).isEqualTo(200);
            assertThat(grid.bytes(path).body())
                    .isEqualTo(grid.at(ONE.address()).bytes(path).body());
        }
    }

    @Test
    @Order(4)
    void passOnALargeUploadAndSayWhenItIsTooLarge() throws Exception {
        try (var grid = signedIn("grid")) {
            var large = grid.upload("大.jpg", Arrays.copyOf(SomePhoto.jpeg(640, 480), 19 << 20));
            assertThat(large.statusCode()).as(large.body()).isEqualTo(201);
            var tooLarge = grid.upload("太大.jpg", new byte[22 << 20]);
            assertThat(tooLarge.statusCode()).as(tooLarge.body()).isEqualTo(413);
        }
    }

    @Test
    @Order(5)
    void doByTheClockOnceWhatBothWouldDo() throws IOException {
        await().atMost(Duration.ofSeconds(20)).until(() -> backups().size() > 0);
        // both have come to it again and again by now
        assertThat(backups()).hasSize(1);
    }

    @Test
    @Order(6)
    void believeNobodyWhoSaysThatTheyComeFromElsewhere() throws Exception {
        try (var stranger = new Visitor(linli.address())) {
            stranger.get("/api/session");
            for (int n = 0; n < 5; n++) {
                assertThat(tracked(stranger, "203.0.113." + n)).isEqualTo(404);
            }
            assertThat(tracked(stranger, "203.0.113.99")).isEqualTo(429);
            // the gateway is believed, and so whoever speaks in its place on this very machine
            assertThat(tracked(stranger.at(TWO.address()), "203.0.113.99")).isEqualTo(404);
        }
    }

    @Test
    @Order(7)
    void keepTheirInnerSideToThemselves() throws Exception {
        assertThat(get("/eureka/apps").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    @Order(7)
    void takeQuestionsAndFormsAsTheyAreWritten() throws Exception {
        assertThat(get("/api/territory/areas?q=%E6%B5%8F%E9%98%B3%2B%26").statusCode())
                .isEqualTo(200);
        try (var http = HttpClient.newHttpClient()) {
            var token = HttpRequest.newBuilder(linli.address().resolve("/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=replay&client_secret="
                            + URLEncoder.encode(LinliProcess.PASSWORD, StandardCharsets.UTF_8)))
                    .build();
            assertThat(http.send(token, BodyHandlers.ofString()).body()).contains("access_token");
        }
    }

    @Test
    @Order(8)
    void leaveThePortToWhoeverHasIt() throws Exception {
        var port = Integer.toString(linli.address().getPort());
        try (var other = LinliProcess.begin(home.resolve("other"), "run", "--instances=2", "--server.port=" + port)) {
            assertThat(other.end()).isEqualTo(1);
            assertThat(other.complained().lines())
                    .singleElement()
                    .asString()
                    .startsWith("linli: ")
                    .contains(port);
        }
        // of a home of its own: what is left of it is cleared away, and the database of this one is not
        var data = Map.of("LINLI_DATA_DIR", linli.data().toString());
        try (var other = LinliProcess.begin(home.resolve("third"), data, "run", "--server.port=0")) {
            assertThat(other.end()).isEqualTo(1);
            assertThat(other.complained()).contains(linli.data().toString());
        }
    }

    @Test
    @Order(9)
    void areStartedAnewOneAfterTheOtherUnderLoadWithoutAnError() throws Exception {
        var answers = new ConcurrentHashMap<String, List<String>>();
        var wrong = new ConcurrentLinkedQueue<String>();
        var goesOn = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = new ArrayList<Future<?>>();
            for (int n = 0; n < 4; n++) {
                load.add(threads.submit(() -> {
                    try (var grid = signedIn("grid")) {
                        while (goesOn.get()) {
                            var session = grid.get("/api/session");
                            if (session.statusCode() != 200) {
                                wrong.add(session.statusCode() + " " + session.body());
                            }
                            var key = UUID.randomUUID().toString();
                            var report = report(grid, key);
                            if (report.statusCode() == 201) {
                                answers.computeIfAbsent(id(report), id -> new CopyOnWriteArrayList<>())
                                        .add(key);
                            } else {
                                wrong.add(report.statusCode() + " " + report.body());
                            }
                        }
                    } catch (Exception e) {
                        wrong.add(e.toString());
                    }
                    return null;
                }));
            }
            for (var instance : List.of(ONE, TWO)) {
                var before = instance.process();
                assertThat(before.destroy()).isTrue();
                before.onExit().orTimeout(60, TimeUnit.SECONDS).join();
                await().atMost(BACK).until(() -> instance.pid() != 0 && instance.pid() != before.pid());
                int taken = answers.size();
                await().atMost(BACK).until(() -> answers.size() > taken + 10);
            }
            goesOn.set(false);
            for (var person : load) {
                person.get();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answers.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
        try (var database = DatabaseOf.superuser(linli.data())) {
            var ids = String.join("','", answers.keySet());
            assertThat(database.ask("select count(*) from incident.incident where id in ('" + ids + "')"))
                    .isEqualTo(Integer.toString(answers.size()));
        }
    }

    @Test
    @Order(10)
    void endWithWhoeverKeepsThem() {
        var kept = linli.java().children().toList();
        assertThat(kept).hasSizeGreaterThanOrEqualTo(3);

        LinliProcess.kill(linli.java());

        await().atMost(Duration.ofSeconds(60)).until(() -> kept.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Visitor signedIn(String account) throws Exception {
        var person = new Visitor(linli.address());
        // all that is done here comes from one address: who is told to come later does
        var answer = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> person.signIn(account, LinliProcess.PASSWORD), said -> said.statusCode() != 429);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return person;
    }

    private static HttpResponse<String> report(Visitor person, String key) throws Exception {
        return person.post("/api/incidents", """
                {"location": {"gridCode": "%s"}, "description": "示例：路灯不亮"}""".formatted(GRID), key);
    }

    private static String reported(Visitor person, String key) throws Exception {
        var answer = report(person, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return id(answer);
    }

    private static String id(HttpResponse<String> answer) {
        return requireNonNull(
                JsonMapper.shared().readTree(answer.body()).path("id").asString(""));
    }

    private static int tracked(Visitor stranger, String claimed) throws Exception {
        return stranger.postFrom(claimed, "/api/incidents/track", """
                {"number": "SJ-430181-20260101-970003", "queryCode": "WRONG"}""").statusCode();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (var anybody = new Visitor(linli.address())) {
            return anybody.get(path);
        }
    }

    private static Set<Path> backups() throws IOException {
        var folder = linli.data().resolve("backups");
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Set.copyOf(files.toList());
        }
    }
}
