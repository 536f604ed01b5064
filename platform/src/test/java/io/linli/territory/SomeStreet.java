package io.linli.territory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import io.linli.settings.SystemScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A made-up street of the demo's county, for as long as a test lasts, with communities and grids and who lives there. */
final class SomeStreet {

    final String code;
    private final WebApplicationContext context;
    private final JdbcClient database;

    SomeStreet(WebApplicationContext context, String code) {
        this.context = context;
        this.code = code;
        database = context.getBean(JdbcClient.class);
        forget();
        area(code, null);
    }

    /** Communities 001 and so on, each with so many grids 001 and so on. */
    SomeStreet with(int communities, int grids) {
        for (int c = 1; c <= communities; c++) {
            area(code + three(c), null);
            for (int g = 1; g <= grids; g++) {
                area(code + three(c) + three(g), "BASIC");
            }
        }
        changed();
        return this;
    }

    static String three(int number) {
        return "%03d".formatted(number);
    }

    private void area(String area, @Nullable String kind) {
        database.sql("insert into territory.area (code, name, kind, valid_from) values (?, ?, ?, date '2024-01-01')")
                .params(java.util.Arrays.asList(area, "示例" + area.substring(6), kind))
                .update();
    }

    void changed() {
        database.sql("update territory.revision set number = number + 1").update();
        context.getBean(GroundKeeper.class).renew();
    }

    /** A building of so many homes in the grid, each with a household of one; tells the building's id. */
    UUID building(String grid, int homes) {
        var building = UUID.randomUUID();
        asSystem(() -> {
            database.sql("insert into residents.building (id, area, name, made_at) values (?, ?, ?, now())")
                    .params(building, grid, "示例" + building)
                    .update();
            for (int n = 1; n <= homes; n++) {
                var person = UUID.randomUUID();
                database.sql("""
                        insert into residents.home (id, building, unit_name, room, area, made_at)
                        values (gen_random_uuid(), ?, '', ?, ?, now())""").params(building, three(n), grid).update();
                database.sql("""
                        insert into residents.person (id, area, sealed, name_index, state, registration, registered_at,
                            changed_at, version)
                        values (?, ?, '', ?, 'HERE', 'HERE', now(), now(), 0)""")
                        .params(person, grid, person.toString().getBytes(UTF_8))
                        .update();
                database.sql("""
                        insert into residents.household (id, area, home_index, home, head, opened_at)
                        values (gen_random_uuid(), ?, ?, '', ?, now())""")
                        .params(grid, person.toString().getBytes(UTF_8), person)
                        .update();
            }
        });
        return building;
    }

