package io.linli.files.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.files.DiskGauge;
import io.linli.files.SomePhoto;
import io.linli.files.SomeSound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads through the real server, as a phone sends them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // a server of its own: MockMvc leaves its CSRF tokens in the filters of the one it was used on
        properties = "spring.application.name=linli-in-a-browser")
class FilesApiTests {

    private static final String BOUNDARY = "----LinliTestBoundary7MA4YWxk";
    private static final int MB = 1024 * 1024;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void signIn() throws Exception {
        signIn("resident");
    }

    @AfterEach
    void end() {
        http.close();
    }

    @Test
    void takesAPhotoIn() throws Exception {
        var answer = upload("file", "门口的井盖.jpg", SomePhoto.jpegOfAPhone(600, 400, 6));

        assertThat(answer.statusCode()).isEqualTo(201);
        var photo = json.readTree(answer.body());
        assertThat(photo.get("id").asString()).hasSize(36);
        assertThat(photo.get("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(photo.get("width").asInt()).isEqualTo(400);
        assertThat(photo.get("height").asInt()).isEqualTo(600);
        assertThat(photo.get("bytes").asInt()).isPositive();
    }

    static Stream<Arguments> noPhotos() {
        return Stream.of(
                Arguments.of("photo.jpg", "这不是照片".getBytes(UTF_8), "FILE_NOT_A_PHOTO"),
                Arguments.of("voice.webm", SomeSound.of("video.webm"), "FILE_FORMAT_NOT_TAKEN"),
                Arguments.of("photo.heic", SomePhoto.heic(), "FILE_FORMAT_NOT_TAKEN"),
                Arguments.of("bomb.png", SomePhoto.pngThatClaims(50_000, 50_000), "FILE_TOO_MANY_PIXELS"));
    }

    @ParameterizedTest
    @MethodSource("noPhotos")
    void refusesWhatIsNoPhotoInBothLanguages(String name, byte[] content, String code) throws Exception {
        for (var language : new String[] {"zh", "en"}) {
            var answer = send(body("file", name, content), language);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertRefused(answer, code, "file");
            var said = json.readTree(answer.body())
                    .path("errors")
                    .get(0)
                    .path("message")
                    .asString("");
            if (language.equals("zh")) {
                assertThat(said).containsPattern("\\p{IsHan}");
            } else {
                assertThat(said).isNotBlank().doesNotContainPattern("\\p{IsHan}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"file, ''", "photo, x", "'', x"})
    void asksForThePhotoThatIsMissing(String part, String content) throws Exception {
        var answer = upload(part, "photo.jpg", content.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertRefused(answer, "FILE_MISSING", "file");
    }

    @ParameterizedTest
    @CsvSource({"20, 1", "21, 0", "30, 0"})
    void tellsWhoSendsTooMuch(int megabytes, int more) throws Exception {
        var photo = java.util.Arrays.copyOf(SomePhoto.jpeg(40, 30), megabytes * MB + more);

        var answer = upload("file", "photo.jpg", photo);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo("FILE_TOO_LARGE");
        assertThat(answer.body()).contains("不能超过 20 MB");
        assertThat(send(body("file", "photo.jpg", photo), "en").body())
                .contains("20 MB")
                .doesNotContainPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @CsvSource({"20, 1", "30, 0"})
    void tellsWhoSendsTooMuchWithoutSayingHowMuch(int megabytes, int more) throws Exception {
        var bytes = body("file", "photo.jpg", java.util.Arrays.copyOf(SomePhoto.jpeg(40, 30), megabytes * MB + more));

        var answer = send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)), "zh");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void takesAPhotoOfAlmostTwentyMegabytes() throws Exception {
        var photo = SomePhoto.jpeg(600, 400);

        // what follows the picture (a film, say, in the photos of some phones) is kept in the original only
        assertThat(upload("file", "photo.jpg", java.util.Arrays.copyOf(photo, 20 * MB))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesABodyThatBreaksOff() throws Exception {
        var whole = body("file", "photo.jpg", SomePhoto.jpeg(40, 30));

        var answer = send(java.util.Arrays.copyOf(whole, whole.length - 200), "zh");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoFormAtAll() throws Exception {
        var answer = http.send(
                request("zh")
                        .header("Content-Type", "image/jpeg")
                        .POST(BodyPublishers.ofByteArray(SomePhoto.jpeg(40, 30)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void isForThoseWhoMayUpload() throws Exception {
        cookies.getCookieStore().removeAll();
        http.send(HttpRequest.newBuilder(uri("/api/session")).build(), BodyHandlers.discarding());

        assertThat(upload("file", "photo.jpg", SomePhoto.jpeg(40, 30)).statusCode())
                .isEqualTo(401);
        signIn("auditor");
        assertThat(upload("file", "photo.jpg", SomePhoto.jpeg(40, 30)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void leavesNoPhotoInAPlaceForTemporaryFiles(@Value("${java.io.tmpdir}") Path temporary) throws Exception {
        var before = filesBelow(temporary);

        assertThat(upload("file", "photo.jpg", SomePhoto.jpeg(600, 400)).statusCode())
                .isEqualTo(201);

        assertThat(filesBelow(temporary)).isEqualTo(before);
    }

    /** A walk that bears with folders that others remove from the same place meanwhile. */
    private static long filesBelow(Path folder) throws IOException {
        var found = new AtomicLong();
        Files.walkFileTree(folder, Set.of(), 4, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && (file.toString().contains("tomcat")
                                || file.toString().contains("imageio"))) {
                    found.incrementAndGet();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found.get();
    }

    @Test
    void refusesPhotosOnADiskThatIsNearlyFullAndStillTakesReports() throws Exception {
        var photo = SomePhoto.jpeg(40, 30);
        try (var gauge = DiskGauge.at(96)) {
            assertThat(gauge).isNotNull();
            assertThat(upload("file", "photo.jpg", photo).statusCode()).isEqualTo(201);
        }
        try (var gauge = DiskGauge.at(97)) {
            assertThat(gauge).isNotNull();
            var chinese = upload("file", "photo.jpg", photo);
            var english = send(body("file", "photo.jpg", photo), "en");

            assertThat(chinese.statusCode()).as(chinese.body()).isEqualTo(507);
            assertThat(json.readTree(chinese.body()).path("code").asString()).isEqualTo("FILES_NO_ROOM");
            assertThat(chinese.body()).contains("可以先不附照片上报");
            assertThat(english.body()).contains("can be sent without them").doesNotContainPattern("\\p{IsHan}");

            signIn("community"); // residents may only report so many an hour, and others did
            var report = post("/api/incidents", """
                    {"location": {"gridCode": "430181002001001"}, "description": "示例：磁盘快满时的上报"}""");
            assertThat(report.statusCode()).as(report.body()).isEqualTo(201);
            var list = http.send(
                    request("zh")
                            .uri(uri("/api/imports?list=residents"))
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(BodyPublishers.ofByteArray(body("file", "people.csv", "姓名".getBytes(UTF_8))))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(list.statusCode()).as(list.body()).isEqualTo(507);
            assertThat(json.readTree(list.body()).path("code").asString()).isEqualTo("IMPORTS_NO_ROOM");

            signIn("admin");
            var health = http.send(
                    HttpRequest.newBuilder(uri("/api/operation/health")).build(), BodyHandlers.ofString());
            assertThat(json.readTree(health.body()).path("alarms").valueStream())
                    .filteredOn(alarm -> alarm.path("name").asString().equals("disk"))
                    .singleElement()
                    .satisfies(disk -> {
                        assertThat(disk.path("state").asString()).isEqualTo("ALARM");
                        assertThat(disk.path("text").asString()).contains("97%", "仍接收上报");
                        assertThat(disk.path("todo").asString()).isNotBlank();
                    });
        }
    }

    private void assertRefused(HttpResponse<String> answer, String code, String field) {
        JsonNode problem = json.readTree(answer.body());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        assertThat(problem.get("errors").get(0).get("code").asString()).isEqualTo(code);
    }

    private HttpResponse<String> upload(String part, String name, byte[] content) throws Exception {
        return send(body(part, name, content), "zh");
    }

    private HttpResponse<String> send(byte[] body, String language) throws Exception {
        return send(BodyPublishers.ofByteArray(body), language);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var token = request("zh").build().headers().firstValue("X-XSRF-TOKEN").orElseThrow();
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-XSRF-TOKEN", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(BodyPublisher body, String language) throws Exception {
        return http.send(
                request(language)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String language) {
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return HttpRequest.newBuilder(uri("/api/files"))
                .header("X-XSRF-TOKEN", token)
                .header("Accept-Language", language);
    }

    private void signIn(String username) throws Exception {
        http.send(HttpRequest.newBuilder(uri("/api/session")).build(), BodyHandlers.discarding());
        var token = request("zh").build().headers().firstValue("X-XSRF-TOKEN").orElseThrow();
        var answer = http.send(
                HttpRequest.newBuilder(uri("/api/session"))
                        .header("X-XSRF-TOKEN", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"username\":\"" + username + "\",\"password\":\"open sesame\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static byte[] body(String part, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                        + name + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return body.toByteArray();
    }
}
