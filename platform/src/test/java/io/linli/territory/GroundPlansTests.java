package io.linli.territory;

import static io.linli.territory.SomeStreet.id;
import static io.linli.territory.SomeStreet.three;
import static io.linli.territory.SomeStreet.totals;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Communities and grids are split and merged as one, with everything that stands on them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GroundPlansTests {

    private static final AtomicInteger NEXT = new AtomicInteger(430181960);

    /** Another one for each test: what has a history stays where it was. */
    private final String code = String.valueOf(NEXT.getAndIncrement());

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    private SomeStreet street;

    @BeforeEach
    void open() {
        street = new SomeStreet(context, code);
    }

    @AfterEach
    void leaveNothing() {
        street.forget();
    }

    /** 将24个超大型社区拆分为35个权责清晰、功能独立、宜于管理的新社区 */
    @Test
    void makes35CommunitiesOf24WithAllHouseholdsGridsAndOpenCases() {
        street.with(24, 2);
        IntStream.rangeClosed(1, 24)
                .forEach(n -> IntStream.rangeClosed(1, 2).forEach(g -> street.building(code + three(n) + three(g), 3)));
        var incident = street.incident(code + "001002");
        street.incident(code + "024001");
        var opens = new ArrayList<String>();
        var shares = new ArrayList<String>();
        for (int n = 1; n <= 24; n++) {
            var first = three(100 + n);
            opens.add(street.opens(first));
            shares.add(street.share(three(n), first));
            shares.add(street.share(three(n) + "001", first));
            if (n <= 11) { // these are split in two
                opens.add(street.opens(three(200 + n)));
            }
            shares.add(street.share(three(n) + "002", n <= 11 ? three(200 + n) : first));
        }
        var before = street.standing();
        var plan = street.plan(opens, shares);

        var preview = street.preview(plan);
        assertThat(preview.path("problems").size())
                .as(preview.path("problems").toString())
                .isZero();
        assertThat(matter(preview, "households").path("total").asInt()).isEqualTo(24 * 2 * 3);
        assertThat(matter(preview, "incidents").path("total").asInt()).isEqualTo(2);
        street.publish(plan);
        var done = street.published(plan);

        assertThat(street.open()).hasSize(1 + 35 + 48).noneMatch(area -> area.startsWith(code + "0"));
        assertThat(totals(street.standing())).isEqualTo(totals(before));
        done.path("totals")
                .forEach(total -> assertThat(total.path("after").asLong())
                        .as(total.toString())
                        .isEqualTo(total.path("before").asLong()
                                - total.path("merged").asLong()));
        // the old code still says what became of it
        var old = street.get("grid", "/api/territory/areas/" + code + "001", 200);
        assertThat(old.path("open").asBoolean(true)).isFalse();
        assertThat(old.path("became").findValuesAsString("code")).containsExactly(code + "101", code + "201");
        // the case went along, and its trail says so
        var moved = street.get("district", "/api/incidents/" + incident, 200);
        assertThat(moved.path("area").asString()).isEqualTo(code + "201001");
        assertThat(moved.path("trailIntact").asBoolean(false)).isTrue();
        assertThat(moved.path("timeline").findValuesAsString("step")).endsWith("relocate");
        // a report can be made of either day
        var today = report(null);
        var yesterday = report(LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1));
        assertThat(today.path("rows").size()).isEqualTo(35);
        assertThat(yesterday.path("rows").size()).isEqualTo(24);
        for (var what : List.of("homes", "households", "people", "incidents", "tasks")) {
            assertThat(total(yesterday, what))
                    .as(what)
                    .isEqualTo(total(today, what))
                    .isPositive();
        }
    }

    @Test
    void showsEachNewCommunityTheMattersOfTheGridsThatCameToItAndNoOthers() {
        street.with(1, 2);
        var worker = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, code + "001");
        var grid = SomeAccounts.opened(context, Role.GRID_WORKER, code + "001001");
        var ended = street.incident(code + "001001");
        street.post(grid, "/api/incidents/" + ended + "/take", "{}", 200);
        street.post(grid, "/api/incidents/" + ended + "/feedback", "{\"note\": \"示例：已修好\"}", 200);
        street.post(worker, "/api/incidents/" + ended + "/inspect", "{\"result\": \"PASSED\", \"note\": \"示例\"}", 200);
        var here = street.incident(code + "001001");
        var there = street.incident(code + "001002");
        var plan = street.plan(
                List.of(street.opens("101"), street.opens("102")),
                List.of(street.share("001", "101"), street.share("001001", "101"), street.share("001002", "102")));
        street.preview(plan);
        street.publish(plan);
        street.published(plan);
        var newcomer = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, code + "102");

        assertThat(posts(worker)).containsExactly(code + "101");
        assertThat(posts(grid)).containsExactly(code + "101001");
        street.get(worker, "/api/incidents/" + here, 200);
        street.get(worker, "/api/incidents/" + ended, 200);
        street.get(worker, "/api/incidents/" + there, 404);
        street.get(newcomer, "/api/incidents/" + there, 200);
        street.get(newcomer, "/api/incidents/" + here, 404);
        street.get(newcomer, "/api/incidents/" + ended, 404);
        // whoever had it in hand goes on with it
        var taken = street.post(grid, "/api/incidents/" + here + "/take", "{}", 200);
        assertThat(taken.path("status").asString()).isEqualTo("HANDLING");
    }

    @Test
    void goesOnWhereItWasInterruptedWhileReportsComeIn() {
        street.with(1, 2);
        street.building(code + "001001", 4);
        var building = street.building(code + "001002", 2);
        street.incident(code + "001001");
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, code + "001002");
        var plan = street.plan(
                List.of(street.opens("101"), street.opens("102")),
                List.of(street.share("001", "101"), street.share("001001", "101"), street.share("001002", "102")));
        street.preview(plan);
        var before = totals(street.standing());
        // a building of that name stands where the other is to go: its batch fails, whoever tries it
        var name = street.one("select name from residents.building where id = ?", String.class, building);
        street.asSystem(() -> database.sql(
                        "insert into residents.building (id, area, name, made_at) values (gen_random_uuid(), ?, ?, now())")
                .params(code + "102001", name)
                .update());

        street.publish(plan);
        context.getBean(PlanPublisher.class).publish(UUID.fromString(id(plan)));
        var late = street.incident(code + "001002"); // by the code that somebody still knows

        assertThat(street.state(plan)).isEqualTo("PUBLISHING");
        assertThat(street.open()).contains(code + "101001").doesNotContain(code + "001001");
        assertThat(street.one("select area from residents.building where id = ?", String.class, building))
                .isEqualTo(code + "001002");
        assertThat(posts(worker)).as("serves both meanwhile").containsExactly(code + "001002", code + "102001");
        street.get(worker, "/api/incidents/" + late, 200);
        street.post("district", "/api/territory/plans/" + id(plan) + "/drop?version=1", null, 409);

        street.asSystem(() -> database.sql("delete from residents.building where area = ? and name = ?")
                .params(code + "102001", name)
                .update());
        street.published(plan);

        assertThat(posts(worker)).containsExactly(code + "102001");
        assertThat(street.one("select area from residents.building where id = ?", String.class, building))
                .isEqualTo(code + "102001");
        before.merge("incident.incident where ended_at is null", 1L, Long::sum);
        before.merge("tasking.task where state = 'OPEN'", 1L, Long::sum);
        assertThat(totals(street.standing())).isEqualTo(before);
        everythingStandsAtAnOpenArea();
    }

    @Test
    void refusesASplitThatLosesAHousehold() {
        street.with(1, 1);
        street.building(code + "001009", 2); // at a grid that there is none of
        var plan = street.plan(
                List.of(street.opens("101")), List.of(street.share("001", "101"), street.share("001001", "101")));

        var problems = street.preview(plan).path("problems");

        assertThat(problems.findValuesAsString("code")).containsOnly("PLAN_LOSES");
        assertThat(problems.findValuesAsString("message"))
                .anySatisfy(message -> assertThat(message).contains("户", "2", code + "001009"));
        street.post("district", "/api/territory/plans/" + id(plan) + "/publish?version=1", null, 409);
        assertThat(street.open()).contains(code + "001001");
    }

    @Test
    void isTheBusinessOfThoseWhoPlanThatGround() {
        street.with(1, 1);
        var plan = street.plan(
                List.of(street.opens("101")), List.of(street.share("001", "101"), street.share("001001", "101")));
        var elsewhere = SomeAccounts.opened(context, Role.DISTRICT_STAFF, "430182");
        var path = "/api/territory/plans/" + id(plan);

        street.get("street", path, 403);
        street.get(elsewhere, path, 404);
        assertThat(street.get(elsewhere, "/api/territory/plans", 200)
                        .path("items")
                        .size())
                .isZero();
        street.post(elsewhere, "/api/territory/plans", street.draft(List.of(), List.of()), 403);
        street.get(elsewhere, "/api/territory/report?parent=" + code, 403);
        street.post("district", path + "/publish?version=1", null, 409); // nobody has looked at it
        street.preview(plan);
        street.post("district", path + "/publish?version=2", null, 409);
        street.post("district", path + "/drop?version=1", null, 200);
        street.post("district", path + "/preview", null, 409);
    }

    /** However the ground is divided, everything is in exactly one open area afterwards, and nothing is lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsEverythingInExactlyOneOpenArea(long seed) {
        var random = new Random(seed);
        street.with(3, 3);
        var buildings = new ArrayList<List<String>>();
        for (int n = 1; n <= 3; n++) {
            for (int g = 1; g <= 3; g++) {
                var grid = code + three(n) + three(g);
                buildings.add(List.of(
                        three(n) + three(g),
                        street.building(grid, 1 + random.nextInt(3)).toString()));
                street.building(grid, 1);
                place(grid, "示例地点" + n + g);
                if (random.nextInt(3) == 0) {
                    street.incident(grid);
                }
            }
        }
        SomeAccounts.opened(context, Role.GRID_WORKER, code + "001001");
        SomeAccounts.opened(context, Role.COMMUNITY_WORKER, code + "00" + (1 + random.nextInt(3)));
        var before = street.standing();
        var open = street.open();
        var opens = new ArrayList<String>();
        var shares = new ArrayList<String>();
        int communities = 1 + random.nextInt(5);
        for (int n = 1; n <= communities; n++) {
            opens.add(street.opens(three(100 + n)));
        }
        // each new community gets something
        var targets = new ArrayList<Integer>();
        IntStream.range(0, 9).forEach(n -> targets.add(n < communities ? n + 1 : 1 + random.nextInt(communities)));
        for (int n = 1; n <= 3; n++) {
            shares.add(street.share(three(n), three(100 + targets.get(3 * (n - 1)))));
            for (int g = 1; g <= 3; g++) {
                var target = three(100 + targets.get(3 * (n - 1) + g - 1));
                shares.add(street.share(three(n) + three(g), target));
            }
        }
        // and a building of a grid goes by itself
        var apart = buildings.get(random.nextInt(9));
        var alone = three(100 + 1 + random.nextInt(communities)) + "901";
        opens.add("{\"code\": \"%s\", \"name\": \"示例\", \"kind\": \"BASIC\"}".formatted(code + alone));
        shares.add("""
                {"from": "%s", "to": "%s", "part": true, "buildings": ["%s"]}""".formatted(code + apart.getFirst(), code + alone, apart.getLast()));

        var dropped = street.plan(opens, shares);
        street.preview(dropped);
        street.post("district", "/api/territory/plans/" + id(dropped) + "/drop?version=1", null, 200);
        assertThat(street.standing())
                .as("a plan that is dropped leaves no trace")
                .isEqualTo(before);
        assertThat(street.open()).isEqualTo(open);

        var plan = street.plan(opens, shares);
        var preview = street.preview(plan);
        assertThat(preview.path("problems").size())
                .as(preview.path("problems").toString())
                .isZero();
        street.publish(plan);
        street.published(plan);

        assertThat(totals(street.standing())).isEqualTo(totals(before));
        everythingStandsAtAnOpenArea();
        assertThat(street.one(
                        "select distinct area from residents.home where building = ?",
                        String.class,
                        UUID.fromString(apart.getLast())))
                .isEqualTo(code + alone);
    }

    @Test
    void dividesAGridByItsOutline() {
        street.with(1, 1);
        var square = "[[[120.0,30.0],[120.02,30.0],[120.02,30.01],[120.0,30.01],[120.0,30.0]]]";
        var east = "[[[120.01,30.0],[120.02,30.0],[120.02,30.01],[120.01,30.01],[120.01,30.0]]]";
        context.getBean(Boundaries.class)
                .read(
                        new java.io.ByteArrayInputStream("""
                                {"type": "FeatureCollection", "features": [{"type": "Feature",
                                "properties": {"code": "%s"}, "geometry": {"type": "Polygon", "coordinates": %s}}]}""".formatted(code + "001001", square)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Crs.CGCS2000,
                        true,
                        false);
        place(code + "001001", "示例西楼", 120.004, 30.004);
        place(code + "001001", "示例东楼", 120.016, 30.004);
        var eastern = street.post("grid", "/api/incidents", """
                {"location": {"longitude": 120.015, "latitude": 30.005, "crs": "cgcs2000"}, "description": "示例：路灯不亮"}""", 201);
        var plan = street.plan(
                List.of("{\"code\": \"%s\", \"name\": \"示例西网格\"}".formatted(code + "001011"), """
                        {"code": "%s", "name": "示例东网格", "outline": {"type": "Polygon", "coordinates": %s}}""".formatted(
                                code + "001012", east)),
                List.of(
                        street.share("001001", "001011"),
                        "{\"from\": \"%s\", \"to\": \"%s\", \"part\": true}"
                                .formatted(code + "001001", code + "001012")));
        var preview = street.preview(plan);
        assertThat(preview.path("problems").size())
                .as(preview.path("problems").toString())
                .isZero();
        street.publish(plan);
        street.published(plan);

        assertThat(located(120.005)).isEqualTo(code + "001011");
        assertThat(located(120.015)).isEqualTo(code + "001012");
        assertThat(street.get("district", "/api/incidents/" + id(eastern), 200)
                        .path("area")
                        .asString())
                .isEqualTo(code + "001012");
        assertThat(street.one("select area from territory.place_name where name = '示例西楼'", String.class))
                .isEqualTo(code + "001011");
        assertThat(street.one("select area from territory.place_name where name = '示例东楼'", String.class))
                .isEqualTo(code + "001012");
    }

    private String located(double longitude) {
        return street.get("grid", "/api/territory/locate?lon=" + longitude + "&lat=30.005&crs=cgcs2000", 200)
                .path("grid")
                .asString();
    }

    private void place(String grid, String name) {
        place(grid, name, null, null);
    }

    private void place(String grid, String name, @Nullable Double longitude, @Nullable Double latitude) {
        database.sql("insert into territory.place_name (id, area, name, longitude, latitude) values (?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(UUID.randomUUID(), grid, name, longitude, latitude))
                .update();
    }

    private void everythingStandsAtAnOpenArea() {
        var open = street.open();
        street.standing().forEach((rows, counts) -> assertThat(open).as(rows).containsAll(counts.keySet()));
    }

    private List<String> posts(String who) {
        return street.get(who, "/api/session", 200).path("posts").findValuesAsString("area").stream()
                .sorted()
                .toList();
    }

    private JsonNode report(@Nullable LocalDate on) {
        return street.get("district", "/api/territory/report?parent=" + code + (on == null ? "" : "&on=" + on), 200);
    }

    private static long total(JsonNode report, String what) {
        return report.path("kinds")
                .valueStream()
                .filter(kind -> kind.path("what").asString().equals(what))
                .mapToLong(kind -> kind.path("total").asLong())
                .sum();
    }

    private static JsonNode matter(JsonNode preview, String what) {
        return preview.path("matters")
                .valueStream()
                .filter(matter -> matter.path("what").asString().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
