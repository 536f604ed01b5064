package io.linli.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.problem.Problem.Kind;
import io.linli.territory.AreaCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

@SpringBootTest(
        properties =
                "spring.messages.basename=messages/problem,messages/settings,messages/identity,messages/incident,messages/tasking,messages/territory,messages/spreadsheet,messages/audit,messages/residents,messages/workforce,messages/notify,messages/dataprotection,messages/sensing,messages/facility,messages/evacuation,messages/deliberation,test-messages/parcel")
@Import({ProblemAnswerTests.Parcels.class, ProblemAnswerTests.Post.class})
@ExtendWith(OutputCaptureExtension.class)
class ProblemAnswerTests {

    RestTestClient http;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        http = RestTestClient.bindToApplicationContext(context).build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"to\":\"43\"}                                   | text           | REQUIRED        | 不能为空",
                "{\"to\":\"43\",\"text\":\" \"}                    | text           | REQUIRED        | 不能为空",
                "{\"to\":\"43\",\"text\":\"123456789\"}            | text           | TOO_LONG        | 长度或个数必须在 0 到 8 之间",
                "{\"to\":\"43\",\"text\":5}                        | text           | WRONG_TYPE      | 应为文本",
                "{\"to\":\"43\",\"text\":true}                     | text           | WRONG_TYPE      | 应为文本",
                "{\"to\":\"43\",\"text\":[]}                       | text           | WRONG_TYPE      | 应为文本",
                "{\"to\":\"43\",\"text\":\"a\\u0000\"}             | text           | BROKEN_TEXT     | 含有无效字符（须为 UTF-8 文本）",
                "{\"to\":\"43\",\"text\":\"\\ud840\"}              | text           | BROKEN_TEXT     | 含有无效字符（须为 UTF-8 文本）",
                "{\"to\":\"4\",\"text\":\"a\"}                     | to             | MALFORMED       | 不是有效的区划或网格代码（2、4、6、9、12、15 或 17 位数字）",
                "{\"to\":43,\"text\":\"a\"}                        | to             | MALFORMED       | 不是有效的区划或网格代码（2、4、6、9、12、15 或 17 位数字）",
                "{\"to\":{},\"text\":\"a\"}                        | to             | MALFORMED       | 不是有效的区划或网格代码（2、4、6、9、12、15 或 17 位数字）",
                "{\"to\":\"43\",\"text\":\"a\",\"grams\":\"1\"}    | grams          | WRONG_TYPE      | 应为整数",
                "{\"to\":\"43\",\"text\":\"a\",\"grams\":1.5}      | grams          | WRONG_TYPE      | 应为整数",
                "{\"to\":\"43\",\"text\":\"a\",\"grams\":99999999999} | grams       | WRONG_TYPE      | 应为整数",
                "{\"to\":\"43\",\"text\":\"a\",\"speed\":\"WARP\"} | speed          | UNKNOWN_VALUE   | 只能是以下之一：SLOW, FAST",
                "{\"to\":\"43\",\"text\":\"a\",\"speed\":1}        | speed          | UNKNOWN_VALUE   | 只能是以下之一：SLOW, FAST",
                "{\"to\":\"43\",\"text\":\"a\",\"at\":\"soon\"}    | at             | WRONG_TYPE      | 应为时间，如 2026-11-21T08:00:00+08:00",
                "{\"to\":\"43\",\"text\":\"a\",\"parts\":{}}       | parts          | WRONG_TYPE      | 应为列表",
                "{\"to\":\"43\",\"text\":\"a\",\"parts\":[{\"name\":\"x\"},{\"name\":\"\"}]} | parts[1].name | REQUIRED | 不能为空",
                "{\"to\":\"43\",\"text\":\"a\",\"parts\":[{\"name\":7}]} | parts[0].name | WRONG_TYPE | 应为文本",
                "{\"to\":\"43\",\"text\":\"a\",\"parts\":[{\"fragile\":true}]} | parts[0].fragile | UNKNOWN_FIELD | 不是可用的字段",
                "{\"to\":\"43\",\"text\":\"a\",\"txet\":\"b\"}     | txet           | UNKNOWN_FIELD   | 不是可用的字段",
                "{\"to\":\"43\",\"text\":\"a\",\"text\":\"b\"}     | text           | DUPLICATE_FIELD | 重复出现",
                "{\"to\":\"43\",\"text\":\"a\",\"size\":{\"width\":1,\"depth\":2}} | size.height | REQUIRED | 不能为空",
                "{\"to\":\"43\",\"text\":\"a\",\"size\":{\"width\":null}} | size.width | REQUIRED | 不能为空",
                "{\"to\":\"43\",\"text\":\"a\",\"goods\":\"fireworks\"} | goods     | PARCEL_FORBIDDEN_GOODS | 不承运 fireworks。",
            })
    void namesTheFieldThatIsWrong(String body, String field, String code, String message) {
        var answer = post("/test/parcels", body.strip());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("code")).isEqualTo("PARCEL_INVALID");
        assertThat(answer.get("title")).isEqualTo("包裹数据无效");
        assertThat(answer.get("detail")).isEqualTo("包裹数据无效：" + field + ": " + message);
        assertThat(answer.get("errors")).isEqualTo(List.of(Map.of("field", field, "code", code, "message", message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"to\":", "{to:43}", "nonsense", "{\"to\":\"43\",\"text\":\"a\"} {}"})
    void saysThatTheJsonIsBroken(String body) {
        var answer = post("/test/parcels", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("code")).isEqualTo("PARCEL_INVALID");
        assertThat(answer.error("code")).isEqualTo("BROKEN_JSON");
        assertThat(answer.error("field")).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void wantsABody(String body) {
        var answer = post("/test/parcels", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error("code")).isEqualTo("REQUIRED");
    }

    @Test
    void doesNotSinkIntoNesting() {
        var answer = post("/test/parcels", "{\"parts\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error("code")).isEqualTo("WRONG_TYPE");
        var free = post("/test/post/anything", "[".repeat(10_000) + "]".repeat(10_000));
        assertThat(free.status()).isEqualTo(400);
        assertThat(free.error("code")).isEqualTo("TOO_COMPLEX");
    }

    @Test
    void refusesBrokenUtf8() {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"to\":\"43\",\"text\":\"".getBytes(UTF_8));
        body.writeBytes(new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});
        body.writeBytes("\"}".getBytes(UTF_8));

        var answer = answer(http.post()
                .uri("/test/parcels")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.toByteArray())
                .exchange());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error("code")).isEqualTo("BROKEN_TEXT");
    }

    @Test
    void takesRareCharacters() {
        var answer = post("/test/parcels", "{\"to\":\"43\",\"text\":\"𠮷👩‍👧\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.get("text")).isEqualTo("𠮷👩‍👧");
    }

    @Test
    void tellsOfSeveralFieldsAtOnce() {
        var answer = post("/test/parcels", "{\"to\":\"43\",\"text\":\"\",\"parts\":[{\"name\":\"\"},{\"name\":\"\"}]}");

        assertThat((List<?>) answer.get("errors")).hasSize(3);
    }

    @Test
    void answersInChineseUnlessEnglishIsAskedFor() {
        var body = "{\"to\":\"43\",\"text\":\"\"}";

        assertThat(post("/test/parcels", body, "en-GB,en;q=0.9").get("title")).isEqualTo("Parcel not valid");
        assertThat(post("/test/parcels", body, "en").error("message")).isEqualTo("is required");
        assertThat(post("/test/parcels", body, "fr, de").error("message")).isEqualTo("不能为空");
        assertThat(post("/test/parcels", body, "zh-CN").error("message")).isEqualTo("不能为空");
        assertThat(post("/test/parcels", body, "*;;").error("message")).isEqualTo("不能为空");
        assertThat(post("/test/post/anything", "nonsense", "fr, en;q=0.1").get("title"))
                .isEqualTo("The content is not valid");
    }

    @ParameterizedTest
    @CsvSource({
        "/test/post/areas/4/count, area, MALFORMED",
        "/test/post/areas/43/count, size, REQUIRED",
        "/test/post/areas/43/count?size=x, size, WRONG_TYPE",
        "/test/post/areas/43/count?size=201, size, OUT_OF_RANGE",
        "/test/post/areas/43/count?size=2&speed=WARP, speed, UNKNOWN_VALUE",
    })
    void namesTheParameterThatIsWrong(String address, String field, String code) {
        var answer = get(address);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("code")).isEqualTo("DATA_INVALID");
        assertThat(answer.error("field")).isEqualTo(field);
        assertThat(answer.error("code")).isEqualTo(code);
    }

    @Test
    void saysWhenToComeAgain() {
        var answer = http.get().uri("/test/post/queue").exchange();

        answer.expectStatus().isEqualTo(429).expectHeader().valueEquals("Retry-After", "90");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /test/parcels, 405, METHOD_NOT_ALLOWED",
        "GET, /api/no/such/address, 404, PATH_UNKNOWN",
        "GET, /test/post/large, 413, BODY_TOO_LARGE",
        "GET, /test/post/away, 503, SERVICE_UNAVAILABLE",
        "GET, /test/post/full, 507, DISK_FULL",
        "GET, /test/post/nul, 400, DATA_INVALID",
        "GET, /error, 404, PATH_UNKNOWN",
        "GET, /test/post/fault, 500, INTERNAL_ERROR",
    })
    void answersEverythingInOneForm(HttpMethod method, String address, int status, String code) {
        for (var accept : List.of("*/*", "text/csv", "text/html", "image/png")) {
            http.method(method)
                    .uri(address)
                    .header("Accept", accept)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(status)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo(code)
                    .jsonPath("$.status")
                    .isEqualTo(status)
                    .jsonPath("$.detail")
                    .isNotEmpty();
        }
    }

    @Test
    void takesNoOtherFormat() {
        http.post()
                .uri("/test/parcels")
                .contentType(MediaType.APPLICATION_XML)
                .body("<parcel/>")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("MEDIA_TYPE_NOT_SUPPORTED");
    }

    @Test
    void tellsNothingOfAFaultButItsNumberInTheLog(CapturedOutput log) {
        var answer = get("/test/post/fault");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().toString()).doesNotContain("secret").doesNotContain("Exception");
        var number = String.valueOf(answer.get("instance")).replace("urn:uuid:", "");
        assertThat(String.valueOf(answer.get("detail"))).contains(number);
        assertThat(log).contains(number).contains("a secret");
    }

    @Test
    void asksTheRealDatabaseWhatItDoesNotKeep() {
        assertThat(get("/test/post/stored?text=a%00b").error("code")).isEqualTo("BROKEN_TEXT");
    }

    private Answer post(String address, String body) {
        return answer(http.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange());
    }

    private Answer post(String address, String body, String language) {
        return answer(http.post()
                .uri(address)
                .header("Accept-Language", language)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange());
    }

    private Answer get(String address) {
        return answer(http.get().uri(java.net.URI.create(address)).exchange());
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(RestTestClient.ResponseSpec response) {
        var result = response.expectBody(Map.class).returnResult();
        Map<String, Object> body = result.getResponseBody();
        return new Answer(result.getStatus().value(), body == null ? Map.of() : body);
    }

    private record Answer(int status, Map<String, Object> body) {

        @Nullable
        Object get(String name) {
            return body.get(name);
        }

        @Nullable
        Object error(String name) {
            return body.get("errors") instanceof List<?> errors && errors.getFirst() instanceof Map<?, ?> first
                    ? first.get(name)
                    : null;
        }
    }

    enum ParcelProblem implements Problem {
        PARCEL_INVALID(Kind.INVALID),
        PARCEL_FORBIDDEN_GOODS(Kind.INVALID),
        PARCEL_QUEUE_FULL(Kind.TOO_MANY);

        private final Kind kind;

        ParcelProblem(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    enum Speed {
        SLOW,
        FAST
    }

    record Part(@NotBlank String name) {}

    record Size3(int width, int height, int depth) {}

    record Parcel(
            AreaCode to,
            @NotBlank @Size(max = 8) String text,
            @Nullable Integer grams,
            @Nullable Size3 size,
            @Nullable Speed speed,
            @Nullable Instant at,
            @Nullable List<@Valid Part> parts,
            @Nullable String goods) {}

    @RestController
    @RequestMapping("/test/parcels")
    @InvalidAs("PARCEL_INVALID")
    static class Parcels {

        @PostMapping
        Parcel send(@RequestBody @Valid Parcel parcel) {
            if ("fireworks".equals(parcel.goods())) {
                throw ParcelProblem.PARCEL_FORBIDDEN_GOODS.with("fireworks").at("goods");
            }
            return parcel;
        }
    }

    @RestController
    @RequestMapping("/test/post")
    static class Post {

        @Autowired
        JdbcClient database;

        @PostMapping("/anything")
        Map<String, String> anything(@RequestBody List<Object> anything) {
            return Map.of();
        }

        @GetMapping("/areas/{area}/count")
        int count(
                @PathVariable AreaCode area,
                @RequestParam @Max(200) int size,
                @RequestParam(required = false) @Nullable Speed speed) {
            return size;
        }

        @GetMapping("/queue")
        void queue() {
            throw ParcelProblem.PARCEL_QUEUE_FULL.with().retryAfter(Duration.ofMillis(89_500));
        }

        @GetMapping("/large")
        void large() {
            throw new MaxUploadSizeExceededException(1);
        }

        @GetMapping("/away")
        void away() {
            throw new DataAccessResourceFailureException("no connection");
        }

        @GetMapping("/full")
        void full() {
            throw new DataAccessResourceFailureException("no room", new SQLException("no space left", "53100"));
        }

        @GetMapping("/nul")
        void nul() {
            throw new DataIntegrityViolationException("0x00", new SQLException("invalid byte sequence", "22021"));
        }

        @GetMapping("/stored")
        String stored(@RequestParam String text) {
            return database.sql("select ?").param(text).query(String.class).single();
        }

        @GetMapping("/fault")
        void fault() {
            throw new IllegalStateException("a secret");
        }
    }
}
