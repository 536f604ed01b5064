package io.linli.sensing.web;

import static io.linli.sensing.web.WeatherApi.text;
import static io.linli.sensing.web.WeatherApi.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.sensing.SomeCap;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** Warnings that others issue, shown with who issued them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PublicWarningTests {

    private static final String ALL = "/api/weather/warnings";

    private final Instant sent = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
    private WeatherApi api;

    @BeforeEach
    void connect(@Autowired WebApplicationContext context) {
        api = new WeatherApi(context);
    }

    private static String name() {
        return "T-" + UUID.randomUUID();
    }

    @Test
    void areShownWithTheirIssuerUntilTheyExpireOrAreTakenBack() {
        var name = name();
        var warning = api.cap("district", SomeCap.alert(name, sent), 201);

        assertThat(text(warning, "issuer")).isEqualTo("示例气象台");
        assertThat(text(warning, "colour")).isEqualTo("ORANGE");
        assertThat(texts(warning.path("areas"), "area")).containsExactly("430181");
        assertThat(warning.path("inForce").asBoolean()).isTrue();
        assertThat(text(api.cap("district", SomeCap.alert(name, sent), 201), "id"))
                .as("the same message once more")
                .isEqualTo(text(warning, "id"));
        assertThat(shown("grid")).contains(name);
        api.get("resident", ALL, 403);
        assertThat(text(
                        api.post("district", ALL + "/" + text(warning, "id") + "/end", "{\"reason\": \"x\"}", 409),
                        "code"))
                .isEqualTo("PUBLIC_WARNING_ENDED");

        var update = name();
        api.cap("district", SomeCap.about(update, sent.plusSeconds(60), "Update", name, sent), 201);
        assertThat(shown("grid")).contains(update).doesNotContain(name);
        api.cap("district", SomeCap.about(name(), sent.plusSeconds(120), "Cancel", update, sent.plusSeconds(60)), 201);
        assertThat(shown("grid")).doesNotContain(update);
        assertThat(texts(api.get("grid", ALL + "?size=200", 200).path("items"), "identifier"))
                .as("what is over is kept")
                .contains(name, update);

        var old = name();
        api.cap("district", SomeCap.alert(old, sent.minus(Duration.ofHours(6))), 201);
        assertThat(shown("grid")).doesNotContain(old);
    }

    @Test
    void areOverWhenTheirCancellationCameFirstAndNotByAnExercise() {
        var name = name();
        var exercise = SomeCap.about(name(), sent.plusSeconds(30), "Cancel", name, sent)
                .replace(">Actual<", ">Exercise<");
        api.cap("district", exercise, 201);
        var warning = api.cap("district", SomeCap.alert(name, sent), 201);
        assertThat(warning.path("inForce").asBoolean()).isTrue();

        var other = name();
        api.cap("district", SomeCap.about(name(), sent.plusSeconds(60), "Cancel", other, sent), 201);
        var late = api.cap("district", SomeCap.alert(other, sent), 201);
        assertThat(late.path("inForce").asBoolean()).isFalse();
        assertThat(late.has("endedBy")).isTrue();
    }

    @Test
    void areWrittenDownByHandForOnesOwnGroundAndEndedThere() {
        var noted = """
                {"issuer": "示例气象台", "event": "暴雨", "colour": "RED", "sent": "%s", "areas": ["%s"]}""";
        assertThat(text(api.post("street", ALL + "/noted", noted.formatted(sent, "430181"), 403), "code"))
                .isEqualTo("STATION_OTHER_GROUND");
        api.post("street", ALL + "/noted", noted.formatted(sent.plus(Duration.ofDays(1)), "430181002"), 400);
        api.post("grid", ALL + "/noted", noted.formatted(sent, "430181002"), 403);

        var warning = api.post("street", ALL + "/noted", noted.formatted(sent, "430181002"), 201);
        var name = text(warning, "identifier");
        assertThat(text(warning, "source")).isEqualTo("HAND");
        assertThat(warning.has("expires")).as("nobody said until when").isFalse();
        assertThat(shown("grid")).contains(name);
        assertThat(shown("district")).contains(name);
        var ended = api.post("street", ALL + "/" + text(warning, "id") + "/end", "{\"reason\": \"已解除\"}", 200);
        assertThat(ended.path("inForce").asBoolean()).isFalse();
        assertThat(shown("grid")).doesNotContain(name);
    }

    @Test
    void areRefusedWithTheReasonWhenTheyCannotBeRead() {
        var refused = api.cap("district", "<!DOCTYPE alert SYSTEM \"http://example.invalid/x\"><alert/>", 400);
        assertThat(refused.path("errors").toString()).contains("CAP_WITH_ENTITIES", "为安全起见");
        assertThat(api.cap("district", "<html/>", 400).path("errors").toString())
                .contains("CAP_OTHER_FORM");
        api.cap("community", SomeCap.alert(name(), sent), 403);
    }

    private List<String> shown(String who) {
        var found = api.get(who, ALL + "?inForce=true&size=200", 200);
        return texts(found.path("items"), "identifier");
    }
}
