package io.linli.sensing.web;

import static io.linli.sensing.web.WeatherApi.text;
import static io.linli.sensing.web.WeatherApi.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.analysis.SomeFindings;
import io.linli.analysis.SomeRain;
import io.linli.analysis.rain.RainLevel;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.spreadsheet.ImportState;
import io.linli.spreadsheet.Imports;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In a town where nobody else measures. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WeatherApiTests {

    private static final String TOWN = "430181123";
    private static final String OTHER_TOWN = "430181122";

    @Autowired
    WebApplicationContext context;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private WeatherApi api;
    private String grid;
    private String community;
    private String worker;
    private String street;
    private String stranger;
    private String station;

    @BeforeEach
    void openPosts(@Autowired WebApplicationContext here) {
        api = new WeatherApi(here);
        grid = new SomeFindings(here).grid(TOWN);
        community = grid.substring(0, 12);
        worker = SomeAccounts.opened(here, Role.COMMUNITY_WORKER, community);
        street = SomeAccounts.opened(here, Role.STREET_STAFF, TOWN);
        stranger = SomeAccounts.opened(here, Role.STREET_STAFF, OTHER_TOWN);
        station = "T" + UUID.randomUUID().toString().substring(0, 8);
        api.post(street, "/api/weather/stations", station(station, community), 201);
    }

    @AfterEach
    void putAllAway() {
        api.post(street, path() + "/close", "{\"reason\": \"试完\"}", 200);
        SomeAccounts.lock(context, worker);
        SomeAccounts.lock(context, street);
        SomeAccounts.lock(context, stranger);
    }

    @Test
    void showsStationsToTheGroundThatTheirRainConcernsAndLetsOnlyItsPostsWrite() {
        assertThat(texts(api.get(worker, "/api/weather/stations", 200).path("items"), "code"))
                .contains(station);
        assertThat(texts(api.get(street, "/api/weather/stations", 200).path("items"), "code"))
                .contains(station);
        assertThat(texts(api.get(stranger, "/api/weather/stations", 200).path("items"), "code"))
                .doesNotContain(station);
        assertThat(text(api.get(stranger, path(), 404), "code")).isEqualTo("STATION_UNKNOWN");
        api.get(stranger, path() + "/rain", 404);
        assertThat(texts(api.get(stranger, "/api/analysis/rain", 200).path("items"), "station"))
                .doesNotContain(station);
        api.get("resident", "/api/weather/stations", 403);
        api.post(worker, "/api/weather/stations", station("X1", community), 403);

        assertThat(text(api.post(street, "/api/weather/stations", station(station, community), 409), "code"))
                .isEqualTo("STATION_EXISTS");
        assertThat(text(api.post(street, "/api/weather/stations", station("X1", OTHER_TOWN), 403), "code"))
                .isEqualTo("STATION_OTHER_GROUND");
        assertThat(api.post(street, "/api/weather/stations", station("X1", "430181999"), 400)
                        .toString())
                .contains("STATION_AREA_UNKNOWN");
        api.post(street, "/api/weather/stations", station("no code", community), 400);
        var widened = api.put(street, path(), "{\"name\": \"示例甲站\", \"areas\": [\"" + TOWN + "\"]}", 200);
        assertThat(texts(widened.path("areas"), "area")).containsExactly(TOWN);
        assertThat(text(api.put(worker, path() + "/rain", reading(now, "1"), 403), "code"))
                .as("it stands for more than the worker's ground now")
                .isEqualTo("STATION_OTHER_GROUND");
    }

    @Test
    void keepsOneValueForAnHourAndWhatACorrectionReplaced() {
        var hour = now.minus(Duration.ofHours(2));
        assertThat(api.put(worker, path() + "/rain", reading(hour, "3.5"), 200)
                        .path("added")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.put(worker, path() + "/rain", reading(hour, "3.50"), 200)
                        .path("unchanged")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.put(worker, path() + "/rain", reading(hour, "4.25"), 200)
                        .path("corrected")
                        .asInt())
                .isEqualTo(1);

        var kept = api.get(worker, path() + "/rain", 200).path("items");
        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.path(0).path("millimetres").asDouble()).isEqualTo(4.25);
        assertThat(kept.path(0).path("before").size()).isEqualTo(1);
        assertThat(kept.path(0).path("before").path(0).path("millimetres").asDouble())
                .isEqualTo(3.5);
        assertThat(text(api.put(worker, path() + "/rain", reading(now.plus(Duration.ofHours(1)), "1"), 400), "code"))
                .isEqualTo("WEATHER_DATA_INVALID");
        api.get(worker, path() + "/rain?from=" + now.minus(Duration.ofDays(40)) + "&until=" + now, 400);
    }

    @Test
    void takesFromAMachineWhatCanBeRightAndSaysOfEachOtherRowWhyNot() {
        var machine = SomeAccounts.client(context, "a long secret of a test", Set.of("sensing:measure"));
        var rows = String.join(
                ",",
                row(station, now.minus(Duration.ofHours(2)).toString(), "20"),
                row(station, now.minus(Duration.ofHours(1)).toString(), "30.0"),
                row(station, now.toString(), "\"NaN\""),
                row(station, now.toString(), "-0.1"),
                row(station, now.toString(), "500.001"),
                row(station, now.plus(Duration.ofHours(1)).toString(), "1"),
                row(station, now.minus(Duration.ofMinutes(90)).toString(), "1"),
                row("unknown", now.toString(), "1"),
                row(station, now.minus(Duration.ofHours(1)).toString(), "31"),
                row(station, now.toString(), "0"));

        var answer = api.post(machine, "/api/weather/rain", "{\"rows\": [" + rows + "]}", 200);

        assertThat(answer.path("taken").path("added").asInt()).isEqualTo(3);
        assertThat(answer.path("refused")
                        .valueStream()
                        .map(one -> one.path("row").asInt() + " " + text(one, "field") + " " + text(one, "code")))
                .containsExactly(
                        "2 millimetres RAIN_AMOUNT_UNFIT",
                        "3 millimetres RAIN_AMOUNT_UNFIT",
                        "4 millimetres RAIN_AMOUNT_IMPOSSIBLE",
                        "5 hour RAIN_HOUR_FUTURE",
                        "6 hour RAIN_HOUR_UNFIT",
                        "7 station STATION_UNKNOWN",
                        "8 hour RAIN_HOUR_TWICE");
        api.get(machine, "/api/weather/stations", 403);
        SomeAccounts.lock(context, machine);
    }

    /** 内涝风险提示, from the gauge to whoever answers for the ground and to the priority of a report. */
    @Test
    void hintsAtWaterloggingWhereTheThresholdIsReachedAndCountsItForWhatIsReportedThere() {
        assertThat(new SomeRain(context).reached(grid)).isEmpty();
        for (int ago = 3; ago >= 1; ago--) {
            var amount = ago == 2 ? "20.0" : "15.0";
            api.put(worker, path() + "/rain", reading(now.minus(Duration.ofHours(ago)), amount), 200);
        }

        var rain = new SomeRain(context);
        assertThat(rain.reached(grid)).contains(RainLevel.ORANGE);
        assertThat(rain.reached(OTHER_TOWN)).isEmpty();
        var sums = api.get(worker, "/api/analysis/rain?area=" + grid, 200).path("items");
        var mine = sums.valueStream()
                .filter(one -> text(one, "station").equals(station))
                .findFirst()
                .orElseThrow();
        assertThat(text(mine, "level")).isEqualTo("ORANGE");
        assertThat(texts(mine.path("sums"), "level")).containsExactly("BLUE", "YELLOW", "ORANGE", "RED");
        assertThat(mine.path("sums").path(0).path("missing").asInt()).isEqualTo(9);
        assertThat(mine.path("sums").path(2).path("millimetres").asDouble()).isEqualTo(50);
        assertThat(mine.path("sums").path(3).path("reached").asBoolean()).isFalse();

        await().atMost(Duration.ofSeconds(30)).until(() -> !warnings().isEmpty());
        var warning = warnings().path(0);
        assertThat(text(warning, "title")).isEqualTo("内涝风险提示");
        assertThat(text(warning, "reason")).contains(station, "50", "不是气象部门的预警");
        assertThat(text(warning, "area")).isEqualTo(community);
        assertThat(text(warning, "level")).isEqualTo("ORANGE");

        var report = api.post(
                "resident",
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"地下车库积水，车出不去\"}".formatted(grid),
                201);
        var reasons = api.get(worker, "/api/analysis/incidents/" + text(report, "id") + "/triage", 200)
                .path("priority")
                .path("reasons");
        assertThat(reasons.valueStream()
                        .filter(reason -> text(reason, "factor").equals("rain"))
                        .map(reason -> reason.path("points").asInt()))
                .containsExactly(3);
    }

    @Test
    void takesAFileOfAWeatherServiceAndSaysOfEachRowWhatIsWrong() {
        var file = """
                dt_utc,temp_f,rain_1h_mm,weather_main
                2020-06-01 00:00:00,70,,Clouds
                2020-06-01 01:00:00,70,12.5,Rain
                2020-06-01 02:00:00,70,-1,Rain
                2020-06-01 03:00:00,70,NaN,Rain
                2020-06-01 04:30:00,70,1,Rain
                2090-06-01 05:00:00,70,1,Rain
                2020-06-01 01:00:00,70,12.5,Rain
                """;
        var imports = context.getBean(Imports.class);
        var job = SignedIn.as(
                context,
                worker,
                () -> imports.bring("rain", auth(), Locale.CHINESE, "rain.csv", file.getBytes(UTF_8))
                        .id());
        await().atMost(Duration.ofSeconds(60)).until(() -> state(imports, job) == ImportState.READY);
        var faults = SignedIn.as(
                context,
                worker,
                () -> imports.faults(job, auth(), Locale.CHINESE, 0, 0, 20).toString());
        assertThat(faults).contains("RAIN_AMOUNT_UNFIT", "CELL_NOT_NUMBER", "RAIN_HOUR_UNFIT", "RAIN_HOUR_FUTURE");
        SignedIn.as(context, worker, () -> imports.confirm(job, auth(), Locale.CHINESE));
        await().atMost(Duration.ofSeconds(60)).until(() -> state(imports, job) == ImportState.DONE);

        var kept = api.get(worker, path() + "/rain?from=2020-05-31T20:00:00Z&until=2020-06-01T20:00:00Z", 200)
                .path("items");
        assertThat(texts(kept, "hour")).containsExactly("2020-06-01T00:00:00Z", "2020-06-01T01:00:00Z");
        assertThat(kept.path(0).path("millimetres").asDouble()).isZero();
        assertThat(texts(kept, "source")).containsOnly("IMPORT");
        assertThat(warnings().isEmpty()).as("what is long over warns nobody").isTrue();
    }

    private ImportState state(Imports imports, UUID job) {
        return SignedIn.as(
                context, worker, () -> imports.view(job, auth(), Locale.CHINESE).state());
    }

    private static Authentication auth() {
        return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Of this station: others of the same ground have theirs. */
    private JsonNode warnings() {
        var found = JsonMapper.shared().createArrayNode();
        api.get(worker, "/api/warnings?kind=RAIN", 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "reason").contains(station))
                .forEach(found::add);
        return found;
    }

    private String path() {
        return "/api/weather/stations/" + station;
    }

    private static String station(String code, String area) {
        return "{\"code\": \"%s\", \"station\": {\"name\": \"示例甲站\", \"place\": \"示例小学\", \"areas\": [\"%s\"]}}"
                .formatted(code, area);
    }

    private static String reading(Instant hour, String millimetres) {
        return "{\"hour\": \"%s\", \"millimetres\": %s}".formatted(hour, millimetres);
    }

    private static String row(String station, String hour, String millimetres) {
        return "{\"station\": \"%s\", \"hour\": \"%s\", \"millimetres\": %s}".formatted(station, hour, millimetres);
    }
}
