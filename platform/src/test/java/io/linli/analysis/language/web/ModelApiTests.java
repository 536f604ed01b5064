package io.linli.analysis.language.web;

import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.analysis.language.SomeHot;
import io.linli.evacuation.SomeLowGround;
import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.TakenList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** How the model does, learning anew, and what many speak of. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class ModelApiTests {

    private static final String REASON = "{\"reason\": \"试一次\"}";

    @Autowired
    JdbcClient database;

    @Autowired
    WebApplicationContext context;

    ResidentsApi api;

    @BeforeEach
    void connect() {
        api = new ResidentsApi(context);
    }

    @Test
    void learnsAnewForWhoLooksAfterItAndSaysWhyNothingWasTaken() {
        api.get("community", "/api/analysis/model/state", 403);
        api.post("auditor", "/api/analysis/model/trainings", REASON, 403);
        assertThat(text(api.post("district", "/api/analysis/model/trainings", "{\"reason\": \" \"}", 400), "code"))
                .isEqualTo("RUN_DATA_INVALID");
        var before = text(api.get("district", "/api/analysis/model", 200), "version");

        var run = api.post("district", "/api/analysis/model/trainings", REASON, 202);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> text(training(run), "run", "state").equals("DONE"));
        assertThat(text(training(run), "outcome", "refused"))
                .as("a few tests tell of few kinds")
                .isIn("TOO_FEW", "KINDS_LOST");
        assertThat(text(training(run), "run", "reason")).isEqualTo("试一次");
        var state = api.get("auditor", "/api/analysis/model/state", 200);
        assertThat(text(state, "card", "version")).as("the old one stays").isEqualTo(before);
        assertThat(state.path("card").path("confusion")).hasSize(7);
    }

    /** From what was closed here and from files that the operator brought, in words of this place that nobody else uses. */
    @Test
    void takesWhatItLearnedAnewIntoUseWithoutARestartAndKeepsTheOneBefore(@Value("${linli.data-dir}") Path data)
            throws IOException {
        var models = data.resolve("models");
        var texts = new LocalWords(new Random(11));
        Files.createDirectories(models.resolve("learn"));
        Files.writeString(models.resolve("learn").resolve("local.csv"), texts.file(20));
        Files.writeString(models.resolve("held-back.csv"), texts.file(6));
        var before = text(api.get("district", "/api/analysis/model", 200), "version");
        try {
            var run = api.post("district", "/api/analysis/model/trainings", REASON, 202);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !text(training(run), "run", "state").equals("RUNNING"));

            var outcome = training(run).path("outcome");
            assertThat(text(outcome, "refused")).as(outcome.toString()).isEmpty();
            assertThat(outcome.path("judged").asInt()).isEqualTo(7 * 6);
            assertThat(outcome.path("texts").asInt()).isGreaterThanOrEqualTo(7 * 20);
            assertThat(outcome.path("after").asDouble())
                    .isGreaterThan(outcome.path("before").asDouble());
            var after = text(outcome, "version");
            assertThat(text(api.get("district", "/api/analysis/model", 200), "version"))
                    .isEqualTo(after)
                    .isNotEqualTo(before);
            assertThat(api.get("auditor", "/api/analysis/model/state", 200)
                            .path("card")
                            .path("confusion"))
                    .as("the outermost kinds that ship, and what other matters here were put right to")
                    .hasSizeGreaterThanOrEqualTo(7)
                    .allSatisfy(row -> assertThat(row.size()).isGreaterThanOrEqualTo(7));
            var asked = "{\"texts\": [\"%s\"]}".formatted(texts.of("交通运输"));
            assertThat(text(
                            api.post("district", "/api/analysis/classify", asked, 200)
                                    .path("items")
                                    .path(0)
                                    .path("categories")
                                    .path(0),
                            "name"))
                    .isEqualTo("交通运输");
            assertThat(models.resolve("versions").resolve(after + ".zip")).exists();
            assertThat(models.resolve("versions").resolve(before + ".zip"))
                    .as("also the one before, to go back to")
                    .exists();
        } finally {
            FileSystemUtils.deleteRecursively(models);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> text(api.get("district", "/api/analysis/model", 200), "version")
                            .equals(before));
        }
    }

    /** Labelled texts of seven kinds, each in a few made-up words of its own among signs that say nothing. */
    private record LocalWords(Random random) {

        private static final Map<String, String> WORDS = Map.of(
                "交通运输", "摆渡桩",
                "劳动和社会保障", "工簿牌",
                "卫生计生", "药铺签",
                "商贸旅游", "摊位旗",
                "城乡建设", "瓦沿石",
                "教育文体", "书屉灯",
                "环境保护", "烟尘笼");

        String of(String kind) {
            var text = new StringBuilder(String.valueOf(WORDS.get(kind)).repeat(3));
            random.ints(12, '一', '一' + 4_000).forEach(sign -> text.append((char) sign));
            return text.toString();
        }

        String file(int each) {
            var rows = new StringBuilder("level1,topic,detail\n");
            for (int i = 0; i < each; i++) {
                new TreeSet<>(WORDS.keySet())
                        .forEach(kind -> rows.append(kind)
                                .append(",示例,")
                                .append(of(kind))
                                .append('\n'));
            }
            return rows.toString();
        }
    }

    private JsonNode training(JsonNode run) {
        return api.get("district", "/api/analysis/model/state", 200)
                .path("trainings")
                .valueStream()
                .filter(each -> text(each, "run", "id").equals(text(run, "id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsAHotIssueToWhoMaySeeAllOfIt() {
        var one = report(ResidentsApi.HERE);
        var other = report(ResidentsApi.HERE);
        var there = report(ResidentsApi.THERE);
        keep(List.of(one, other), List.of(one, there));
        await().atMost(Duration.ofSeconds(30)).until(() -> issues("street").equals(List.of(2, 2)));

        assertThat(issues("grid")).as("of the second a part lies elsewhere").containsExactly(2);
        assertThat(issues("grid2")).isEmpty();
        api.get("resident", "/api/analysis/hot", 403);
        var sheet = "/api/analysis/hot/asked/export";
        assertThat(TakenList.of(context, "grid", sheet).row("示例巷"))
                .containsEntry("热度", "5.5")
                .containsEntry("事件数", "2");
        assertThat(TakenList.of(context, "grid2", sheet).rows()).isEmpty();
        var issue =
                api.get("grid", "/api/analysis/hot/asked", 200).path("items").path(0);
        assertThat(text(issue, "place")).isEqualTo("示例巷");
        assertThat(issue.path("rose").path(0).path("reports").asInt()).isEqualTo(2);
        assertThat(issue.path("members").valueStream().map(each -> text(each, "id")))
                .containsExactly(one, other);
        var window = "{\"days\": %d, \"reason\": \"看\"}";
        api.post("grid", "/api/analysis/hot", window.formatted(30), 403);
        api.post("district", "/api/analysis/hot", window.formatted(6), 400);
    }

    @Test
    void keepsUpWhatIsHotAndSaysOfWhenItIs() {
        var ground = new SomeLowGround(context);
        var grid = ground.grid(ground.point("430181116"));
        var desk = "demo-" + grid.substring(0, 12);
        var members =
                List.of(report(grid, "示例鲸落广场每晚音响震天"), report(grid, "示例鲸落广场的音响又开到半夜"), report(grid, "示例鲸落广场音响太响，孩子睡不着"));

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            SomeHot.renew(context);
            return hot(desk).equals(Set.copyOf(members));
        });

        assertThat(text(api.get(desk, "/api/analysis/hot", 200), "at"))
                .as("of when it is")
                .startsWith(String.valueOf(LocalDate.now(ZoneOffset.UTC).getYear()));
        assertThat(TakenList.of(context, desk, "/api/analysis/hot/export").rows())
                .hasSameSizeAs(api.get(desk, "/api/analysis/hot", 200).path("items"));
        assertThat(hot("district")).as("also in the list of the county").isEqualTo(Set.copyOf(members));
        assertThat(hot("street")).as("of another street").isEmpty();
        assertThat(api.get("street", "/api/analysis/hot?area=" + grid.substring(0, 9), 200)
                        .path("items"))
                .isEmpty();
        api.get("resident", "/api/analysis/hot/asked", 403);

        members.subList(0, 2)
                .forEach(id -> api.post("resident", "/api/incidents/" + id + "/withdraw", "{\"note\": \"已经好了\"}", 200));

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            SomeHot.renew(context);
            return hot(desk).isEmpty();
        });
    }

    @Test
    void showsTheRiskOfBuildingsThatReportsNameAndNoHouseOfAFew() {
        var ground = new SomeLowGround(context);
        var grid = ground.grid(ground.point("430181116"));
        var desk = "demo-" + grid.substring(0, 12);
        var first = ground.building(grid, "示例险情旧厂舍", "101", "102", "201", "202", "301");
        api.post(desk, "/api/buildings/" + first.id() + "/rename", "{\"name\": \"示例险情楼甲\"}", 204);
        ground.building(grid, "示例险情楼乙", "101", "102");
        var one = report(grid, "示例险情楼甲的楼道消防栓没水");
        var other = report(grid, "示例险情旧厂舍外墙有瓷砖脱落"); // as it was called before
        report(grid, "示例险情楼乙的围墙裂了");
        var path = "/api/analysis/risk/" + grid + "/buildings";

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var found = api.get(desk, path, 200);
            return building(found, "示例险情楼甲").path("incidents").asInt() == 2
                    && found.path("rest").path("incidents").asInt() > 0;
        });

        var found = api.get(desk, path, 200);
        var building = building(found, "示例险情楼甲");
        assertThat(building.path("homes").asInt()).isEqualTo(5);
        assertThat(building.path("contributions").valueStream().map(each -> text(each, "incident")))
                .containsExactlyInAnyOrder(one, other);
        assertThat(found.toString())
                .as("with two homes it would be these that are looked at")
                .doesNotContain("示例险情楼乙");
        assertThat(api.get("street", path, 200).path("items"))
                .as("of another street")
                .isEmpty();
        assertThat(api.get(desk, "/api/analysis/risk/" + grid.substring(0, 9) + "/buildings", 400)
                        .path("errors")
                        .toString())
                .contains("RISK_BUILDINGS_TOO_WIDE");
    }

    private static JsonNode building(JsonNode found, String name) {
        return found.path("items")
                .valueStream()
                .filter(each -> text(each, "name").equals(name))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The reports of the issue at that square. */
    private Set<String> hot(String who) {
        return api.get(who, "/api/analysis/hot", 200)
                .path("items")
                .valueStream()
                .filter(issue -> text(issue, "place").contains("鲸落")
                        || text(issue, "matter").contains("鲸落"))
                .flatMap(issue -> issue.path("members").valueStream())
                .map(member -> text(member, "id"))
                .collect(Collectors.toSet());
    }

    private String report(String grid) {
        return report(grid, "示例巷夜里施工太吵");
    }

    private String report(String grid, String words) {
        var body = "{\"location\": {\"gridCode\": \"%s\"}, \"description\": \"%s\"}".formatted(grid, words);
        return text(api.post("resident", "/api/incidents", body, 201), "id");
    }

    private List<Integer> issues(String who) {
        return api.get(who, "/api/analysis/hot/asked", 200)
                .path("items")
                .valueStream()
                .map(issue -> issue.path("members").size())
                .toList();
    }

    /** As if somebody had let it be reckoned. */
    private void keep(List<String> first, List<String> second) {
        var issue = """
                {"rank": %d, "heat": 5.5, "place": "示例巷", "matter": "施工 太吵", "members": ["%s"]}""";
        var result = "{\"days\": 7, \"reports\": 3, \"issues\": [%s, %s]}"
                .formatted(
                        issue.formatted(1, String.join("\", \"", first)),
                        issue.formatted(2, String.join("\", \"", second)));
        database.sql("""
                        insert into analysis.run (id, kind, asked_by, asked_at, reason, state, ended_at, result)
                        values (?, 'HOT', ?, now() + interval '1 day', '试', 'DONE', now(), ?::jsonb)""").params(UUID.randomUUID(), UUID.randomUUID(), result).update();
    }
}
