package io.linli.residents.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

/** Marks on a person: seen by those who serve them, for a time, and nowhere in bulk. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TagsApiTests {

    ResidentsApi api;
    String path = "";
    String person = "";

    @BeforeEach
    void register(@Autowired WebApplicationContext context) {
        api = new ResidentsApi(context);
        person = text(api.person("grid", api.home("grid", HERE), "示例甲"), "id");
        path = "/api/residents/" + person + "/tags";
    }

    @Test
    void areSetAndSeenByThosePermitted() {
        api.post("grid", path, tag("DISABLED", nextYear()), 403);
        api.post("community", path, tag("DISABLED", nextYear()), 201);
        var set = api.post("street", path, tag("SUBSISTENCE", nextYear()), 201);

        assertThat(text(set, "kind", "basis")).isEqualTo("社会救助暂行办法（国务院令第649号）");
        assertThat(codes("grid")).containsExactly("DISABLED");
        assertThat(codes("community")).containsExactly("DISABLED", "SUBSISTENCE");
        assertThat(codes("district")).isEmpty();
        api.get("grid2", path, 404);
        api.get("urban", path, 403);
        api.post("community", path, tag("DISABLED", nextYear()), 409);
    }

    @Test
    void haveAnEnd() {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        api.post("community", path, "{\"kind\": \"DISABLED\"}", 400);
        api.post("community", path, tag("DISABLED", today.minusDays(1).toString()), 400);
        api.post("community", path, tag("DISABLED", today.plusYears(6).toString()), 400);
        api.post("community", path, tag("NOTHING", nextYear()), 400);

        var id = text(api.post("community", path, tag("DISABLED", nextYear()), 201), "id");
        api.post("grid", path + "/" + id + "/end", "{}", 403);
        api.post("community", path + "/" + id + "/end", "{}", 204);

        assertThat(codes("community")).isEmpty();
        api.post("community", path + "/" + id + "/end", "{}", 404);
    }

    @Test
    void areListedInOneCommunityByThoseWhoMaySeeThemAlone() {
        api.post("community", path, tag("DISABLED", nextYear()), 201);
        var list = "/api/residents?size=200&tag=DISABLED";

        assertThat(ids("grid", list + "&area=" + HERE)).contains(person);
        assertThat(ids("grid", "/api/residents?size=200&tag=LIVES_ALONE&area=" + HERE))
                .doesNotContain(person);
        api.get("grid", list, 400);
        api.get("street", list + "&area=430181002", 400);
        api.get("district", list + "&area=" + HERE, 403);
        api.get("grid", "/api/residents?tag=SUBSISTENCE&area=" + HERE, 403);
    }

    @Test
    void sayWhichKindsHaveNoBasisYet() {
        var kinds = api.get("community", "/api/residents/tags", 200).path("items");

        assertThat(kinds.valueStream().filter(kind -> kind.path("basis").isMissingNode()))
                .extracting(kind -> text(kind, "code"))
                .containsExactlyInAnyOrder(
                        "LIVES_ALONE", "DISABLED", "LEFT_BEHIND", "PREFERENTIAL", "WHEELCHAIR", "NEEDS_POWER");
        assertThat(kinds.valueStream().filter(kind -> kind.hasNonNull("basis")))
                .extracting(kind -> text(kind, "code"))
                .containsExactlyInAnyOrder("SUBSISTENCE", "DESTITUTE");
    }

    @Test
    void areOfKindsThatAdministratorsAddBaseOnALawAndEndButNeverTakeOut(@Autowired JdbcClient database) {
        var kinds = "/api/residents/tag-kinds";
        var whole = """
                {"code": "TEST_MARK", "chinese": "测试标签", "english": "Test mark", "basis": "示例条例第一条",
                 "setters": ["COMMUNITY_WORKER"], "seers": ["COMMUNITY_WORKER", "GRID_WORKER"], "reason": "试点"}""";
        try {
            api.post("street", kinds, whole, 403);
            api.get("street", kinds, 403);
            assertThat(text(
                            api.post("admin", kinds, whole.replace("\"COMMUNITY_WORKER\", ", ""), 400)
                                    .at("/errors/0"),
                            "code"))
                    .as("who may set it must see it")
                    .isEqualTo("TAG_KIND_ROLES_UNFIT");
            assertThat(text(
                            api.post("admin", kinds, whole.replace("\"GRID_WORKER\"", "\"POLICE_OFFICER\""), 400)
                                    .at("/errors/0"),
                            "code"))
                    .as("no post that does not look after people")
                    .isEqualTo("TAG_KIND_ROLES_UNFIT");
            api.post("admin", kinds, whole.replace("示例条例第一条", " "), 400);
            api.post("admin", kinds, whole, 204);
            assertThat(text(api.post("admin", kinds, whole, 409), "code")).isEqualTo("TAG_KIND_EXISTS");

            var mark = tag("TEST_MARK", nextYear());
            var set = text(api.post("community", path, mark, 201), "id");
            api.post("admin", kinds + "/TEST_MARK/basis", "{\"basis\": \"示例条例第二条\", \"reason\": \"条例修订\"}", 204);
            api.post("admin", kinds + "/TEST_MARK/end", "{\"reason\": \"试点结束\"}", 204);
            assertThat(text(api.post("admin", kinds + "/TEST_MARK/end", "{\"reason\": \"试点结束\"}", 409), "code"))
                    .isEqualTo("TAG_KIND_ENDED");
            assertThat(text(api.post("community", path, mark, 409), "code")).isEqualTo("TAG_KIND_ENDED");
            assertThat(api.get("community", path, 200).toString())
                    .as("what was set holds until its day")
                    .contains("TEST_MARK");
            api.post("community", path + "/" + set + "/end", "{}", 204);

            var kept = api.get("admin", kinds, 200)
                    .path("items")
                    .valueStream()
                    .filter(kind -> text(kind, "code").equals("TEST_MARK"))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(kept, "basis")).isEqualTo("示例条例第二条");
            assertThat(kept.has("endedAt")).isTrue();
            assertThat(api.get("admin", kinds + "/changes", 200)
                            .path("items")
                            .valueStream()
                            .filter(change -> text(change, "kind").equals("TEST_MARK"))
                            .map(change -> text(change, "what") + " " + text(change, "reason")))
                    .containsExactly("ENDED 试点结束", "BASIS 条例修订", "ADDED 试点");
        } finally {
            database.sql("delete from residents.tag_kind_change where kind = 'TEST_MARK'")
                    .update();
            database.sql("delete from residents.tag_kind where code = 'TEST_MARK'")
                    .update();
        }
    }

    @Test
    void areGivenInBulkByNoFace() {
        var ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.linli");

        noClasses()
                .that()
                .resideOutsideOfPackages("io.linli.residents..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.linli\\.residents\\..*Tag.*")
                .check(ours);
        assertThat(ours.get("io.linli.residents.Residents").getMethods())
                .isNotEmpty()
                .allSatisfy(method -> assertThat(method.getRawReturnType().getName() + method.getName())
                        .doesNotContainIgnoringCase("tag"));
        // no event, list that is brought or row of a list of people tells of one
        assertThat(List.of("PersonRow", "PersonCard", "PersonRegistered", "PeopleList", "HouseholdSearch"))
                .allSatisfy(type -> assertThat(
                                ours.get("io.linli.residents." + type).getDirectDependenciesFromSelf())
                        .noneMatch(on -> on.getTargetClass().getSimpleName().startsWith("Tag")));
    }

    private static String nextYear() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusYears(1).toString();
    }

    private static String tag(String kind, String until) {
        return "{\"kind\": \"%s\", \"until\": \"%s\"}".formatted(kind, until);
    }

    private List<String> codes(String who) {
        return api.get(who, path, 200)
                .path("items")
                .valueStream()
                .map(tag -> text(tag, "kind", "code"))
                .toList();
    }

    private List<String> ids(String who, String list) {
        return api.get(who, list, 200)
                .path("items")
                .valueStream()
                .map(item -> text(item, "id"))
                .toList();
    }
}
