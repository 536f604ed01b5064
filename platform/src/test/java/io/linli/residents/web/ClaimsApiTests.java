package io.linli.residents.web;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.THERE;
import static io.linli.residents.web.ResidentsApi.body;
import static io.linli.residents.web.ResidentsApi.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.residents.GivenOnce;
import io.linli.residents.Residents;
import io.linli.residents.SomePerson;
import io.linli.settings.SystemScope;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** Residents and their own records. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ClaimsApiTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    Residents residents;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    ResidentsApi api;
    String me = "";
    String home = "";
    String number = "";

    @BeforeEach
    void move() {
        api = new ResidentsApi(context);
        me = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        home = api.home("grid", HERE);
        number = SomePerson.identity();
    }

    @Test
    void tiesAnAccountToTheRecordWhenAWorkerConfirmsTheClaim() {
        var person = text(api.post("grid", "/api/residents", body(home, "示例本人", number), 201), "id");
        api.get(me, "/api/residents/mine", 404);
        var claim = claim(me, home, number, 201);

        assertThat(claims("grid")).contains(claim);
        assertThat(claims("grid2")).doesNotContain(claim);
        api.post("grid2", "/api/homes/claims/" + claim + "/confirm", "{}", 404);
        api.post(me, "/api/homes/claims/" + claim + "/confirm", "{}", 403);
        assertThat(text(api.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 200), "person"))
                .isEqualTo(person);

        var mine = api.get(me, "/api/residents/mine", 200);
        assertThat(text(mine, "id")).isEqualTo(person);
        assertThat(text(mine, "name")).isEqualTo("示例本人");
        assertThat(text(mine, "identity")).isEqualTo(number);
        assertThat(mine.path("masked").asBoolean()).isFalse();
        api.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 409);
        var account = SignedIn.caller(context, me).id();
        assertThat(residents.of(account).map(id -> id.toString())).hasValue(person);
        assertThat(residents.homes(residents.of(account).orElseThrow()))
                .singleElement()
                .satisfies(one -> assertThat(one).hasToString(home));
    }

    @Test
    void unfastensTheRecordFromTheAccountOfSomebodyWhoLeaves() {
        confirmed(me, home, number);
        var account = SignedIn.caller(context, me).id();
        var person = residents.of(account).orElseThrow().toString();
        var waiting = text(
                api.post(me, "/api/homes/" + api.home("grid", HERE) + "/claims", claimBody(number, "OWNS"), 201), "id");

        api.post(me, "/api/account/leave", "{}", 204);

        assertThat(residents.of(account)).isEmpty();
        assertThat(text(api.get("grid", "/api/residents/" + person, 200), "id")).isEqualTo(person);
        assertThat(claims("grid")).doesNotContain(waiting);
    }

    @Test
    void tellsThePersonWhoLookedAtTheirRecord() {
        var person = text(api.post("grid", "/api/residents", body(home, "示例本人", number), 201), "id");
        confirmed(me, home, number);

        api.post("grid", "/api/residents/" + person + "/open", "{\"reason\": \"核对电话\"}", 200);

        var looks = api.get(me, "/api/audit/mine", 200).path("items");
        assertThat(looks.size()).isEqualTo(1);
        assertThat(text(looks.get(0), "reason")).isEqualTo("核对电话");
        assertThat(looks.toString()).doesNotContain("示例甲");
    }

    @Test
    void makesTheRecordOfSomebodyWhoHasNone() {
        var neighbour = api.person("grid", home, "示例邻");

        confirmed(me, home, number);

        var mine = api.get(me, "/api/residents/mine", 200);
        assertThat(text(mine, "identity")).isEqualTo(number);
        assertThat(text(mine, "household", "id")).isEqualTo(text(neighbour, "household", "id"));
    }

    @Test
    void letsOnePersonHaveSeveralHomes() {
        confirmed(me, home, number);
        var other = api.home("grid2", THERE);

        var claim = text(api.post(me, "/api/homes/" + other + "/claims", claimBody(number, "OWNS"), 201), "id");
        api.post("grid2", "/api/homes/claims/" + claim + "/confirm", "{}", 200);

        var mine = api.get(me, "/api/residents/mine", 200);
        assertThat(text(mine, "area")).isEqualTo(HERE);
        assertThat(mine.path("stays").findValuesAsString("kind")).containsExactlyInAnyOrder("LIVES", "OWNS");
        api.post(me, "/api/residents/mine/homes/" + other + "/leave", "{}", 204);
        api.post(me, "/api/residents/mine/homes/" + other + "/leave", "{}", 409);
        assertThat(text(api.get(me, "/api/residents/mine", 200), "state")).isEqualTo("HERE");
        api.post(me, "/api/residents/mine/homes/" + home + "/leave", "{}", 204);
        assertThat(text(api.get(me, "/api/residents/mine", 200), "state")).isEqualTo("LEFT");
    }

    @Test
    void confirmsByTheCodeOfALetterWithinAFewTries() {
        var claim = claim(me, home, number, 201);
        var code = "{\"code\": \"%s\"}";
        api.post(me, "/api/homes/claims/" + claim + "/code", code.formatted("ABCDEFGH"), 400);
        api.post(me, "/api/homes/claims/" + claim + "/letter", "{}", 403);
        var letter = api.post("grid", "/api/homes/claims/" + claim + "/letter", "{}", 200);
        assertThat(text(letter, "address")).endsWith("1单元101");

        for (int wrong = 0; wrong < 5; wrong++) {
            api.post(me, "/api/homes/claims/" + claim + "/code", code.formatted("ABCDEFGH"), 400);
        }
        api.post(me, "/api/homes/claims/" + claim + "/code", code.formatted(text(letter, "code")), 400);
        var another = text(api.post("grid", "/api/homes/claims/" + claim + "/letter", "{}", 200), "code");
        var thief = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        api.post(thief, "/api/homes/claims/" + claim + "/code", code.formatted(another), 404);
        api.post(me, "/api/homes/claims/" + claim + "/code", code.formatted(another.toLowerCase(Locale.ROOT)), 204);

        assertThat(text(api.get(me, "/api/residents/mine", 200), "identity")).isEqualTo(number);
    }

    @Test
    void givesNobodyTheRecordOfAnother() {
        confirmed(me, home, number);
        var thief = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");

        var claim = claim(thief, home, number, 201);
        assertThat(text(api.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 409), "code"))
                .isEqualTo("CLAIM_PERSON_TAKEN");
        var other = claim(me, api.home("grid", HERE), SomePerson.identity(), 201);
        assertThat(text(api.post("grid", "/api/homes/claims/" + other + "/confirm", "{}", 409), "code"))
                .isEqualTo("CLAIM_PERSON_DIFFERS");
    }

    @Test
    void claimsAHomeOnceAndTakesItBack() {
        var claim = claim(me, home, number, 201);
        claim(me, home, number, 409);

        api.post(me, "/api/homes/claims/" + claim + "/withdraw", "{}", 204);

        assertThat(text(api.get(me, "/api/homes/claims/mine", 200).at("/items/0"), "state"))
                .isEqualTo("WITHDRAWN");
        var again = claim(me, home, number, 201);
        api.post("grid", "/api/homes/claims/" + again + "/refuse", "{\"reason\": \"不住在这里\"}", 204);
        assertThat(text(api.get(me, "/api/homes/claims/mine", 200).at("/items/0"), "reason"))
                .isEqualTo("不住在这里");
        api.post("grid", "/api/homes/" + home + "/claims", claimBody(number, "LIVES"), 403);
    }

    @Test
    void asksWhoseNumberSaysNeitherForBirthDateAndSex() {
        var card = "XXX" + number.substring(2, 14);
        var said = "{\"name\": \"示例外籍\", \"identity\": \"%s\"%s}";
        var claims = "/api/homes/" + home + "/claims";
        assertThat(text(api.post(me, claims, said.formatted(card, ""), 400).at("/errors/0"), "field"))
                .isEqualTo("born");
        var claim = text(
                api.post(me, claims, said.formatted(card, ", \"born\": \"1980-02-29\", \"sex\": \"FEMALE\""), 201),
                "id");

        api.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 200);

        var mine = api.get(me, "/api/residents/mine", 200);
        assertThat(text(mine, "identity")).isEqualTo(card);
        assertThat(text(mine, "born")).isEqualTo("1980-02-29");
        assertThat(text(mine, "sex")).isEqualTo("FEMALE");
    }

    @Test
    void correctsARecordWhenItsPersonAsksAndAWorkerAgrees() {
        confirmed(me, home, number);
        api.post(me, "/api/residents/mine/corrections", "{}", 400);
        var asked = "{\"name\": \"示例新名\", \"phone\": \"13912345678\", \"note\": \"改名\"}";

        var id = text(api.post(me, "/api/residents/mine/corrections", asked, 201), "id");

        var waiting =
                api.get("grid", "/api/residents/corrections?size=200", 200).path("items");
        assertThat(waiting.findValuesAsString("id")).contains(id);
        assertThat(waiting.toString()).doesNotContain("示例新名", "13912345678");
        var open = "/api/residents/corrections/" + id + "/open";
        api.post("grid", open, "{\"reason\": \"\"}", 400);
        api.post("grid2", open, "{\"reason\": \"核对证明\"}", 404);
        assertThat(text(api.post("grid", open, "{\"reason\": \"核对改名证明\"}", 200), "phone"))
                .isEqualTo("13912345678");
        assertThat(api.get(me, "/api/audit/mine", 200).toString()).contains("核对改名证明");
        api.post("grid2", "/api/residents/corrections/" + id + "/decide", "{\"accepted\": true}", 404);
        api.post("grid", "/api/residents/corrections/" + id + "/decide", "{\"accepted\": true}", 204);
        var mine = api.get(me, "/api/residents/mine", 200);
        assertThat(text(mine, "name")).isEqualTo("示例新名");
        assertThat(text(mine, "phone")).isEqualTo("13912345678");
        assertThat(text(api.get(me, "/api/residents/mine/corrections", 200).at("/items/0"), "state"))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void takesWhatWasGivenOnceOverIntoALaterClaimOnlyAsLongAsItsGiverAgrees() {
        var given = "/api/residents/mine/given";
        var claims = "/api/homes/" + home + "/claims";
        var other = "/api/homes/" + api.home("grid", HERE) + "/claims";
        var again = "{\"kind\": \"OWNS\", \"reuse\": [\"NAME\", \"IDENTITY\"]}";
        api.agree(me, GivenOnce.PURPOSE);
        assertThat(api.get(me, given, 200).path("known").asBoolean()).isFalse();
        assertThat(text(api.post(me, claims, again, 409), "code")).isEqualTo("REUSE_NOTHING_GIVEN");
        api.withdraw(me, GivenOnce.PURPOSE);
        claim(me, home, number, 201);
        var unasked = api.get(me, given, 200);
        assertThat(unasked.path("known").asBoolean()).isTrue();
        assertThat(unasked.path("facts").isObject()).isFalse();
        assertThat(text(api.post(me, other, again, 409), "code")).isEqualTo("REUSE_NOT_AGREED");

        api.agree(me, GivenOnce.PURPOSE);

        var offered = api.get(me, given, 200);
        assertThat(text(offered, "facts", "name")).isEqualTo("示**人");
        assertThat(text(offered, "facts", "identity"))
                .isEqualTo(number.substring(0, 4) + "*".repeat(10) + number.substring(14));
        assertThat(text(offered, "facts", "kind")).isEqualTo("CITIZEN");
        assertThat(offered.toString()).doesNotContain(number, "示例本人");
        var taken = text(api.post(me, other, again, 201), "id");
        assertThat(text(api.get(me, "/api/homes/claims/mine", 200).at("/items/0"), "identity"))
                .isEqualTo(text(offered, "facts", "identity"));
        var use = api.get(me, given, 200).at("/uses/0");
        assertThat(text(use, "application")).isEqualTo(taken);
        assertThat(text(use, "matter")).isEqualTo("home.claim");
        assertThat(use.path("facts").toString()).isEqualTo("[\"NAME\",\"IDENTITY\"]");
        var acts = api.get("auditor", "/api/audit?action=facts.take-over&object=" + taken, 200);
        assertThat(acts.path("items").size()).isEqualTo(1);
        var stranger = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        assertThat(api.get(stranger, given, 200).path("uses").size()).isZero();

        api.withdraw(me, GivenOnce.PURPOSE);

        assertThat(api.get(me, given, 200).path("facts").isObject()).isFalse();
        var third = "/api/homes/" + api.home("grid", HERE) + "/claims";
        assertThat(text(api.post(me, third, again, 409), "code")).isEqualTo("REUSE_NOT_AGREED");
        assertThat(api.get(me, "/api/my-data", 200).path("kept").findValuesAsString("kind"))
                .contains("residents.reuse");
    }

    @Test
    void takesOverAsItWasCorrectedSince() {
        confirmed(me, home, number);
        var wish = "{\"phone\": \"13912345678\"}";
        var asked = text(api.post(me, "/api/residents/mine/corrections", wish, 201), "id");
        api.post("grid", "/api/residents/corrections/" + asked + "/decide", "{\"accepted\": true}", 204);
        api.agree(me, GivenOnce.PURPOSE);

        var typed = "{\"kind\": \"OWNS\", \"name\": \"示例本人\", \"reuse\": [\"IDENTITY\", \"PHONE\"]}";
        api.post(me, "/api/homes/" + api.home("grid", HERE) + "/claims", typed, 201);

        var mine = api.get(me, "/api/homes/claims/mine", 200).at("/items/0");
        assertThat(text(mine, "phone")).isEqualTo("139****5678");
        var account = SignedIn.caller(context, me).id().id();
        assertThat(takenOver(account)).isEqualTo(1);
        api.post(me, "/api/account/leave", "{}", 204);
        assertThat(takenOver(account)).isZero();
    }

    @Test
    void wantsNameAndNumberOfWhoTakesNothingOver() {
        var claims = "/api/homes/" + home + "/claims";
        assertThat(text(
                        api.post(me, claims, "{\"identity\": \"%s\"}".formatted(number), 400)
                                .at("/errors/0"),
                        "field"))
                .isEqualTo("name");
        assertThat(text(api.post(me, claims, "{\"name\": \"示例本人\"}", 400).at("/errors/0"), "field"))
                .isEqualTo("identity");
        api.post(me, claims, "{\"reuse\": [\"SHOE_SIZE\"]}", 400);
    }

    private long takenOver(UUID account) {
        return system.call(() -> requireNonNull(
                transaction.execute(status -> database.sql("select count(*) from residents.taken_over where owner = ?")
                        .param(account)
                        .query(Long.class)
                        .single())));
    }

    private void confirmed(String who, String where, String identity) {
        var claim = claim(who, where, identity, 201);
        api.post("grid", "/api/homes/claims/" + claim + "/confirm", "{}", 200);
    }

    private String claim(String who, String where, String identity, int status) {
        return text(api.post(who, "/api/homes/" + where + "/claims", claimBody(identity, "LIVES"), status), "id");
    }

    private static String claimBody(String identity, String kind) {
        return "{\"name\": \"示例本人\", \"identity\": \"%s\", \"kind\": \"%s\"}".formatted(identity, kind);
    }

    private List<String> claims(String who) {
        JsonNode page = api.get(who, "/api/homes/claims?size=200", 200);
        return page.path("items").findValuesAsString("id");
    }
}
