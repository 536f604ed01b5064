package io.linli.evacuation;

import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linli.residents.SomePerson;
import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.TakenList;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Ten homes that lie low among five hundred, from the list to the end; in a town where no other test brings anybody out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EvacuationApiTests {

    private static final String TOWN = "430181118";
    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static final double METRE = 1 / 111_320.0;
    private static final String[] ROOMS = IntStream.range(0, 20)
            .mapToObj(i -> String.valueOf(100 * (1 + i / 2) + 1 + i % 2))
            .toArray(String[]::new);

    @Autowired
    WebApplicationContext context;

    private ResidentsApi api;
    private SomeLowGround ground;
    private String grid;
    private String desk;
    private String worker;
    private String other;
    private final List<String> low = new ArrayList<>();

    @BeforeEach
    void open(@Autowired Territory territory) {
        api = new ResidentsApi(context);
        ground = new SomeLowGround(context);
        var point = ground.point(TOWN);
        grid = ground.grid(point);
        var community = new AreaCode(grid.substring(0, 12));
        // the demo has somebody in each post, who serves longer than anybody that a test opens
        desk = "demo-" + community;
        worker = "demo-" + grid;
        other = "demo-"
                + territory.children(community).stream()
                        .map(area -> area.code().code())
                        .filter(code -> !code.equals(grid))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void bringsTenHomesAmongFiveHundredToSafetyInTheOrderOfNeedAndForgetsThemAfterwards() {
        plant();
        people();
        var shelters = List.of(shelter("示例近处安置点", 4, 200, true), shelter("示例远处安置点", 90, 5_000, false));
        vehicle();

        var found = api.get(desk, "/api/evacuations/low-homes?area=" + grid, 200);
        assertThat(found.path("homes").asInt()).isEqualTo(500);
        assertThat(ids(found.path("items"), "home")).containsExactlyInAnyOrderElementsOf(low);
        assertThat(found.path("items").toString())
                .contains("\"kind\":\"LOWER\",\"metres\":3.0", "BASEMENT", "\"kind\":\"FLOODED\",\"times\":1")
                .doesNotContain("示例人");
        var sheet = TakenList.of(context, desk, "/api/evacuations/low-homes/export?area=" + grid);
        assertThat(sheet.rows()).hasSize(10).anySatisfy(row -> assertThat(row).contains("地面比周边低", "3.0"));
        api.get(worker, "/api/evacuations/low-homes/export?area=" + grid, 403);
        api.get(worker, "/api/evacuations/low-homes?area=" + grid, 403);
        assertThat(text(api.get(desk, "/api/evacuations/low-homes?area=" + TOWN, 403), "code"))
                .isEqualTo("EVACUATION_OTHER_GROUND");

        var spots = api.get(desk, "/api/evacuations/low-ground?area=" + grid, 200);
        assertThat(spots.path("items").valueStream().map(spot -> text(spot, "name")))
                .as("on the map stand buildings, with why and without a door")
                .containsExactlyInAnyOrder("示例楼0", "示例楼4", "示例楼7", "示例楼12", "示例楼20");
        assertThat(spots.path("items").toString())
                .contains("\"kind\":\"LOWER\",\"metres\":3.0", "\"kind\":\"FLOODED\"")
                .doesNotContain("room", "unit");
        api.get(worker, "/api/evacuations/low-ground?area=" + grid, 403);
        assertThat(text(api.get(desk, "/api/evacuations/low-ground?area=" + TOWN, 403), "code"))
                .isEqualTo("EVACUATION_OTHER_GROUND");

        assertThat(text(api.post(desk, "/api/evacuations", opening(Instant.now().plusSeconds(600)), 400), "code"))
                .isEqualTo("EVACUATION_DATA_INVALID");
        var opened = api.post(desk, "/api/evacuations", opening(Instant.now().minusSeconds(60)), 201);
        var id = text(opened, "emergency", "id");
        assertThat(opened.path("progress").path("households").asInt()).isEqualTo(10);
        assertThat(opened.path("progress").path("heads").asInt()).isEqualTo(12);
        assertThat(text(api.post(desk, "/api/evacuations", opening(Instant.now().minusSeconds(60)), 409), "code"))
                .isEqualTo("EVACUATION_OPEN");

        var list = api.get(desk, "/api/evacuations/" + id + "/households", 200).path("items");
        assertThat(list.size()).isEqualTo(10);
        assertThat(points(list)).containsExactly(120, 40, 20, 0, 0, 0, 0, 0, 0, 0);
        assertThat(depths(list).subList(3, 10))
                .as("of like need who lives deepest")
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(list.toString()).as("masked").doesNotContain("示例人", "13800138000");
        var taken = TakenList.of(context, desk, "/api/evacuations/" + id + "/households/export");
        assertThat(taken.rows().toString()).as("masked").doesNotContain("示例人", "13800138000");
        assertThat(taken.rows()).hasSize(10);
        assertThat(taken.row(text(list.path(0), "place")))
                .containsEntry("次序", "1")
                .containsEntry("状态", "待下达")
                .containsEntry("乘坐", "示例车")
                .containsKeys("姓名", "先帮的原因", "为什么在名单上");
        api.get("street", "/api/evacuations/" + id + "/households/export", 404);
        var named = text(opened, "emergency", "name");
        assertThat(TakenList.of(context, desk, "/api/evacuations/export").row(named))
                .containsEntry("依据", "收到的预警")
                .containsEntry("谁发布", "示例气象台");
        assertThat(TakenList.of(context, "street", "/api/evacuations/export").rows())
                .as("other ground")
                .noneSatisfy(row -> assertThat(row).contains(named));
        var first = list.path(0);
        assertThat(text(first, "shelter", "id")).isEqualTo(shelters.getFirst());
        assertThat(text(first, "vehicle", "name")).isEqualTo("示例车");
        assertThat(free(shelters)).as("beds are counted down").isEqualTo(4 + 90 - 12);
        assertThat(api.get(worker, "/api/evacuations/households/mine", 200)
                        .path("items")
                        .size())
                .as("nobody is sent yet")
                .isZero();

        assertThat(api.post(desk, "/api/evacuations/" + id + "/give", "{}", 200)
                        .path("tasks")
                        .asInt())
                .isEqualTo(10);
        assertThat(text(api.post(desk, "/api/evacuations/" + id + "/give", "{}", 409), "code"))
                .isEqualTo("EVACUATION_GIVEN");
        assertThat(api.get(worker, "/api/tasks?state=open", 200)
                        .path("items")
                        .valueStream()
                        .filter(task -> text(task, "source").equals("EVACUATION")))
                .hasSize(10)
                .noneMatch(task -> task.toString().contains("示例人"));
        var mine = ids(api.get(worker, "/api/evacuations/households/mine", 200).path("items"), "id");
        assertThat(mine).isEqualTo(ids(list, "id"));
        showsOnAMapToThoseWhoSeeTheList(id, mine, shelters);
        assertThat(api.get(other, "/api/evacuations/households/mine", 200)
                        .path("items")
                        .size())
                .isZero();
        api.get(other, "/api/evacuations/households/" + mine.getFirst(), 404);
        assertThat(text(api.post(other, path(mine, 0) + "/absent", "{}", 404), "code"))
                .isEqualTo("EVACUEES_UNKNOWN");
        assertThat(api.get(worker, "/api/evacuations/households/" + mine.getFirst(), 200)
                        .toString())
                .contains("示例人", "13800138000");
        assertThat(ground.looks(mine.getFirst())).as("each look is recorded").isGreaterThanOrEqualTo(3);

        goTo(mine, shelters);

        assertThat(text(api.post(desk, close(id), "{\"reason\": \"雨停\"}", 409), "code"))
                .isEqualTo("EVACUATION_NOT_ENDED");
        ground.overdue(mine.get(9));
        var late = api.get(desk, "/api/evacuations/households/mine", 200).path("items");
        assertThat(late.valueStream().filter(one -> text(one, "status").equals("NOT_REACHED")))
                .as("with the level above")
                .hasSize(1);
        assertThat(api.get(desk, "/api/tasks?state=open", 200).toString()).contains("evacuation:" + mine.get(9));
        var progress = api.post(desk, close(id), "{\"reason\": \"雨停\"}", 200).path("progress");
        assertThat(progress.path("ended").asInt()).isEqualTo(9);
        assertThat(progress.path("escalated").asInt()).isEqualTo(1);
        assertThat(progress.path("waiting").asInt()).as("nobody is left").isZero();
        assertThat(progress.path("minutes").path("n").asInt()).isEqualTo(9);
        assertThat(progress.path("minutes").has("median")).isTrue();
        assertThat(free(shelters)).as("all beds are free again").isEqualTo(94);
        assertThat(text(api.post(worker, path(mine, 9) + "/absent", "{}", 409), "code"))
                .isEqualTo("EVACUATION_CLOSED");

        assertThat(text(api.get(desk, "/api/evacuations/" + id + "/map", 409), "code"))
                .as("there is no map of it any more")
                .isEqualTo("EVACUATION_CLOSED");
        assertThat(ground.kept(mine.getFirst())).contains("\\\\x", low.get(9));
        assertThat(ground.erase()).isPositive();
        assertThat(ground.kept(mine.getFirst())).doesNotContain("\\\\x", low.get(9), "示例楼");
        assertThat(api.get(desk, "/api/evacuations/" + id, 200).path("progress"))
                .isEqualTo(progress);
        assertThat(api.get(desk, "/api/evacuations/" + id + "/households", 200)
                        .path("items")
                        .path(0)
                        .path("people")
                        .isEmpty())
                .isTrue();
    }

    private void showsOnAMapToThoseWhoSeeTheList(String id, List<String> mine, List<String> shelters) {
        long before = ground.looks(mine.getFirst());
        var map = api.get(desk, "/api/evacuations/" + id + "/map", 200);
        assertThat(ids(map.path("homes"), "household")).isEqualTo(mine);
        assertThat(ids(map.path("homes"), "status")).containsOnly("GIVEN");
        assertThat(map.path("homes").path(0).path("longitude").asDouble())
                .isCloseTo(ground.point(TOWN).longitude(), within(0.01));
        assertThat(map.path("unplaced").asInt()).isZero();
        assertThat(map.path("shelters")
                        .valueStream()
                        .filter(one -> shelters.contains(text(one, "id")))
                        .mapToInt(one -> one.path("coming").asInt())
                        .sum())
                .isEqualTo(12);
        assertThat(map.path("vehicles")
                        .valueStream()
                        .filter(one -> text(one, "name").equals("示例车"))
                        .map(one -> one.path("homes").asLong()))
                .containsExactly(map.path("homes")
                        .valueStream()
                        .filter(one -> one.has("vehicle"))
                        .count());
        assertThat(map.toString()).as("no names").doesNotContain("示例人", "13800138000");
        assertThat(ground.looks(mine.getFirst())).as("that is a look too").isGreaterThan(before);
        api.get(worker, "/api/evacuations/" + id + "/map", 403);
        api.get("street", "/api/evacuations/" + id + "/map", 404);
    }

    private void goTo(List<String> mine, List<String> shelters) {
        var needs = "{\"heads\": 1, \"wheelchairs\": 1, \"power\": true, \"animals\": true}";
        assertThat(api.post(worker, path(mine, 0) + "/needs", needs, 200)
                        .path("missing")
                        .toString())
                .isEqualTo("[\"ANIMAL_SHELTER\"]");
        assertThat(text(api.post(worker, path(mine, 0) + "/arrived", "{\"heads\": 1}", 409), "code"))
                .isEqualTo("EVACUEES_NOT_SENT_THERE");
        var safe = api.post(worker, path(mine, 0) + "/safe", "{}", 200);
        assertThat(text(safe, "status")).isEqualTo("SAFE");
        assertThat(text(safe, "shelter", "id")).isEqualTo(shelters.getFirst());
        assertThat(api.post(desk, path(mine, 0) + "/arrived", "{\"heads\": 1}", 200)
                        .path("arrived")
                        .asInt())
                .isEqualTo(1);
        assertThat(text(api.post(worker, path(mine, 0) + "/refused", "{\"note\": \"不走\"}", 409), "code"))
                .isEqualTo("EVACUEES_STEP_NOT_ALLOWED");

        assertThat(text(api.post(worker, path(mine, 1) + "/safe", "{\"elsewhere\": \"亲戚家\"}", 200), "elsewhere"))
                .isEqualTo("亲戚家");
        api.post(worker, path(mine, 2) + "/refused", "{}", 400);
        var refused = api.post(worker, path(mine, 2) + "/refused", "{\"note\": \"已告知，坚持留守\"}", 200);
        assertThat(text(refused, "endedBy")).isNotBlank();
        assertThat(refused.path("steps").toString()).contains("已告知，坚持留守");
        api.post(worker, path(mine, 3) + "/absent", "{}", 200);
        for (int i = 4; i < 9; i++) {
            api.post(worker, path(mine, i) + "/safe", "{\"shelter\": \"" + shelters.getLast() + "\"}", 200);
        }
    }

    /** Twenty-five buildings of twenty homes on a field of 120 m squares, of which five have two low homes each. */
    private void plant() {
        var middle = ground.point(TOWN);
        for (int i = 0; i < 25; i++) {
            var building = ground.building(grid, "示例楼" + i, ROOMS);
            var at = new GeoPoint(
                    middle.longitude() + (i % 5 - 2) * 136 * METRE, middle.latitude() + (i / 5 - 2) * 120 * METRE);
            boolean below = i == 7;
            double height = i == 0 ? 47 : i == 4 ? 47.5 : i == 20 ? 48 : 50;
            if (below) {
                ground.stands(building.id(), at, height, "1单元101", "1单元102");
            } else {
                ground.stands(building.id(), at, height);
            }
            if (height < 50 || below || i == 12) {
                building.homes().subList(0, 2).forEach(home -> low.add(home.toString()));
            }
        }
        api.post(desk, "/api/incidents", """
                {"location": {"longitude": %s, "latitude": %s, "crs": "cgcs2000"}, "type": "积水内涝",
                 "description": "示例：下雨就淹，积水很深"}""".formatted(middle.longitude(), middle.latitude() + 20 * METRE), 201);
    }

    /** Twelve people: in the first home one who needs most, in the second two, in the third a small child. */
    private void people() {
        var year = today.getYear();
        person(9, LocalDate.of(year - 83, 1, 1), "WHEELCHAIR", "NEEDS_POWER");
        person(6, LocalDate.of(year - 85, 1, 1));
        person(6, LocalDate.of(year - 40, 1, 1), "DISABLED");
        person(3, LocalDate.of(year - 1, 1, 1));
        person(3, LocalDate.of(year - 30, 1, 1));
        for (int i : new int[] {0, 1, 2, 4, 5, 7, 8}) {
            person(i, LocalDate.of(year - 45, 1, 1));
        }
    }

    private void person(int home, LocalDate born, String... marks) {
        var consent = born.isAfter(today.minusYears(14))
                ? ", \"consent\": {\"by\": \"示例父\", \"relation\": \"父亲\", \"on\": \"%s\"}".formatted(today)
                : "";
        var body = ResidentsApi.body(
                low.get(home),
                "示例人" + "甲乙丙丁戊己庚辛壬癸".charAt(home),
                SomePerson.identity(born),
                "\"phone\": \"13800138000\"" + consent);
        var id = text(api.post(desk, "/api/residents", body, 201), "id");
        for (var mark : marks) {
            var until = today.plusYears(1);
            api.post(
                    desk,
                    "/api/residents/" + id + "/tags",
                    "{\"kind\": \"%s\", \"until\": \"%s\"}".formatted(mark, until),
                    201);
        }
    }

    private String shelter(String name, int capacity, double metres, boolean wheelchair) {
        var middle = ground.point(TOWN);
        var made = api.post(
                desk,
                "/api/facilities/shelters",
                """
                {"area": "%s", "name": "%s", "address": "示例路", "longitude": %s, "latitude": %s, "capacity": %d,
                 "stairs": %s, "wheelchair": %s, "animals": false, "power": %s, "holder": "示例值班室"}""".formatted(
                                grid.substring(0, 12),
                                name,
                                middle.longitude(),
                                middle.latitude() + metres * METRE,
                                capacity,
                                !wheelchair,
                                wheelchair,
                                wheelchair),
                201);
        return text(made, "id");
    }

    private void vehicle() {
        api.post(desk, "/api/facilities/supplies", """
                {"kind": "VEHICLE", "area": "%s", "name": "示例车", "quantity": 1, "seats": 40, "wheelchairs": 2,
                 "holder": "示例车队", "phone": "13900139000"}""".formatted(grid.substring(0, 12)), 201);
    }

    private int free(List<String> shelters) {
        return api.get(desk, "/api/facilities/shelters", 200)
                .path("items")
                .valueStream()
                .filter(one -> shelters.contains(text(one, "id")))
                .mapToInt(one -> one.path("free").asInt())
                .sum();
    }

    private String opening(Instant issued) {
        return """
                {"name": "示例暴雨转移%s", "area": "%s", "basis": "WARNING", "issuer": "示例气象台", "reference": "红色预警",
                 "issuedAt": "%s"}""".formatted(UUID.randomUUID().toString().substring(0, 4), grid, issued);
    }

    private static String close(String id) {
        return "/api/evacuations/" + id + "/close";
    }

    private static String path(List<String> mine, int which) {
        return "/api/evacuations/households/" + mine.get(which);
    }

    private static List<String> ids(JsonNode items, String name) {
        return items.valueStream().map(one -> text(one, name)).toList();
    }

    private static List<Integer> points(JsonNode items) {
        return items.valueStream()
                .map(one -> one.path("needs")
                        .valueStream()
                        .mapToInt(need -> need.path("points").asInt())
                        .sum())
                .toList();
    }

    private static List<Double> depths(JsonNode items) {
        return items.valueStream()
                .map(one -> one.path("low")
                        .valueStream()
                        .mapToDouble(reason -> reason.path("metres").asDouble(0))
                        .max()
                        .orElse(0))
                .toList();
    }
}
