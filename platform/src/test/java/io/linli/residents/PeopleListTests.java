package io.linli.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.ImportView;
import io.linli.spreadsheet.Imports;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.context.WebApplicationContext;

/** People with homes, brought as a file. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PeopleListTests {

    private static final String HERE = ResidentsApi.HERE;
    private static final String HEAD = "姓名,身份号码,联系电话,网格代码,楼栋,单元,房号,与户主关系,业主或租户,户籍,监护人姓名,监护人同意日期,出生日期,性别";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Imports imports;

    ResidentsApi api;
    BroughtList list;
    String building = "";

    @BeforeEach
    void name() {
        api = new ResidentsApi(context);
        list = new BroughtList(context, imports, PeopleList.NAME);
        building = "导入" + UUID.randomUUID().toString().substring(0, 8) + "栋";
    }

    @Test
    void takesInPeopleWithTheirHomesAndHouseholds() {
        var done = brought(
                row("示例甲", SomePerson.identity(), HERE, "101", "户主", "业主"),
                row("示例乙", SomePerson.identity(), HERE, "101", "配偶", ""),
                row("示例丙", SomePerson.identity(), HERE, "102", "户主", "租户"));

        assertThat(done.result().added()).isEqualTo(3);
        assertThat(done.bad()).isZero();
        var doors = api.get("grid", "/api/buildings/people?area=" + HERE, 200).path("items");
        var homes = homes();
        assertThat(doors.valueStream().filter(door -> homes.contains(ResidentsApi.text(door, "home"))))
                .hasSize(2)
                .allSatisfy(door -> assertThat(door.path("households").asInt()).isEqualTo(1))
                .extracting(door -> door.path("people").asInt())
                .containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void leavesTheSameBehindWhenTheFileIsBroughtAgain() {
        var rows = new String[] {
            row("示例甲", SomePerson.identity(), HERE, "101", "户主", "业主"),
            row("示例乙", SomePerson.identity(), HERE, "101", "子女", "")
        };
        brought(rows);
        var before =
                api.get("grid", "/api/residents?size=200&building=" + id(), 200).path("items");

        var again = brought(rows);

        assertThat(again.result().added()).isZero();
        assertThat(again.result().unchanged()).isEqualTo(2);
        assertThat(api.get("grid", "/api/residents?size=200&building=" + id(), 200)
                        .path("items"))
                .isEqualTo(before);
    }

    @Test
    void movesWhoIsKnownToTheHomeThatTheFileNames() {
        var number = SomePerson.identity();
        brought(row("示例甲", number, HERE, "101", "户主", ""));

        var again = brought(row("示例甲", number, HERE, "202", "户主", ""));

        assertThat(again.result().changed()).isEqualTo(1);
        var people = api.get("grid", "/api/residents?building=" + id(), 200).path("items");
        assertThat(people.size()).isEqualTo(1);
        assertThat(people.at("/0/home/address").asString()).endsWith("202");
        var card = api.get("grid", "/api/residents/" + ResidentsApi.text(people.get(0), "id"), 200);
        assertThat(card.path("stays")
                        .valueStream()
                        .filter(stay -> ResidentsApi.text(stay, "kind").equals("LIVES"))
                        .map(stay -> stay.path("open").asBoolean()))
                .containsExactly(true, false);
    }

    @Test
    void takesMembersThatStandBeforeTheirHead() {
        brought(row("示例乙", SomePerson.identity(), HERE, "101", "配偶", ""));
        brought(row("示例甲", SomePerson.identity(), HERE, "101", "户主", ""));

        var home = homes().getFirst();
        var household = api.get("grid", "/api/households?home=" + home, 200).path("items");
        assertThat(household.size()).isEqualTo(1);
        assertThat(household.at("/0/members").asInt()).isEqualTo(2);
    }

    @Test
    void returnsTheRowsThatAreWrongAndTakesTheOthers() {
        var good = SomePerson.identity();
        var twice = SomePerson.identity();
        var wrong = SomePerson.identity();
        var last = wrong.charAt(17) == '0' ? '1' : '0';
        var child =
                SomePerson.identity(LocalDate.now(ZoneId.of("Asia/Shanghai")).minusYears(6));
        var elsewhere = SomePerson.identity();

        var done = brought(
                row("示例甲", good, HERE, "101", "户主", ""),
                row("示例乙", twice, HERE, "102", "户主", ""),
                row("示例丙", twice, HERE, "103", "户主", ""),
                row("示例丁", wrong.substring(0, 17) + last, HERE, "104", "户主", ""),
                row("示例戊", child, HERE, "101", "子女", ""),
                row("示例己", elsewhere, ResidentsApi.THERE, "105", "户主", ""),
                row("示例庚", SomePerson.identity(), "430181002001999", "106", "户主", ""),
                row("示例辛", SomePerson.identity(), HERE, "101", "户主", ""));

        assertThat(done.result().added()).isEqualTo(2);
        assertThat(done.bad()).isEqualTo(6);
        assertThat(codes(done))
                .contains(
                        "4:identity:ROW_REPEATED",
                        "5:identity:CELL_NOT_IDENTITY",
                        "6:consentOn:GUARDIAN_CONSENT_MISSING",
                        "7:area:RESIDENTS_OTHER_GROUND",
                        "8:area:HOME_AREA_UNFIT",
                        "9:relation:HOUSEHOLD_HAS_HEAD");
    }

    @Test
    void asksForBirthDateAndSexWhereTheNumberSaysNeither() {
        var card = "XXX" + SomePerson.identity().substring(2, 14);
        var silent = "XXY" + SomePerson.identity().substring(2, 14);

        var done = brought(
                row("示例外甲", card, HERE, "101", "户主", "").replaceFirst(",,$", ",1980-02-29,女"),
                row("示例外乙", silent, HERE, "102", "户主", ""));

        assertThat(done.result().added()).isEqualTo(1);
        assertThat(codes(done)).containsExactly("3:born:RESIDENT_BIRTH_MISSING");
        assertThat(api.get("grid", "/api/residents?building=" + id(), 200)
                        .at("/items/0/sex")
                        .asString())
                .isEqualTo("FEMALE");
    }

    private String row(String name, String identity, String area, String room, String relation, String tenure) {
        return String.join(
                ",", name, identity, "", area, building, "1单元", room, relation, tenure, "户籍在此", "", "", "", "");
    }

    private String id() {
        return api.get("grid", "/api/buildings?area=" + HERE, 200)
                .path("items")
                .valueStream()
                .filter(one -> ResidentsApi.text(one, "name").equals(building))
                .map(one -> ResidentsApi.text(one, "id"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> homes() {
        return api.get("grid", "/api/buildings?area=" + HERE, 200)
                .path("items")
                .valueStream()
                .filter(one -> ResidentsApi.text(one, "name").equals(building))
                .flatMap(one -> one.path("units").valueStream())
                .flatMap(unit -> unit.path("homes").valueStream())
                .map(home -> ResidentsApi.text(home, "id"))
                .toList();
    }

    private ImportView brought(String... rows) {
        return list.brought("community", HEAD, rows);
    }

    private List<String> codes(ImportView done) {
        return list.codes("community", done);
    }
}
