package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.text;
import static io.linli.incident.web.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is wrong with a report is said clearly, all of it at once, in both languages; nothing of it is kept. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class BadReportTests {

    Api api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new Api(context);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("{\"type\": \"路灯\", \"location\": \"百宜社区\"}", "description", "REQUIRED"),
                Arguments.of("{\"type\": \"路灯\", \"description\": \"不亮\"}", "location", "REQUIRED"),
                Arguments.of("{\"location\": \"百宜社区\", \"description\": \"不亮\"}", "type", "REQUIRED"),
                Arguments.of(report("description", "\" \\u3000 \\n\\t\""), "description", "REQUIRED"),
                Arguments.of(report("description", "\"\\u200b\\u0000\""), "description", "REQUIRED"),
                Arguments.of(report("type", "\"   \""), "type", "REQUIRED"),
                Arguments.of(report("location", "\"  \""), "location", "REQUIRED"),
                Arguments.of(report("location", "{}"), "location", "REQUIRED"),
                Arguments.of(report("location", "null"), "location", "REQUIRED"),
                Arguments.of(report("description", "\"" + "𠮷".repeat(5001) + "\""), "description", "TOO_LONG"),
                Arguments.of(report("type", "\"" + "灯".repeat(101) + "\""), "type", "TOO_LONG"),
                Arguments.of(report("location", "\"" + "路".repeat(201) + "\""), "location", "TOO_LONG"),
                Arguments.of(
                        report("location", "{\"address\": \"" + "路".repeat(201) + "\"}"),
                        "location.address",
                        "TOO_LONG"),
                Arguments.of(report("description", "17"), "description", "WRONG_TYPE"),
                Arguments.of(report("location", "[1, 2]"), "location", "WRONG_TYPE"),
                Arguments.of(
                        report("location", "{\"longitude\": \"113.6\", \"latitude\": 28.1}"),
                        "location.longitude",
                        "WRONG_TYPE"),
                Arguments.of(report("location", "{\"longitude\": 113.6}"), "location", "LOCATION_INCOMPLETE"),
                Arguments.of(
                        report("location", "{\"gridCode\": \"12\\u00003\"}"), "location.gridCode", "UNKNOWN_VALUE"),
                Arguments.of(report("photos", "\"one\""), "photos", "WRONG_TYPE"),
                Arguments.of(report("photos", "[\"one\"]"), "photos[0]", "UNKNOWN_VALUE"),
                Arguments.of(report("photos", "[" + "\"one\",".repeat(9) + "\"ten\"]"), "photos", "TOO_MANY_ITEMS"),
                Arguments.of(
                        report("photos", "[\"01990000-0000-7000-8000-000000000000\"]"),
                        "photos",
                        "FILE_NOT_ATTACHABLE"),
                Arguments.of(report("privacy", "\"SECRET\""), "privacy", "UNKNOWN_VALUE"),
                Arguments.of(report("contact", "{\"phone\": \"12345\"}"), "contact.phone", "PHONE_INVALID"),
                Arguments.of(report("occurredAt", "\"yesterday\""), "occurredAt", "UNKNOWN_VALUE"),
                Arguments.of(report("occurredAt", "\"2999-01-01T00:00:00Z\""), "occurredAt", "TIME_IN_FUTURE"),
                Arguments.of(report("occurredAt", "\"2001-01-01T00:00:00Z\""), "occurredAt", "TIME_TOO_LONG_AGO"),
                Arguments.of(report("about", "{\"party\": \"UNIT\"}"), "about.unit", "ABOUT_INCOMPLETE"),
                Arguments.of(report("about", "{\"area\": \"430181\"}"), "about.party", "REQUIRED"),
                Arguments.of(
                        report("about", "{\"party\": \"UNIT\", \"unit\": \"no-such-unit\"}"),
                        "about.unit",
                        "UNKNOWN_VALUE"),
                // or anybody could keep a report from a whole town
                Arguments.of(
                        report("about", "{\"party\": \"GRID_WORKER\", \"area\": \"430181\"}"),
                        "about.area",
                        "ABOUT_AREA_UNFIT"),
                Arguments.of(
                        report("about", "{\"party\": \"COMMUNITY_WORKER\", \"area\": \"430181002001001\"}"),
                        "about.area",
                        "ABOUT_AREA_UNFIT"));
    }

    private static String report(String field, String value) {
        var fields = new LinkedHashMap<>(Map.of("type", "\"路灯\"", "location", "\"百宜社区\"", "description", "\"不亮\""));
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedWithTheField(String body, String field, String code) {
        var chinese = api.post("resident", "/api/event/report", body, 400);
        assertThat(code(chinese)).isEqualTo("INCIDENT_DATA_INVALID");
        assertThat(text(chinese, "title")).isEqualTo("事件数据无效");
        assertThat(texts(chinese.path("errors"), "field")).containsExactly(field);
        assertThat(texts(chinese.path("errors"), "code")).containsExactly(code);
        assertThat(texts(chinese.path("errors"), "message"))
                .allSatisfy(message -> assertThat(message).matches("(?s).*\\p{IsHan}.*"));

        var english = api.in("en").post("resident", "/api/event/report", body, 400);
        assertThat(text(english, "title")).isEqualTo("The data of the incident is invalid");
        assertThat(texts(english.path("errors"), "code")).containsExactly(code);
        assertThat(texts(english.path("errors"), "message"))
                .allSatisfy(message -> assertThat(message).doesNotMatch("(?s).*\\p{IsHan}.*"));
    }

    /** The same code, and all words of the one or the other language. */
    private JsonNode refusedInBothLanguages(String body) {
        var chinese = api.post("resident", "/api/incidents", body, 400);
        assertThat(code(chinese)).isEqualTo("INCIDENT_DATA_INVALID");
        assertThat(text(chinese, "title")).isEqualTo("事件数据无效");
        assertThat(text(chinese, "detail")).containsPattern("\\p{IsHan}");
        var english = api.in("en").post("resident", "/api/incidents", body, 400);
        assertThat(code(english)).isEqualTo("INCIDENT_DATA_INVALID");
        assertThat(text(english, "title")).isEqualTo("The data of the incident is invalid");
        assertThat(text(english, "detail")).doesNotContainPattern("\\p{IsHan}");
        assertThat(texts(english.path("errors"), "message"))
                .allSatisfy(message -> assertThat(message).doesNotContainPattern("\\p{IsHan}"));
        assertThat(texts(chinese.path("errors"), "message"))
                .allSatisfy(message -> assertThat(message).containsPattern("\\p{IsHan}"));
        return chinese;
    }

    @Test
    void isToldEverythingAtOnce() {
        var refused = api.post("resident", "/api/event/report", """
                     {"type": 5, "location": {"longitude": 113}, "description": "", "photos": [1], "privacy": "?",
                      "contact": {"phone": "x"}, "occurredAt": "2999-01-01T00:00:00Z"}""", 400);

        assertThat(texts(refused.path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "type", "location", "description", "photos", "privacy", "contact.phone", "occurredAt");
    }

    @ParameterizedTest
    @MethodSource("farAway")
    void isRefusedWhenItsPlaceIsNotHere(String longitude, String latitude) {
        var refused =
                refusedInBothLanguages("{\"location\": {\"longitude\": %s, \"latitude\": %s}, \"description\": \"不亮\"}"
                        .formatted(longitude, latitude));

        assertThat(texts(refused.path("errors"), "field")).containsExactly("location");
    }

    static Stream<Arguments> farAway() {
        return Stream.of(
                Arguments.of("2.35", "48.85"), // another continent
                Arguments.of("28.16", "113.64"), // the two mixed up
                Arguments.of("1e9", "0"),
                Arguments.of("0", "0"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefusedWhenItIsNoJson(String body) {
        refusedInBothLanguages(body);
    }

    static Stream<String> broken() {
        return Stream.of(
                "",
                "{",
                "not json",
                "[]",
                "\"text\"",
                "null",
                "{\"description\": \"a\" \"b\"}",
                "[".repeat(10_000) + "]".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    }

    @Test
    void isRefusedWhenItIsNoUtf8(@Autowired WebApplicationContext context) {
        var bytes = "{\"location\": \"a\", \"description\": \"b\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xff;
        for (var language : new String[] {"zh", "en"}) {
            var answer = api.http("resident")
                    .post()
                    .uri("/api/incidents")
                    .header("Accept-Language", language)
                    .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                    .body(bytes)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
            assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(400);
            assertThat(answer.getResponseBody())
                    .contains(
                            "INCIDENT_DATA_INVALID",
                            language.equals("en") ? "The data of the incident is invalid" : "事件数据无效");
        }
    }

    @Test
    void keepsEmojiAndRareCharactersAndDropsControlCharacters() {
        var reported = api.report("resident", "𠮷家门口🚧的路\\u0000灯\\u0007不亮👨‍👩‍👧 e\\u0301");

        assertThat(text(api.detail("resident", reported), "description")).isEqualTo("𠮷家门口🚧的路灯不亮👨‍👩‍👧 \u00e9");
    }

    @Test
    void takesExactlyFiveThousandCharacters() {
        var reported = api.report("resident", "𠮷".repeat(5000));

        assertThat(text(api.detail("resident", reported), "description")).hasSize(10_000);
    }
}
