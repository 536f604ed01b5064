package io.linli.residents.web;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.THERE;
import static io.linli.residents.web.ResidentsApi.body;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.residents.SomePerson;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.TakenList;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What staff see and change of people, homes and households. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ResidentsApiTests {

    private static final String PHONE = "\"phone\": \"13812348000\"";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    ResidentsApi api;

    @BeforeEach
    void open() {
        api = new ResidentsApi(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"residents.person", "residents.household"})
    void findsWhatACallerSeesByIndexesAndNotAmongAllOtherGround(String table) {
        var plan = transaction.execute(status -> {
            // nothing but gathering by indexes is left, which takes one for each reason that shows a row
            database.sql("select set_config(name, 'off', true) from unnest(array[:all]) name")
                    .param("all", List.of("enable_seqscan", "enable_indexscan", "enable_indexonlyscan"))
                    .query()
                    .listOfRows();
            return database.sql("""
                            explain select id from %s
                            where owner = '00000000-0000-0000-0000-000000000001'
                                or assignee = '00000000-0000-0000-0000-000000000001'
                                or (area >= '430181002001' and area < '430181002001:')""".formatted(table)).query(String.class).list();
        });

        assertThat(plan).anyMatch(line -> line.contains("BitmapOr")).noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void showsAPersonMasked() {
        var home = api.home("grid", HERE);
        var number = SomePerson.identity();

        var made = api.post("grid", "/api/residents", body(home, "示例王小明", number, PHONE), 201);

        assertThat(text(made, "name")).isEqualTo("示***明");
        assertThat(text(made, "identity")).isEqualTo(number.substring(0, 4) + "**********" + number.substring(14));
        assertThat(text(made, "phone")).isEqualTo("138****8000");
        assertThat(made.path("masked").asBoolean()).isTrue();
        assertThat(made.path("born").isMissingNode()).isTrue();
        assertThat(text(made, "area")).isEqualTo(HERE);
        assertThat(made.at("/stays/0/kind").asString()).isEqualTo("LIVES");
        assertThat(made.at("/household/members/0/relation").asString()).isEqualTo("HEAD");
        assertThat(made.at("/history/0/step").asString()).isEqualTo("REGISTERED");
        assertThat(made.toString()).doesNotContain(number, "13812348000", "王小");
    }

    @Test
    void showsItInFullWithAReasonAndRecordsTheLook() {
        var home = api.home("grid", HERE);
        var number = SomePerson.identity();
        var id = text(api.post("grid", "/api/residents", body(home, "示例王小明", number, PHONE), 201), "id");

        var opened = api.post("grid", "/api/residents/" + id + "/open", "{\"reason\": \"上门核对\"}", 200);

        assertThat(text(opened, "name")).isEqualTo("示例王小明");
        assertThat(text(opened, "identity")).isEqualTo(number);
        assertThat(opened.path("masked").asBoolean()).isFalse();
        var looks = api.get("auditor", "/api/audit?object=" + id + "&action=look", 200)
                .path("items");
        assertThat(looks.size()).isEqualTo(1);
        assertThat(text(looks.get(0), "kind")).isEqualTo("residents.record");
        api.post("grid", "/api/residents/" + id + "/open", "{\"reason\": \" \"}", 400);
        api.post("district", "/api/residents/" + id + "/open", "{\"reason\": \"上门核对\"}", 403);
    }

    @Test
    void keepsOneRecordOfOnePerson() {
        var number = SomePerson.identity();
        var first = api.home("grid", HERE);
        api.post("grid", "/api/residents", body(first, "示例甲", number), 201);

        // not even where the first one cannot be seen, nor in another spelling
        var there = api.home("grid2", THERE);
        var refused = api.post("grid2", "/api/residents", body(there, "示例甲", number.replace('X', 'x')), 400);

        assertThat(refused.at("/errors/0/code").asString("")).isEqualTo("RESIDENT_EXISTS");
        assertThat(refused.at("/errors/0/field").asString("")).isEqualTo("identity");
        assertThat(refused.toString()).doesNotContain(number);
    }

    @Test
    void refusesANumberWhoseCheckCharacterIsOffByOne() {
        var number = SomePerson.identity();
        var last = number.charAt(17);
        var wrong = number.substring(0, 17) + (last == 'X' ? '0' : last == '9' ? 'X' : (char) (last + 1));

        var refused = api.post("grid", "/api/residents", body(api.home("grid", HERE), "示例甲", wrong), 400);

        assertThat(text(refused, "code")).isEqualTo("RESIDENT_DATA_INVALID");
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("identity");
        assertThat(refused.at("/errors/0/code").asString()).isEqualTo("RESIDENT_IDENTITY_INVALID");
        assertThat(refused.toString()).doesNotContain(wrong);
    }

    @Test
    void refusesAChildWithoutItsGuardiansConsent() {
        var home = api.home("grid", HERE);
        var number = SomePerson.identity(today().minusYears(5));

        var refused = api.post("grid", "/api/residents", body(home, "示例小", number), 400);

        assertThat(refused.at("/errors/0/code").asString()).isEqualTo("GUARDIAN_CONSENT_MISSING");
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("consent");
        var consent = "\"consent\": {\"by\": \"示例父\", \"relation\": \"父亲\", \"on\": \"%s\"}".formatted(today());
        var made = api.post("grid", "/api/residents", body(home, "示例小", number, consent), 201);
        assertThat(made.at("/consent/by").isMissingNode()).isTrue();
        assertThat(made.at("/consent/on").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"\", \"home\": \"HOME\", \"identity\": \"ID\"}",
                "{\"name\": \"示例\", \"home\": \"HOME\"}",
                "{\"name\": \"示例\", \"home\": \"HOME\", \"identity\": \"ID\", \"phone\": \"12\"}",
                "{\"name\": \"示例\", \"home\": \"HOME\", \"identity\": \"ID\", \"since\": \"2999-01-01\"}",
                "{\"name\": \"示例\", \"home\": \"HOME\", \"identity\": \"ID\", \"born\": \"1949-12-31\"}",
                "{\"name\": \"示例\", \"home\": \"HOME\", \"identity\": \"ID\", \"tenure\": \"BORROWS\"}",
                "{\"name\": \"示例\", \"identity\": \"ID\"}",
            })
    void saysWhichFieldIsWrong(String draft) {
        var home = api.home("grid", HERE);
        var sent = draft.replace("HOME", home).replace("ID", SomePerson.identity());

        var refused = api.post("grid", "/api/residents", sent, 400);

        assertThat(text(refused, "code")).isEqualTo("RESIDENT_DATA_INVALID");
        assertThat(refused.at("/errors/0/field").asString()).isNotBlank();
        assertThat(refused.at("/errors/0/message").asString()).isNotBlank();
    }

    @Test
    void showsEachOnlyTheirOwnGround() {
        var person = api.person("grid", api.home("grid", HERE), "示例甲");
        var path = "/api/residents/" + text(person, "id");

        for (var who : List.of("grid", "community", "street", "district")) {
            api.get(who, path, 200);
        }
        api.get("grid2", path, 404);
        for (var who : List.of("resident", "police", "urban", "admin", "auditor", "hotline", "property")) {
            api.get(who, path, 403);
        }
        // nor may one write where one does not look after
        var refused = api.post(
                "grid2", "/api/residents", body(text(person, "household", "home"), "示例乙", SomePerson.identity()), 403);
        assertThat(text(refused, "code")).isEqualTo("RESIDENTS_OTHER_GROUND");
        api.post("district", path + "/change", "{\"registration\": \"HERE\"}", 403);
    }

    @Test
    void listsThePeopleOfAHomeAndOfABuildingPageByPage() {
        var home = api.home("grid", HERE);
        var building = text(api.get("grid", "/api/homes/" + home, 200), "building");
        var other = api.room("grid", building, "102");
        var first = text(api.person("grid", home, "示例甲"), "id");
        var second = text(api.person("grid", other, "示例乙"), "id");

        assertThat(ids(api.get("grid", "/api/residents?home=" + home, 200))).containsExactly(first);
        var page = api.get("grid", "/api/residents?size=1&building=" + building, 200);
        assertThat(ids(page)).containsExactly(second);
        assertThat(ids(api.get(
                        "grid", "/api/residents?size=1&building=" + building + "&after=" + text(page, "next"), 200)))
                .containsExactly(first);
        assertThat(page.at("/items/0/home/address").asString()).endsWith("1单元102");
        api.get("grid", "/api/residents?after=nonsense", 400);
        api.get("grid", "/api/residents?size=201", 400);
        assertThat(ids(api.get("grid2", "/api/residents?building=" + building, 200)))
                .isEmpty();
    }

    @Test
    void findsAPersonByNumberAndFullNameAndByAPartOfTheNameInOneCommunityOnly() {
        var number = SomePerson.identity();
        var name = "示例" + number.substring(6, 14);
        var id = text(api.post("grid", "/api/residents", body(api.home("grid", HERE), name, number, PHONE), 201), "id");

        assertThat(ids(find("grid", "\"identity\": \"%s\"".formatted(number), 200)))
                .containsExactly(id);
        assertThat(ids(find("grid", "\"name\": \"%s\"".formatted(name), 200))).contains(id);
        assertThat(ids(find("grid", "\"phone\": \"138-1234-8000\"", 200))).contains(id);
        assertThat(ids(find("grid2", "\"identity\": \"%s\"".formatted(number), 200)))
                .isEmpty();
        var part = "\"namePart\": \"%s\"".formatted(number.substring(6, 14));
        assertThat(ids(find("grid", part + ", \"area\": \"" + HERE + "\"", 200)))
                .contains(id);
        assertThat(text(find("community", part, 400), "code")).isEqualTo("RESIDENT_DATA_INVALID");
        find("street", part + ", \"area\": \"430181002\"", 400);
        find("grid2", part + ", \"area\": \"430181002001\"", 403);
        find("grid", "\"area\": \"" + HERE + "\"", 400);
        assertThat(api.get("auditor", "/api/audit?object=" + id + "&action=residents.find", 200)
                        .path("items")
                        .size())
                .isPositive();
    }

    @Test
    void movesAPersonOutOfSightOfThoseWhoLookedAfterThem() {
        var id = text(api.person("grid", api.home("grid", HERE), "示例甲"), "id");
        var there = api.home("grid2", THERE);

        api.post("grid", "/api/residents/" + id + "/move", "{\"home\": \"%s\"}".formatted(there), 204);

        api.get("grid", "/api/residents/" + id, 404);
        var card = api.get("grid2", "/api/residents/" + id, 200);
        assertThat(text(card, "area")).isEqualTo(THERE);
        assertThat(card.path("stays").size()).isEqualTo(1); // what was elsewhere is seen there
        var whole = api.get("street", "/api/residents/" + id, 200);
        assertThat(whole.path("stays").size()).isEqualTo(2);
        assertThat(whole.at("/stays/1/reason").asString()).isEqualTo("MOVED");
    }

    @Test
    void recordsLeavingAndComingBack() {
        var home = api.home("grid", HERE);
        var id = text(api.person("grid", home, "示例甲"), "id");
        var path = "/api/residents/" + id;

        api.post("grid", path + "/move", "{\"note\": \"外出务工\"}", 204);
        assertThat(text(api.get("grid", path, 200), "state")).isEqualTo("LEFT");
        assertThat(ids(api.get("grid", "/api/residents?home=" + home, 200))).isEmpty();
        api.post("grid", path + "/move", "{}", 409);

        api.post("grid", path + "/move", "{\"home\": \"%s\"}".formatted(home), 204);
        var card = api.get("grid", path, 200);
        assertThat(text(card, "state")).isEqualTo("HERE");
        assertThat(card.path("history").findValuesAsString("step")).containsExactly("REGISTERED", "LEFT", "RETURNED");
    }

    @Test
    void recordsADeathAndAsksWhoIsHeadThen() {
        var home = api.home("grid", HERE);
        var head = api.person("grid", home, "示例甲");
        var household = text(head, "household", "id");
        var spouse = text(
                api.person(
                        "grid", home, "示例乙", "\"household\": \"%s\"".formatted(household), "\"relation\": \"SPOUSE\""),
                "id");
        var path = "/api/residents/" + text(head, "id");
        var today = today();

        var refused = api.post("grid", path + "/death", "{\"on\": \"%s\"}".formatted(today), 400);
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("newHead");
        api.post("grid", path + "/death", "{\"on\": \"%s\"}".formatted(today.plusDays(1)), 400);
        var dead = api.post(
                "grid", path + "/death", "{\"on\": \"%s\", \"newHead\": \"%s\"}".formatted(today, spouse), 200);

        assertThat(text(dead, "state")).isEqualTo("DIED");
        assertThat(dead.path("household").isMissingNode()).isTrue();
        var left = api.get("grid", "/api/households/" + household, 200);
        assertThat(left.path("members").size()).isEqualTo(1);
        assertThat(left.at("/members/0/relation").asString()).isEqualTo("HEAD");
        api.post("grid", path + "/move", "{}", 409);
    }

    @Test
    void recordsABirthInTheHouseholdOfTheParent() {
        var mother = api.person("grid", api.home("grid", HERE), "示例母");
        var today = today();
        var birth = "{\"name\": \"示例新生\", \"sex\": \"FEMALE\", \"on\": \"%s\"%s}";
        var path = "/api/residents/" + text(mother, "id") + "/birth";

        api.post("grid", path, birth.formatted(today, ""), 400);
        var child = api.post(
                "grid",
                path,
                birth.formatted(
                        today, ", \"consent\": {\"by\": \"示例母\", \"relation\": \"母亲\", \"on\": \"" + today + "\"}"),
                201);

        assertThat(child.path("age").asInt()).isZero();
        assertThat(text(child, "household", "id")).isEqualTo(text(mother, "household", "id"));
        assertThat(child.path("household").path("members").size()).isEqualTo(2);
    }

    @Test
    void splitsAndJoinsHouseholds() {
        var home = api.home("grid", HERE);
        var head = api.person("grid", home, "示例甲");
        var household = text(head, "household", "id");
        var son = text(
                api.person("grid", home, "示例乙", "\"household\": \"" + household + "\"", "\"relation\": \"CHILD\""),
                "id");
        var split = "{\"members\": [\"%s\"], \"head\": \"%s\"}".formatted(son, son);

        var made = text(api.post("grid", "/api/households/" + household + "/split", split, 201), "id");
        assertThat(api.get("grid", "/api/households?home=" + home, 200)
                        .path("items")
                        .findValuesAsString("id"))
                .containsExactlyInAnyOrder(household, made);
        var sheet = "/api/households/export?home=" + home;
        assertThat(TakenList.of(context, "grid", sheet).rows())
                .hasSize(2)
                .allSatisfy(row ->
                        assertThat(row.toString()).as("masked").contains("示*").doesNotContain("示例甲", "示例乙"));
        assertThat(TakenList.of(context, "grid2", sheet).rows())
                .as("other ground")
                .isEmpty();
        api.post("grid", "/api/households/" + made + "/split", split, 400);

        var joined =
                api.post("grid", "/api/households/" + made + "/join", "{\"into\": \"%s\"}".formatted(household), 200);
        assertThat(joined.path("members").size()).isEqualTo(2);
        assertThat(api.get("grid", "/api/households/" + made, 200).path("open").asBoolean())
                .isFalse();
        api.get("grid2", "/api/households/" + household, 404);
    }

    @Test
    void countsWhoLivesBehindTheDoors() {
        var home = api.home("grid", HERE);
        api.person("grid", home, "示例甲");

        var doors = api.get("grid", "/api/buildings/people?area=" + HERE, 200);

        assertThat(doors.path("items")
                        .valueStream()
                        .filter(door -> text(door, "home").equals(home)))
                .singleElement()
                .satisfies(door -> {
                    assertThat(door.path("people").asInt()).isEqualTo(1);
                    assertThat(door.path("households").asInt()).isEqualTo(1);
                });
        assertThat(api.get("grid2", "/api/buildings/people?area=" + HERE, 200)
                        .path("items")
                        .size())
                .isZero();
        api.get("resident", "/api/buildings/people?area=" + HERE, 403);
        assertThat(api.get("resident", "/api/buildings?area=" + HERE, 200).toString())
                .contains(home);
    }

    @Test
    void keepsNothingOfAPersonInClear() {
        var number = SomePerson.identity();
        var home = api.home("grid", HERE);
        var id = text(api.post("grid", "/api/residents", body(home, "示例不见", number, PHONE), 201), "id");
        api.post("grid", "/api/residents/" + id + "/move", "{\"note\": \"示例不见 13812348000\"}", 204);

        for (var table : List.of("person", "stay", "household", "member", "trail")) {
            for (var secret : List.of(number, "13812348000", "示例不见", home)) {
                var rows = system.call(() -> transaction.execute(status -> database.sql("""
                                select count(*) from residents.%s t
                                where strpos(t::text, :secret) > 0
                                    or strpos(t::text, encode(convert_to(:secret, 'UTF8'), 'hex')) > 0""".formatted(table))
                        .param("secret", secret)
                        .query(Integer.class)
                        .single()));
                assertThat(rows).as("%s in %s", secret, table).isZero();
            }
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    private JsonNode find(String who, String wanted, int status) {
        return api.post(who, "/api/residents/find", "{" + wanted + "}", status);
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").valueStream().map(item -> text(item, "id")).toList();
    }
}