    /** The HTTP interface as one of the accounts, in Chinese. */
    JsonNode call(String who, HttpMethod method, String path, @Nullable String body, int status) {
        var request = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(who))))
                .build()
                .method(method)
                .uri(path)
                .header("Accept-Language", "zh");
        var answer = (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        var text = answer.getResponseBody();
        assertThat(answer.getStatus().value())
                .as(method + " " + path + " " + text)
                .isEqualTo(status);
        return JsonMapper.shared().readTree(text == null || text.isEmpty() ? "null" : text);
    }

    JsonNode get(String who, String path, int status) {
        return call(who, HttpMethod.GET, path, null, status);
    }

    JsonNode post(String who, String path, @Nullable String body, int status) {
        return call(who, HttpMethod.POST, path, body, status);
    }

    /** Somebody sees something in that grid; tells the incident's id. */
    String incident(String grid) {
        return post("grid", "/api/incidents", """
                {"location": {"gridCode": "%s"}, "description": "示例：路灯不亮"}""".formatted(grid), 201)
                .path("id")
                .asString("");
    }

    /** A plan of these openings and shares, as they stand in JSON. */
    JsonNode plan(List<String> opens, List<String> shares) {
        return post("district", "/api/territory/plans", draft(opens, shares), 201);
    }

    String draft(List<String> opens, List<String> shares) {
        var today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
        return """
                {"area": "%s", "name": "示例调整方案", "from": "%s", "opens": [%s], "shares": [%s]}""".formatted(code, today, String.join(",", opens), String.join(",", shares));
    }

    String opens(String end) {
        return "{\"code\": \"%s\", \"name\": \"示例新%s\"}".formatted(code + end, end);
    }

    String share(String from, String to) {
        return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(code + from, code + to);
    }

    JsonNode preview(JsonNode plan) {
        return post("district", "/api/territory/plans/" + id(plan) + "/preview", null, 200);
    }

    JsonNode publish(JsonNode plan) {
        return post("district", "/api/territory/plans/" + id(plan) + "/publish?version=1", null, 202);
    }

    JsonNode published(JsonNode plan) {
        var id = UUID.fromString(id(plan));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            context.getBean(PlanPublisher.class).publish(id);
            assertThat(state(plan)).isEqualTo("PUBLISHED");
        });
        return get("district", "/api/territory/plans/" + id, 200);
    }

    String state(JsonNode plan) {
        return get("district", "/api/territory/plans/" + id(plan), 200)
                .path("state")
                .asString("");
    }

    static String id(JsonNode answer) {
        return answer.path("id").asString("");
    }

    /** Where what is alive of each table stands: how many at which area. */
    Map<String, Map<String, Long>> standing() {
        var all = new TreeMap<String, Map<String, Long>>();
        asSystem(() -> List.of(
                        "residents.home where closed_at is null",
                        "residents.building where closed_at is null",
                        "residents.household where closed_at is null",
                        "residents.person where state = 'HERE'",
                        "incident.incident where ended_at is null",
                        "tasking.task where state = 'OPEN'",
                        "territory.place_name where true",
                        "identity.post where not end_told")
                .forEach(rows -> {
                    var counts = new TreeMap<String, Long>();
                    database.sql("select area, count(*) from " + rows + " and area like ? group by area")
                            .param(code + "%")
                            .query(row -> {
                                counts.put(row.getString(1), row.getLong(2));
                            });
                    all.put(rows, counts);
                }));
        return all;
    }

    static Map<String, Long> totals(Map<String, Map<String, Long>> standing) {
        var totals = new TreeMap<String, Long>();
        standing.forEach((rows, counts) -> totals.put(
                rows, counts.values().stream().mapToLong(Long::longValue).sum()));
        return totals;
    }

    List<String> open() {
        return database.sql("select code from territory.area where open and code like ? order by code")
                .param(code + "%")
                .query((row, n) -> row.getString(1))
                .list();
    }

    <T> T one(String sql, Class<T> type, Object... values) {
        var found = new ArrayList<T>();
        asSystem(() -> found.add(database.sql(sql).params(values).query(type).single()));
        return found.getFirst();
    }

    void asSystem(Runnable work) {
        context.getBean(SystemScope.class)
                .run(() -> context.getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run()));
    }

    /** Others count what lies in the county. What has a history that nobody may take back stays. */
    void forget() {
        asSystem(() -> {
            for (var rows : List.of(
                    "residents.household where area",
                    "residents.person where area",
                    "residents.home where area",
                    "residents.building where area",
                    "tasking.task where area",
                    "identity.post where area",
                    "territory.plan_figure where area",
                    "territory.lineage where predecessor",
                    "territory.duty where area",
                    "territory.leader where area",
                    "territory.boundary where area",
                    "territory.place_name where area",
                    "territory.area_change where area")) {
                database.sql("delete from " + rows + " like '" + code + "%'").update();
            }
            for (var part : List.of("plan_total", "plan_figure", "plan_opening", "plan_share")) {
                database.sql("delete from territory." + part
                                + " where plan in (select id from territory.plan where area like ?)")
                        .param(code + "%")
                        .update();
            }
            database.sql("delete from territory.plan where area like ?")
                    .param(code + "%")
                    .update();
            database.sql("delete from territory.area where code like ?")
                    .param(code + "%")
                    .update();
        });
        changed();
    }
}
