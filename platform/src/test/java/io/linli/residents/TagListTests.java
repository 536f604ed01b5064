package io.linli.residents;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.THERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.ImportList.Changes;
import io.linli.spreadsheet.Imports;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** Marks brought as a file, by those who may set them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TagListTests {

    private static final String HEAD = "身份号码,标签,有效期至";

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final LocalDate nextYear = today.plusYears(1);

    ResidentsApi api;
    BroughtList list;
    String number = "";
    String person = "";

    @BeforeEach
    void register(@Autowired WebApplicationContext context, @Autowired Imports imports) {
        api = new ResidentsApi(context);
        list = new BroughtList(context, imports, TagList.NAME);
        number = SomePerson.identity();
        person = registered("grid", HERE, number);
    }

    @Test
    void areSetOnPeopleWhoHaveARecordAndStayAsTheyAreWhenTheFileIsBroughtAgain() {
        var row = row(number, "残疾人", nextYear);
        assertThat(list.looked("community", HEAD, row).preview()).isEqualTo(new Changes(1, 0, 0));
        assertThat(codes("community")).as("before it is confirmed").isEmpty();

        assertThat(list.brought("community", HEAD, row).result()).isEqualTo(new Changes(1, 0, 0));
        assertThat(list.brought("community", HEAD, row).result()).isEqualTo(new Changes(0, 0, 1));
        var longer = row(number, "残疾人", nextYear.plusYears(1));
        assertThat(list.brought("community", HEAD, longer).result()).isEqualTo(new Changes(0, 1, 0));

        var tags =
                api.get("community", "/api/residents/" + person + "/tags", 200).path("items");
        assertThat(tags.size()).isEqualTo(1);
        assertThat(text(tags.get(0), "until")).isEqualTo(nextYear.plusYears(1).toString());
        var history = api.get("community", "/api/residents/" + person, 200).path("history");
        assertThat(history.valueStream().filter(entry -> text(entry, "step").equals("TAGGED")))
                .hasSize(2);
    }

    @Test
    void areRefusedByRowWhereTheBringerMayNotSetThem() {
        var elsewhere = SomePerson.identity();
        registered("grid2", THERE, elsewhere);
        var unknown = SomePerson.identity();

        var done = list.brought(
                "community",
                HEAD,
                row(number, "残疾人", nextYear),
                row(number, "最低生活保障对象", nextYear),
                row(elsewhere, "残疾人", nextYear),
                row(unknown, "残疾人", nextYear),
                row(number, "独居老人", today.minusDays(1)),
                row(number, "优抚", nextYear));

        assertThat(done.result().added()).isEqualTo(1);
        assertThat(list.codes("community", done))
                .as("on other ground and nowhere read the same")
                .containsExactly(
                        "3:kind:TAG_NOT_YOURS",
                        "4:identity:TAG_PERSON_UNKNOWN",
                        "5:identity:TAG_PERSON_UNKNOWN",
                        "6:until:TAG_END_UNFIT",
                        "7:kind:CELL_NOT_CHOICE");
        assertThat(codes("street")).containsExactly("DISABLED");
    }

    private String registered(String who, String grid, String identity) {
        var body = ResidentsApi.body(api.home(who, grid), "示例甲", identity);
        return text(api.post(who, "/api/residents", body, 201), "id");
    }

    private static String row(String identity, String kind, LocalDate until) {
        return String.join(",", identity, kind, until.toString());
    }

    private List<String> codes(String who) {
        return api.get(who, "/api/residents/" + person + "/tags", 200)
                .path("items")
                .valueStream()
                .map(tag -> text(tag, "kind", "code"))
                .toList();
    }
}
