package io.linli.insight;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.countable.Count;
import io.linli.countable.Countable;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.settings.SystemScope;
import io.linli.tasking.TaskSource;
import io.linli.tasking.Tasks;
import io.linli.territory.AreaCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "linli.identity.reports.resident=0")
class InsightApiTests {

    private static final String GRID = "430181002001001";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JsonMapper json;

    @Test
    void drillsDownToRowsThatAddUpToTheNumber() {
        var id = report();
        for (int more = 1; more < Figure.LEAST; more++) {
            report();
        }

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var sheet = get("grid", "/api/insight/figures", 200);
            assertThat(sheet.path("area").asString("")).isEqualTo(GRID);
            assertThat(sheet.path("items").get(0).path("figure").path("state").asString(""))
                    .isEqualTo("NOT_MEASURED");
            long n = figure(sheet, "reported").path("value").asLong();
            var seen = rows("grid", "reported", "");
            assertThat(seen).hasSize((int) n).contains(id);
            var residents = figure(sheet, "by-residents");
            assertThat(rows("grid", "by-residents", "&side=ABOVE"))
                    .hasSize(residents.path("numerator").asInt());
        });
        assertThat(rows("grid2", "reported", "")).as("of another grid").doesNotContain(id);
    }

    /** In a town where no other test gives anybody a task. */
    @Test
    void makesFiguresOfWhateverAModuleLetsBeCounted() {
        var community = "430181109008";
        var grid = community + "001";
        var desk = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        for (int n = 1; n <= Figure.LEAST; n++) {
            var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
            done(worker, given(worker, n <= 2 ? grid : community), 10 * n);
        }
        done(desk, given(desk, community), null);
        hold(desk, community);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var sheet = get(desk, "/api/insight/figures", 200);
            assertThat(figure(sheet, "tasks-done").path("value").asLong()).isEqualTo(6);
            assertThat(figure(sheet, "tasks-each").path("value").asDouble())
                    .as("6 by 6")
                    .isEqualTo(1.0);
            assertThat(figure(sheet, "task-minutes").path("value").asLong())
                    .as("10 + 20 + 30 + 40 + 50")
                    .isEqualTo(150);
            assertThat(figure(sheet, "task-minutes-each").path("value").asDouble())
                    .as("150 by the 5 who said any")
                    .isEqualTo(30.0);
            assertThat(figure(sheet, "opinions").path("value").asLong()).isEqualTo(5);
            assertThat(figure(sheet, "opinions-ended").path("value").asDouble())
                    .as("2 of 5")
                    .isEqualTo(40.0);
        });
        assertThat(counted(desk, "tasks-done", "of", "")).isEqualTo(6);
        assertThat(counted(desk, "task-minutes", "of", "&size=2"))
                .as("in pages")
                .isEqualTo(150);
        assertThat(counted(desk, "opinions", "of", "")).isEqualTo(5);
        assertThat(counted(desk, "opinions-ended", "above", "&side=ABOVE")).isEqualTo(2);
        assertThat(counted(desk, "opinions-ended", "of", "&side=BELOW")).isEqualTo(3);
        assertThat(counted("grid", "tasks-done", "of", ""))
                .as("those of another's ground are not told")
                .isEqualTo(figure(get("grid", "/api/insight/figures", 200), "tasks-done")
                        .path("value")
                        .asLong(0));
        assertThat(sum(get(desk, "/api/insight/figures/tasks-done/course", 200).path("items")))
                .isEqualTo(6);
        for (var code : List.of("tasks-done", "tasks-each", "task-minutes", "task-minutes-each")) {
            assertThat(get(desk, "/api/insight/figures/" + code + "/parts", 200)
                            .path("items")
                            .valueStream()
                            .filter(part -> part.path("area").asString("").equals(grid))
                            .map(part -> part.path("figure")))
                    .as(code + " of a grid where two did them")
                    .singleElement()
                    .satisfies(few -> {
                        assertThat(few.path("state").asString("")).isEqualTo("FEW_PEOPLE");
                        assertThat(few.has("value") || few.has("n") || few.has("numerator"))
                                .as(few.toString())
                                .isFalse();
                    });
            var rows = get(desk, "/api/insight/figures/" + code + "/counted?area=" + grid, 200);
            assertThat(rows.path("items"))
                    .as("nor the rows that it could be added up from")
                    .isEmpty();
            assertThat(rows.path("state").asString(""))
                    .as("and that is not the same as none")
                    .isEqualTo("FEW_PEOPLE");
        }
        assertThat(code(get("auditor", "/api/insight/figures/opinions/counted", 403)))
                .as("who reads figures and no talks")
                .isEqualTo("NOT_ALLOWED");
        areAsTheModulesThemselvesSay();

        var shown = generations();
        assertThat(shown).isNotEmpty();
        call("district", HttpMethod.POST, "/api/insight/recount", "", 202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get("district", "/api/insight/recount", 200).has("since"));
        assertThat(generations())
                .hasSameSizeAs(shown)
                .allSatisfy((key, active) -> assertThat(active).as(key).isEqualTo(1 - shown.getOrDefault(key, 0)));
        assertThat(figure(get(desk, "/api/insight/figures", 200), "tasks-done")
                        .path("value")
                        .asLong())
                .as("counted anew from the first event")
                .isEqualTo(6);
        areAsTheModulesThemselvesSay();
        assertThat(code(call("district", HttpMethod.PUT, "/api/insight/indicators/test-no-source", """
                 {"parent": "workload", "position": 902, "headline": false, "name": "无来源", "nameEn": "From nowhere",
                  "definition": "无。", "definitionEn": "None.", "kind": "EACH", "countedBy": "ENDED", "numerator": [],
                  "denominator": [], "countable": "nowhere", "unit": "NUMBER", "direction": "UP", "period": "MONTH",
                  "version": 0}""", 400)))
                .isEqualTo("INDICATOR_COUNTABLE_UNFIT");
    }

    /** Of each key the one that is shown. */
    private Map<String, Integer> generations() {
        var found = new HashMap<String, Integer>();
        context.getBean(JdbcClient.class)
                .sql("select key, active from insight.count_model")
                .query(row -> {
                    found.put(row.getString(1), row.getInt(2));
                });
        return found;
    }

    /** As after an upgrade, with the journal still to be read. */
    @Test
    void tellsNoPartOfWhatIsStillBeingCounted() {
        var indicators = context.getBean(Indicators.class);
        var several = List.of(indicators.get("tasks-done"), indicators.get("tasks-each"));
        var county = new AreaCode("430181");
        var today = LocalDate.now(Period.CHINA);
        var district = SignedIn.caller(context, "district");
        var measuring = context.getBean(Measuring.class);
        SignedIn.as(
                context,
                "district",
                () -> context.getBean(TransactionTemplate.class).execute(status -> {
                    status.setRollbackOnly();
                    context.getBean(JdbcClient.class)
                            .sql(
                                    "update insight.count_model set head_epoch = head_epoch + 1000 where key = 'tasks-done'")
                            .update();
                    var period = new Period(today, today);
                    assertThat(context.getBean(CountedFigures.class).rowsTold(district, county, period, "tasks-done"))
                            .isEqualTo(Figure.State.NOT_MEASURED);
                    for (var split : List.of(Measuring.Split.NONE, Measuring.Split.areas(9))) {
                        assertThat(measuring
                                        .figures(district, county, period, several, split)
                                        .get(Measuring.ALL))
                                .containsEntry("tasks-done", Figure.NOT_MEASURED)
                                .containsEntry("tasks-each", Figure.NOT_MEASURED);
                    }
                    return true;
                }));
    }

    /** Of all that there are: what was counted from the events is what the modules' own rows say. */
    private void areAsTheModulesThemselvesSay() {
        var database = context.getBean(JdbcClient.class);
        for (var countable : context.getBeansOfType(Countable.class).values()) {
            await().untilAsserted(() -> context.getBean(SystemScope.class)
                    .run(() -> context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                        var told = database.sql("""
                            select * from insight.counted m where key = ? and generation = (
                                select active from insight.count_model c where c.key = m.key)""")
                                .param(countable.key())
                                .query((row, n) -> new Count(
                                        row.getObject("day", LocalDate.class),
                                        Count.Seen.of(row),
                                        row.getLong("above"),
                                        row.getLong("below")))
                                .list();
                        assertThat(summed(told))
                                .as(countable.key())
                                .isEqualTo(summed(countable.recount()))
                                .isNotEmpty();
                    })));
        }
    }

    private static Map<List<Object>, List<Long>> summed(List<Count> counts) {
        var sums = new HashMap<List<Object>, List<Long>>();
        counts.stream()
                .filter(count -> count.above() != 0 || count.of() != 0)
                .forEach(count -> sums.merge(
                        List.of(count.day(), count.seen()),
                        List.of(count.above(), count.of()),
                        (one, other) -> List.of(one.getFirst() + other.getFirst(), one.getLast() + other.getLast())));
        return sums;
    }

    private String given(String worker, String code) {
        var area = new AreaCode(code);
        var id = SomeAccounts.id(context, worker);
        return requireNonNull(context.getBean(TransactionTemplate.class)
                        .execute(status -> context.getBean(Tasks.class)
                                .give(new Tasks.FieldTask(
                                        "test:" + UUID.randomUUID(),
                                        TaskSource.INSPECTION,
                                        "示例检查",
                                        null,
                                        area,
                                        null,
                                        new Tasks.Assignment(id, null, null),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Instant.now(),
                                        null,
                                        false))))
                .toString();
    }

    private void done(String worker, String task, @Nullable Integer minutes) {
        call(worker, HttpMethod.POST, "/api/tasks/" + task + "/done", """
            {"note": "好了", "minutes": %d}""".formatted(minutes), 200);
    }

    private void hold(String host, String community) {
        var today = LocalDate.now(Period.CHINA);
        var opinions = Stream.of(
                        "\"state\": \"ANSWERED\", \"answer\": \"示例\"",
                        "\"state\": \"ANSWERED\", \"answer\": \"示例\"",
                        "\"state\": \"FOR_TOPIC\"",
                        "\"state\": \"OPEN\"",
                        "\"state\": \"OPEN\"")
                .map(state -> "{\"id\": \"%s\", \"words\": \"示例\", %s}".formatted(UUID.randomUUID(), state))
                .collect(joining(","));
        call(
                host,
                HttpMethod.POST,
                "/api/talks/" + UUID.randomUUID() + "/held",
                """
                {"area": "%s", "place": "示例凉亭", "heldAt": "%s", "topics": ["示例"], "answerBy": "%s", "opinions": [%s]}""".formatted(community, today.minusDays(1) + "T12:00:00Z", today.plusDays(7), opinions),
                201);
    }

    private long counted(String who, String code, String what, String more) {
        var path = "/api/insight/figures/" + code + "/counted?";
        var rows = get(who, path + more, 200);
        long sum = 0;
        while (true) {
            sum += rows.path("items")
                    .valueStream()
                    .mapToLong(row -> row.path(what).asLong())
                    .sum();
            var next = rows.path("next").asString("");
            if (next.isEmpty()) {
                return sum;
            }
            rows = get(who, path + "after=" + next + more, 200);
        }
    }

    @Test
    void reportsADayAWeekAMonthAQuarterAndAYearBesideTheOneBefore() {
        var month = get("street", "/api/insight/reports/MONTH?day=2026-03-15", 200);
        assertThat(month.path("period").toString()).contains("2026-03-01", "2026-03-31");
        assertThat(month.path("before").toString()).contains("2026-02-01", "2026-02-28");
        assertThat(get("street", "/api/insight/reports/WEEK?day=2027-01-01", 200)
                        .path("period")
                        .toString())
                .as("from Monday, over the end of the year")
                .contains("2026-12-28", "2027-01-03");
        var quarter = get("street", "/api/insight/reports/QUARTER?day=2027-01-01", 200);
        assertThat(quarter.path("period").toString()).contains("2027-01-01", "2027-03-31");
        assertThat(quarter.path("before").toString()).contains("2026-10-01", "2026-12-31");
        assertThat(get("street", "/api/insight/reports/YEAR?day=2026-12-31", 200)
                        .path("period")
                        .toString())
                .contains("2026-01-01", "2026-12-31");
        assertThat(figure(month, "disputes").path("state").asString("")).isEqualTo("NOT_MEASURED");
        get("resident", "/api/insight/reports/DAY", 403);

        var sheet = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/").with(SignedIn.as("street"))))
                .build()
                .get()
                .uri("/api/insight/reports/MONTH/sheet?day=2026-03-15")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        assertThat(new String(sheet, 0, 2, StandardCharsets.US_ASCII))
                .as("a workbook")
                .isEqualTo("PK");
    }

    @Test
    void tellsEverybodyNumbersAndNothingElse() {
        var open = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity()))
                .build();
        var body = new String(
                open.get()
                        .uri("/api/insight/public?area=430181002001")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);

        assertThat(json.readTree(body).path("months")).hasSize(12);
        assertThat(body).doesNotContain("SJ-", GRID, "\"incident\"");
        open.get()
                .uri("/api/insight/public?area=" + GRID)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void callsUnitsByTheNamesThatCasesCallThemBy() {
        var body = """
                {"location": {"gridCode": "%s"}, "description": "小区门口垃圾成堆没有人清理"}""".formatted(GRID);
        var reported = call("resident", HttpMethod.POST, "/api/incidents", body, 201);
        var handler = reported.path("handler");
        assertThat(handler.path("unit").asString("")).isEqualTo("430181-urban");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("district", "/api/insight/figures/reported/units", 200)
                                .path("items"))
                        .filteredOn(item -> item.path("unit").equals(handler.path("unit")))
                        .singleElement()
                        .satisfies(item -> assertThat(item.path("unitName")).isEqualTo(handler.path("unitName"))));
    }

    private String report() {
        var body = "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"路灯不亮\"}".formatted(GRID);
        return call("resident", HttpMethod.POST, "/api/incidents", body, 201)
                .path("id")
                .asString("");
    }

    @Test
    void makesUpTheWholeOfTheParts() {
        var whole = figure(get("street", "/api/insight/figures", 200), "reported")
                .path("value")
                .asLong();
        var parts = get("street", "/api/insight/figures/reported/parts", 200).path("items");
        long unplaced = rows("street", "reported", "&size=200").isEmpty() ? 0 : whole - sum(parts);

        assertThat(sum(parts)).isLessThanOrEqualTo(whole);
        assertThat(unplaced).isNotNegative();
        assertThat(StreamSupport.stream(parts.spliterator(), false))
                .allSatisfy(
                        part -> assertThat(part.path("areaName").asString("")).isNotBlank());
        var course = get("street", "/api/insight/figures/reported/course", 200).path("items");
        assertThat(sum(course)).isEqualTo(whole);
    }

    @Test
    void tellsOfOnesOwnGroundOnly() {
        assertThat(code(get("grid", "/api/insight/figures?area=430181002", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("grid", "/api/insight/figures/reported/rows?area=430181002006001", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("grid", "/api/insight/reports/MONTH?area=430181002", 403)))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        assertThat(code(get("street", "/api/insight/figures?area=430181002999", 400)))
                .isEqualTo("INSIGHT_AREA_UNKNOWN");
        get("resident", "/api/insight/figures", 403);
    }

    @Test
    void tellsOfNoHundredYearsAndOfNoTimeThatRunsBackwards() {
        assertThat(code(get("street", "/api/insight/figures?from=1926-01-01", 400)))
                .isEqualTo("INSIGHT_PERIOD_TOO_LONG");
        assertThat(code(get("street", "/api/insight/figures?from=2026-02-01&to=2026-01-01", 400)))
                .isEqualTo("INSIGHT_PERIOD_INVALID");
        assertThat(code(get("street", "/api/insight/figures/reported/rows?after=nowhere", 400)))
                .isEqualTo("INSIGHT_PAGE_UNKNOWN");
        assertThat(code(get("street", "/api/insight/figures/no-such-figure/rows", 404)))
                .isEqualTo("INDICATOR_UNKNOWN");
    }

    @Test
    void saysSoWhereAReportIsOfNothing() {
        var longAgo = get("street", "/api/insight/figures?from=2025-01-01&to=2025-01-31", 200);
        assertThat(figure(longAgo, "satisfaction").path("state").asString("")).isEqualTo("NO_DATA");
        assertThat(figure(longAgo, "disputes").path("state").asString("")).isEqualTo("NOT_MEASURED");
        var report = get("street", "/api/insight/reports/MONTH?day=2025-01-15", 200);
        assertThat(figure(report, "satisfaction").path("state").asString("")).isEqualTo("NO_DATA");
        assertThat(figure(report, "reported").path("value").asInt(-1)).isZero();
        assertThat(longAgo + report.toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void dividesByNoZero() {
        var path = "/api/insight/indicators/test-" + Long.toString(System.nanoTime(), 36);
        var code = path.substring(path.lastIndexOf('/') + 1);
        call("district", HttpMethod.PUT, path, """
                {"parent": "work", "position": 901, "headline": false, "name": "无分母", "nameEn": "Of nothing",
                 "definition": "已结案而仍在办的。", "definitionEn": "Closed and open at once: there is none.",
                 "kind": "RATIO", "countedBy": "REPORTED", "numerator": ["ON_TIME"], "denominator": ["OPEN", "CLOSED"],
                 "unit": "PERCENT", "direction": "UP", "period": "MONTH", "version": 0}""", 200);

        assertThat(figure(get("district", "/api/insight/figures", 200), code)
                        .path("state")
                        .asString(""))
                .isEqualTo("NO_DATA");
        assertThat(get("district", "/api/insight/figures/" + code + "/parts", 200)
                        .path("items")
                        .valueStream()
                        .map(part -> part.path("figure").path("state").asString("")))
                .isNotEmpty()
                .containsOnly("NO_DATA");
        assertThat(get("district", "/api/insight/figures/" + code + "/rows", 200)
                        .path("items"))
                .isEmpty();

        call("district", HttpMethod.POST, path + "/close", "", 204);
        assertThat(code(get("district", "/api/insight/figures/" + code + "/parts", 404)))
                .as("of a screen that still shows it")
                .isEqualTo("INDICATOR_UNKNOWN");
        assertThat(get("district", "/api/insight/figures", 200).toString()).doesNotContain(code);
    }

    @Test
    void takesANewIndicatorWithoutAProgramAndLetsItGoAgain() {
        var content = """
                {"parent": "work", "position": 900, "headline": false, "name": "紧急按期率", "nameEn": "Urgent ones on time",
                 "definition": "紧急事件中各阶段都没有超过时限的。", "definitionEn": "Urgent incidents none of whose limits was over.",
                 "kind": "RATIO", "countedBy": "ENDED", "numerator": ["ON_TIME"], "denominator": ["URGENT", "STANDING"],
                 "unit": "PERCENT", "direction": "UP", "target": 95, "period": "MONTH", "version": %d}""";
        var path = "/api/insight/indicators/test-" + Long.toString(System.nanoTime(), 36);
        var code = path.substring(path.lastIndexOf('/') + 1);
        assertThat(call("district", HttpMethod.PUT, path, content.formatted(0), 200)
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(figure(get("district", "/api/insight/figures", 200), code)
                        .path("state")
                        .asString(""))
                .isIn("MEASURED", "FEW", "FEW_PEOPLE", "WITHHELD", "NO_DATA");

        assertThat(call("district", HttpMethod.PUT, path, content.formatted(1), 200)
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(code(call("district", HttpMethod.PUT, path, content.formatted(1), 409)))
                .isEqualTo("INDICATOR_CHANGED");
        assertThat(code(call(
                        "district",
                        HttpMethod.PUT,
                        path,
                        content.formatted(2).replace("\"work\"", '"' + code + '"'),
                        400)))
                .isEqualTo("INDICATOR_IN_A_CIRCLE");
        assertThat(code(call(
                        "district", HttpMethod.PUT, path, content.formatted(2).replace("[\"ON_TIME\"]", "[]"), 400)))
                .isEqualTo("INDICATOR_INCOMPLETE");
        call("street", HttpMethod.PUT, path, content.formatted(2), 403);
        assertThat(code(call("district", HttpMethod.POST, "/api/insight/indicators/work/close", "", 409)))
                .isEqualTo("INDICATOR_HOLDS_OTHERS");

        call("district", HttpMethod.POST, path + "/close", "", 204);
        assertThat(code(get("district", "/api/insight/figures/" + code + "/rows", 404)))
                .as("while it was on somebody's screen")
                .isEqualTo("INDICATOR_UNKNOWN");
        assertThat(code(call("district", HttpMethod.PUT, path, content.formatted(3), 409)))
                .isEqualTo("INDICATOR_CLOSED");
    }

    private List<String> rows(String who, String code, String more) {
        var rows = get(who, "/api/insight/figures/" + code + "/rows?size=200" + more.replace("&size=200", ""), 200);
        var ids = new ArrayList<String>();
        while (true) {
            rows.path("items").forEach(row -> ids.add(row.path("id").asString("")));
            var next = rows.path("next").asString("");
            if (next.isEmpty()) {
                return ids;
            }
            rows = get(who, "/api/insight/figures/" + code + "/rows?size=200&after=" + next + more, 200);
        }
    }

    private static long sum(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .mapToLong(item -> item.path("figure").path("value").asLong())
                .sum();
    }

    private static JsonNode figure(JsonNode sheet, String code) {
        return StreamSupport.stream(sheet.path("items").spliterator(), false)
                .filter(item -> item.path("code").asString("").equals(code))
                .findFirst()
                .orElseThrow()
                .path("figure");
    }

    private static String code(JsonNode problem) {
        return problem.path("code").asString("");
    }

    private JsonNode get(String who, String path, int status) {
        return call(who, HttpMethod.GET, path, "", status);
    }

    private JsonNode call(String who, HttpMethod method, String path, String body, int status) {
        var answer = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/")
                                .with(SignedIn.as(who))
                                .with(csrf())))
                .build()
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
        var result = answer.expectBody().returnResult();
        var bytes = result.getResponseBodyContent();
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(result.getStatus().value()).as(path + ": " + text).isEqualTo(status);
        return json.readTree(text.isEmpty() ? "null" : text);
    }
}
