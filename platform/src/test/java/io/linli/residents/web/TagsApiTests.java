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
