package io.linli.evacuation;

import static io.linli.residents.web.ResidentsApi.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.residents.BroughtList;
import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.Imports;
import io.linli.territory.GeoPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Buildings of which only the place was brought are as high as surveys of the ground say; in a town of its own. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TerrainTests {

    private static final String TOWN = "430181117";
    private static final double CELL = 0.0005;
    private static final String WHY = "{\"reason\": \"范围有误\"}";

    @Autowired
    WebApplicationContext context;

    private ResidentsApi api;
    private SomeLowGround ground;
    private GeoPoint corner;
    private String grid;
    private String worker;
    private String stranger;
    private final List<String> names = new ArrayList<>();

    @BeforeEach
    void open() {
        api = new ResidentsApi(context);
        ground = new SomeLowGround(context);
        corner = ground.point(TOWN);
        grid = ground.grid(corner);
        worker = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, grid.substring(0, 12));
        stranger = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, "430181002001");
    }

    @AfterEach
    void lock() {
        SomeAccounts.lock(context, worker);
        SomeAccounts.lock(context, stranger);
    }

    @Test
    void tellTheHeightOfABuildingWithWhoseWordItIsAndLeaveUnknownWhatNobodyMeasured(@Autowired Imports imports) {
        stand(imports);
        assertThat(low().path("known").asInt()).as("nothing is guessed").isZero();
        assertThat(low().path("items")).isEmpty();

        // the third of seven cells stands 3 m below the others, and of the seventh nothing is known
        var brought = bring(worker, "示例测绘院 2024 数字高程模型", packed(asc("50 50 47 50 50 50 -9999")), 201);

        assertThat(brought.path("cells").asInt()).isEqualTo(7);
        assertThat(brought.path("known").asInt()).isEqualTo(6);
        var found = low();
        assertThat(found.path("known").asInt()).isEqualTo(6);
        assertThat(found.path("buildings").asInt()).isEqualTo(7);
        assertThat(found.path("items")).hasSize(1);
        var home = found.path("items").path(0);
        assertThat(text(home, "place")).contains(names.get(2));
        assertThat(home.path("reasons").toString())
                .isEqualTo("[{\"kind\":\"LOWER\",\"metres\":3.0,\"origin\":"
                        + "{\"source\":\"示例测绘院 2024 数字高程模型\",\"surveyedOn\":\"2024-05-01\"}}]");
        assertThat(api.get(worker, "/api/evacuations/low-ground?area=" + grid, 200)
                        .path("items")
                        .toString())
                .contains(names.get(2), "\"height\":47.0");

        // a point that somebody measured beside the second counts more than a cell
        var points = new BroughtList(context, imports, "terrain-points");
        var done = points.brought(
                worker,
                "经度,纬度,地面高程,高程来源,测量日期",
                place(1) + ",46.5,示例村组实测,2026-06-01",
                "0,0,46.5,示例村组实测,2026-06-01",
                "%s,%s,46.5,示例村组实测,2026-06-01".formatted(113.6, 28.14),
                place(2) + ",NaN,示例村组实测,2026-06-01",
                place(3) + ",9001,示例村组实测,2026-06-01",
                place(4) + ",50,测,2026-06-01",
                place(5) + ",50,示例村组实测," + LocalDate.now(ZoneOffset.UTC).plusDays(3),
                place(1) + ",40,示例村组实测,2026-06-01",
                place(6) + ",50,,2026-06-01");
        assertThat(points.codes(worker, done))
                .containsExactlyInAnyOrder(
                        "3:longitude:GROUND_POINT_UNFIT",
                        "4:longitude:GROUND_POINT_ELSEWHERE",
                        "5:height:CELL_NOT_NUMBER",
                        "6:height:GROUND_HEIGHT_UNFIT",
                        "7:source:GROUND_SOURCE_UNFIT",
                        "8:surveyedOn:GROUND_DAY_UNFIT",
                        "9:longitude:ROW_REPEATED",
                        "10:source:CELL_REQUIRED");
        assertThat(low().path("items").toString())
                .contains(names.get(1), "\"metres\":3.5", "示例村组实测", "2026-06-01", names.get(2));

        assertThat(text(api.post(stranger, "/api/evacuations/terrain/" + id(brought) + "/remove", WHY, 404), "code"))
                .isEqualTo("TERRAIN_UNKNOWN");
        api.post(worker, "/api/evacuations/terrain/" + id(brought) + "/remove", WHY, 204);
        assertThat(low().path("known").asInt()).as("only the point is left").isEqualTo(1);

        // a community looks at all of its buildings; a survey of a part of it tells of those that stand there
        var ofAPart = bring(worker, grid, "示例来源甲", packed(asc("50 50 47 50 50 50 50")), 201);
        assertThat(low().path("known").asInt()).isEqualTo(7);
        assertThat(api.get(worker, "/api/evacuations/low-homes?area=" + grid.substring(0, 12), 200)
                        .path("items")
                        .toString())
                .contains(names.get(2), "示例来源甲");
        api.post(worker, "/api/evacuations/terrain/" + id(ofAPart) + "/remove", WHY, 204);
    }

    @Test
    void areForTheGroundOfWhoBringsThemAndTakenWholeOrNotAtAll() {
        var right = asc("50 50 47 50 50 50 -9999").getBytes(US_ASCII);
        assertThat(text(bring(stranger, "示例来源", right, 403), "code")).isEqualTo("EVACUATION_OTHER_GROUND");
        bring("grid", "示例来源", right, 403);
        assertThat(code(bring(worker, grid.substring(0, 12) + "999", "示例来源", right, 400)))
                .isEqualTo("TERRAIN_AREA_UNKNOWN");
        assertThat(code(bring(worker, " 示 ", right, 400))).isEqualTo("GROUND_SOURCE_UNFIT");
        assertThat(code(bring(worker, "示例来源", new byte[0], 400))).isEqualTo("TERRAIN_HEADER_UNFIT");
        assertThat(code(bring(worker, "示例来源", asc("50 50 47").getBytes(US_ASCII), 400)))
                .isEqualTo("TERRAIN_COUNT_UNFIT");
        var cut = packed(asc("50 50 47 50 50 50 -9999"));
        assertThat(code(bring(worker, "示例来源", Arrays.copyOf(cut, cut.length - 12), 400)))
                .isEqualTo("TERRAIN_UNREADABLE");
        var turned = asc("50 50 47 50 50 50 -9999")
                .replace("xll", "q")
                .replace("yll", "xll")
                .replace("q", "yll");
        assertThat(code(bring(worker, "示例来源", turned.getBytes(US_ASCII), 400))).isEqualTo("TERRAIN_NOT_DEGREES");
        var far = asc("50 50 47 50 50 50 -9999").replace("yllcorner 2", "yllcorner 4");
        assertThat(code(bring(worker, "示例来源", far.getBytes(US_ASCII), 400))).isEqualTo("GROUND_POINT_UNFIT");

        assertThat(api.get(worker, "/api/evacuations/terrain", 200)
                        .path("items")
                        .toString())
                .doesNotContain("\"示例来源\"");
        api.get("resident", "/api/evacuations/terrain", 403);
    }

    @Test
    void areAsManyAsAStreetMayHaveWhateverLiesElsewhereOrWasLeftInTheMiddle(@Autowired JdbcClient database) {
        var asc = asc("50 50 47 50 50 50 50").getBytes(US_ASCII);
        var mark = "示例占位 " + UUID.randomUUID();
        try {
            fill(database, mark, "430181002001", true);
            fill(database, mark, grid.substring(0, 12), false);
            var brought = bring(worker, grid, "示例来源乙", asc, 201);
            api.post(worker, "/api/evacuations/terrain/" + id(brought) + "/remove", WHY, 204);

            fill(database, mark, grid, true);
            assertThat(text(bring(worker, grid, "示例来源乙", asc, 409), "code")).isEqualTo("TERRAIN_TOO_MANY");
        } finally {
            database.sql("delete from evacuation.terrain where source = ?")
                    .param(mark)
                    .update();
        }
    }

    /** A hundred, far from where anybody stands. */
    private static void fill(JdbcClient database, String mark, String covers, boolean ready) {
        database.sql("""
                        insert into evacuation.terrain (id, covers, source, surveyed_on, west, south, cell, columns, lines,
                            brought_by, brought_at, ready)
                        select gen_random_uuid(), ?, ?, date '2024-05-01', 100, 20, 0.0005, 1, 1, gen_random_uuid(), now(), ?
                        from generate_series(1, 100)""").params(covers, mark, ready).update();
    }

    /** Seven buildings, each in the middle of a cell of its own from west to east; of each only the place is known. */
    private void stand(Imports imports) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            names.add("示例地形楼" + i + UUID.randomUUID().toString().substring(0, 6));
            ground.building(grid, names.get(i), "101");
            rows.add("%s,%s,%s,,".formatted(grid, names.get(i), place(i)));
        }
        var done = new BroughtList(context, imports, "building-ground")
                .brought(worker, "区域代码,楼栋,经度,纬度,地面高程,地下住户", rows.toArray(String[]::new));
        assertThat(done.bad()).isZero();
    }

    private String place(int cell) {
        return "%.6f,%.6f".formatted(corner.longitude() + (cell + 0.5) * CELL, corner.latitude() + CELL / 2);
    }

    private String asc(String heights) {
        return "ncols 7%nnrows 1%nxllcorner %.6f%nyllcorner %.6f%ncellsize %s%nnodata_value -9999%n%s%n"
                .formatted(corner.longitude(), corner.latitude(), CELL, heights);
    }

    private static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private JsonNode low() {
        return api.get(worker, "/api/evacuations/low-homes?area=" + grid, 200);
    }

    private static String id(JsonNode brought) {
        return text(brought, "id");
    }

    private static String code(JsonNode refusal) {
        return refusal.path("errors").path(0).path("code").asString("");
    }

    private JsonNode bring(String who, String source, byte[] file, int status) {
        return bring(who, grid.substring(0, 12), source, file, status);
    }

    private JsonNode bring(String who, String area, String source, byte[] file, int status) {
        var server = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        try {
            var answer = server.perform(multipart("/api/evacuations/terrain")
                            .file(new MockMultipartFile("file", "示例.asc", "text/plain", file))
                            .param("area", area)
                            .param("source", source)
                            .param("surveyedOn", "2024-05-01")
                            .header("Accept-Language", "zh")
                            .with(SignedIn.as(who))
                            .with(csrf()))
                    .andReturn()
                    .getResponse();
            var body = answer.getContentAsString(UTF_8);
            assertThat(answer.getStatus()).as(body).isEqualTo(status);
            return JsonMapper.shared().readTree(body.isEmpty() ? "null" : body);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
