package io.linli.territory.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.linli.identity.SignedIn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TerritoryApiTests {

    @Autowired
    WebApplicationContext context;

    @Test
    void showsAnybodyWhoAnswersForAnArea() {
        client(null)
                .get()
                .uri("/api/territory/areas/430181002006")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("百宜社区")
                .jsonPath("$.fullName")
                .isEqualTo("集里街道 · 百宜社区")
                .jsonPath("$.level")
                .isEqualTo("COMMUNITY")
                .jsonPath("$.leader")
                .isEqualTo("示例百宜社区")
                .jsonPath("$.contact")
                .value(String.class, contact -> assertThat(contact).startsWith("示例"))
                .jsonPath("$.duties.length()")
                .isEqualTo(2)
                .jsonPath("$.account")
                .doesNotExist();
    }

    @Test
    void tellsStaffAloneHowMuchOfTheGroundGridsCover() {
        var path = "/api/territory/grid-coverage?area=430181002";
        client("street")
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.communities")
                .value(Integer.class, communities -> assertThat(communities).isPositive());
        client("resident").get().uri(path).exchange().expectStatus().isForbidden();
        client(null).get().uri(path).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void listsWhatLiesBelow() {
        client(null)
                .get()
                .uri("/api/territory/areas?parent=430181")
                .exchange()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(32)
                .jsonPath("$[1].name")
                .isEqualTo("集里街道");
        client(null)
                .get()
                .uri("/api/territory/areas")
                .exchange()
                .expectBody()
                .jsonPath("$[0].code")
                .isEqualTo("430181");
    }

    @Test
    void drawsTheBoundariesBelowAndSaysThatTheyAreSchematic() {
        client(null)
                .get()
                .uri("/api/territory/boundaries?parent=430181002")
                .exchange()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("FeatureCollection")
                .jsonPath("$.features[0].properties.schematic")
                .isEqualTo(true)
                .jsonPath("$.features[0].properties.code")
                .isEqualTo("430181002001")
                .jsonPath("$.features[0].geometry.type")
                .isEqualTo("Polygon")
                .jsonPath("$.features[0].geometry.coordinates[0][0].length()")
                .isEqualTo(2);
    }

    @Test
    void locatesAPointForAnybody() {
        client(null)
                .get()
                .uri("/api/territory/locate?lon=113.64&lat=28.16")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.how")
                .isEqualTo("POINT")
                .jsonPath("$.grid")
                .value(String.class, grid -> assertThat(grid).hasSize(15));
        client(null)
                .get()
                .uri("/api/territory/locate?lon=113.64&lat=28.16&crs=BD09")
                .exchange()
                .expectBody()
                .jsonPath("$.point.longitude")
                .value(Double.class, longitude -> assertThat(longitude).isBetween(113.62, 113.639));
    }

    @ParameterizedTest
    @CsvSource({
        "lon=2.35&lat=48.85, OUTSIDE_TERRITORY",
        "lon=28.16&lat=113.64, COORDINATES_INVALID",
        "lon=NaN&lat=28, COORDINATES_INVALID",
        "lon=113.64&lat=28.16&crs=mars, CRS_UNKNOWN",
        "lon=abc&lat=28.16, DATA_INVALID",
        "lat=28.16, DATA_INVALID",
    })
    void refusesPlacesThatAreNone(String query, String code) {
        for (var language : new String[] {"zh", "en"}) {
            client(null)
                    .get()
                    .uri("/api/territory/locate?" + query)
                    .header("Accept-Language", language)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo(code)
                    .jsonPath("$.errors[0].message")
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/territory/areas/430181999, 404",
        "/api/territory/areas/abc, 400",
        "/api/territory/areas?parent=1, 400"
    })
    void saysWhenThereIsNoSuchArea(String path, int status) {
        client(null).get().uri(path).exchange().expectStatus().isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/areas|{\"parent\":\"430181002006\",\"name\":\"甲\"}",
                "/areas/430181002006/rename|{\"name\":\"甲\"}",
                "/areas/430181002006/close|{}",
                "/places|{\"area\":\"430181002006\",\"name\":\"示例楼\"}",
            })
    void letsOnlyThoseWhoKeepTheGroundChangeIt(String path, String body) throws Exception {
        for (var who : new String[] {"grid", "resident", "district"}) {
            post(who, path, body).expectStatus().isForbidden();
        }
        client(null)
                .method(HttpMethod.POST)
                .uri("/api/territory" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        upload("grid", "{}", "crs=wgs84").andExpect(status().isForbidden());
    }

    @Test
    void makesNamesAndClosesAGrid() {
        var made = post("admin", "/areas", "{\"parent\":\"430181002006\",\"name\":\" 示例测试网格 \"}");
        made.expectStatus().isCreated();
        var location = made.returnResult(String.class).getResponseHeaders().getLocation();
        assertThat(location).isNotNull();
        var code = String.valueOf(location).replaceFirst(".*/", "");
        assertThat(code).startsWith("430181002006").hasSize(15);

        post("admin", "/areas/" + code + "/rename", "{\"name\":\"示例改名网格\"}")
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("示例改名网格")
                .jsonPath("$.kind")
                .isEqualTo("BASIC");
        client("admin")
                .put()
                .uri("/api/territory/areas/{code}/answerable", code)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"leader\":\"示例甲\",\"duties\":[\"示例职责\"]}")
                .exchange()
                .expectBody()
                .jsonPath("$.leader")
                .isEqualTo("示例甲")
                .jsonPath("$.contact")
                .doesNotExist();
        post("admin", "/areas/" + code + "/close", "{}")
                .expectBody()
                .jsonPath("$.open")
                .isEqualTo(false);
        post("admin", "/areas/" + code + "/close", "{}").expectStatus().isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"parent\":\"430181002006\",\"name\":\" \"}|name",
                "{\"parent\":\"430181002006\"}|name",
                "{\"parent\":\"12345\",\"name\":\"甲\"}|parent",
                "{\"name\":\"甲\"}|code",
                "{\"parent\":\"430181002006\",\"name\":\"甲\",\"kind\":\"HUGE\"}|kind",
                "{\"code\":\"430181002006777\",\"name\":\"甲\",\"kind\":\"DEDICATED\"}|purpose",
            })
    void saysWhichFieldOfANewAreaIsWrong(String body, String field) {
        post("admin", "/areas", body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void namesEveryFaultOfAFileOfBoundariesWithItsPlace() throws Exception {
        var file =
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"430181002006\"},"
                        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[113,28],[113.1,28.1],[113.1,28],[113,28.1],[113,28]]]}},"
                        + "{\"type\":\"Feature\",\"properties\":{\"code\":\"430181999\"},\"geometry\":null}]}";
        upload("admin", file, "crs=cgcs2000&dryRun=true")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("BOUNDARIES_INVALID"))
                .andExpect(jsonPath("$.errors[0].field").value("features[0]"))
                .andExpect(jsonPath("$.errors[0].code").value("BOUNDARY_SELF_INTERSECTION"))
                .andExpect(jsonPath("$.errors[0].message").value("430181002006 的边界在 113.050000, 28.050000 处自相交。"))
                .andExpect(jsonPath("$.errors[1].code").value("BOUNDARY_CODE_UNKNOWN"));
    }

    @Test
    void checksTheDemosOwnCellsWithoutFault() throws Exception {
        var cells = client(null)
                .get()
                .uri("/api/territory/boundaries?parent=430181002006")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        upload("admin", String.valueOf(cells), "crs=cgcs2000&dryRun=true&schematic=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.changed").value(0))
                .andExpect(jsonPath("$.added").value(0));
        upload("admin", String.valueOf(cells), "dryRun=true").andExpect(status().isBadRequest());
    }

    private ResultActions upload(String who, String file, String query) throws Exception {
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(multipart("/api/territory/boundaries?" + query)
                        .file(new MockMultipartFile(
                                "file", "boundaries.geojson", "application/geo+json", file.getBytes(UTF_8)))
                        .with(SignedIn.as(who))
                        .with(csrf()));
    }

    private RestTestClient.ResponseSpec post(String who, String path, String body) {
        return client(who)
                .post()
                .uri("/api/territory" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private RestTestClient client(@Nullable String who) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                who == null
                                        ? get("/").with(csrf())
                                        : get("/").with(SignedIn.as(who)).with(csrf())))
                .build();
    }
}
