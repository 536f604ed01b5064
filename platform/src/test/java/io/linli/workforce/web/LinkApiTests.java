package io.linli.workforce.web;

import static io.linli.workforce.Staff.code;
import static io.linli.workforce.Staff.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.ScopedQuery;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.settings.SystemScope;
import io.linli.tasking.Tasks;
import io.linli.tasking.Tasks.Assignment;
import io.linli.tasking.Tasks.NewTask;
import io.linli.tasking.Tasks.Queue;
import io.linli.territory.AreaCode;
import io.linli.workforce.Staff;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** In a town where no other test links anybody. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LinkApiTests {

    private static final String TOWN = "430181132";
    private static final String ENDING = "{\"reason\": \"轮岗\"}";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private Staff district;
    private String community;
    private String grid;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here, @Autowired JdbcClient rows) {
        district = new Staff(here, "district");
        community = rows.sql("select min(code) from territory.area where code like ? and length(code) = 12")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        grid = community + "001";
    }

    @AfterEach
    void leaveNothing() {
        system.run(() -> transaction.executeWithoutResult(
                status -> database.sql("delete from workforce.link where area like '" + TOWN + "%'")
                        .update()));
    }

    @Test
    void namesTheCadresWithoutAGridUntilTheyHaveOne() {
        var cadre = id(SomeAccounts.opened(context, Role.STREET_STAFF, TOWN));
        assertThat(texts(gaps().path("cadresWithoutGrid"), "account")).contains(cadre);

        var link = link("CADRE", cadre, grid, 201);
        var linked = gaps();
        assertThat(texts(linked.path("cadresWithoutGrid"), "account")).doesNotContain(cadre);
        assertThat(texts(linked.path("gridsWithoutCadre"), "grid"))
                .doesNotContain(grid)
                .hasSize(linked.path("grids").asInt() - 1);
        assertThat(code(link("CADRE", cadre, grid, 409))).isEqualTo("LINK_EXISTS");

        var end = "/links/" + link.path("id").asString("") + "/end";
        district.post(end, ENDING, 204);
        assertThat(texts(gaps().path("cadresWithoutGrid"), "account")).contains(cadre);
        assertThat(code(district.post(end, ENDING, 404))).isEqualTo("LINK_UNKNOWN");
    }

    @Test
    void endsALinkWithAReasonAndADayAndKeepsItInTheHistory() {
        var cadre = id(SomeAccounts.opened(context, Role.STREET_STAFF, TOWN));
        var candidates = district.get("/links/candidates?kind=CADRE&grid=" + grid, 200);
        assertThat(texts(candidates, "account")).contains(cadre, id("district")).doesNotContain(id("street"));
        assertThat(code(district.as("street").get("/links/candidates?kind=CADRE&grid=" + grid, 403)))
                .isEqualTo("WORKFORCE_ELSEWHERE");
        var link = link("CADRE", cadre, grid, 201).path("id").asString("");
        var end = "/links/" + link + "/end";
        district.post(end, "{}", 400);
        assertThat(code(district.post(end, "{\"reason\": \"轮岗\", \"on\": \"2020-01-01\"}", 400)))
                .isEqualTo("LINK_DAY_UNFIT");
        assertThat(code(district.post(end, "{\"reason\": \"轮岗\", \"on\": \"2999-01-01\"}", 400)))
                .isEqualTo("LINK_DAY_UNFIT");
        district.as("street").post(end, ENDING, 404);

        district.post(end, ENDING, 204);

        assertThat(texts(district.get("/links?area=" + TOWN, 200).path("items"), "id"))
                .doesNotContain(link);
        var past = district.get("/links?ended=true&area=" + TOWN, 200).path("items");
        assertThat(past.valueStream()
                        .filter(each -> each.path("id").asString("").equals(link)))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("reason").asString("")).isEqualTo("轮岗");
                    assertThat(each.path("until").asString("")).isNotEmpty();
                    assertThat(each.path("endedBy").asString("")).isNotEmpty();
                });
        assertThat(district.as("auditor")
                        .get("/links?ended=true&area=" + TOWN, 200)
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("id").asString("").equals(link)))
                .as("who only reads is not told why")
                .singleElement()
                .satisfies(each -> assertThat(each.has("reason")).isFalse());
        assertThat(link("CADRE", cadre, grid, 201).path("id").asString("")).isNotEqualTo(link);
    }

    @Test
    void linksOnlyThoseWhosePostFitsAndReachesTheGrid() {
        var elsewhere = id("street");
        assertThat(code(link("CADRE", elsewhere, grid, 400))).isEqualTo("LINK_POST_UNFIT");
        assertThat(code(link("CADRE", id("grid"), grid, 400))).isEqualTo("LINK_POST_UNFIT");
        assertThat(code(link("POLICE", id("police"), grid, 400))).isEqualTo("LINK_POST_UNFIT");
        assertThat(code(link("CADRE", UUID.randomUUID().toString(), grid, 400))).isEqualTo("LINK_ACCOUNT_UNKNOWN");
        assertThat(code(link("CADRE", id("district"), community, 400))).isEqualTo("COVERAGE_GRID_UNFIT");
        assertThat(code(district.as("street").post("/links", draft("CADRE", elsewhere, grid), 403)))
                .isEqualTo("WORKFORCE_ELSEWHERE");
    }

    @Test
    void showsLinksOnOnesOwnGroundAndOnesOwnOnly() {
        var cadre = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        var link = link("CADRE", id(cadre), grid, 201).path("id").asString("");

        for (var who : List.of("district", cadre)) {
            assertThat(texts(district.as(who).get("/links?area=" + TOWN, 200).path("items"), "id"))
                    .as(who)
                    .containsExactly(link);
        }
        for (var who : List.of("street", "community", "grid", "admin", "urban")) {
            assertThat(district.as(who)
                            .get("/links?area=" + TOWN, 200)
                            .path("items")
                            .size())
                    .as(who)
                    .isZero();
        }
        district.as("resident").get("/links", 403);
        for (var path : List.of("/links/gaps?area=" + TOWN, "/workers?area=" + TOWN)) {
            assertThat(code(district.as("street").get(path, 403))).isEqualTo("WORKFORCE_ELSEWHERE");
            district.as("community").get(path, 403);
        }
    }

    @Test
    void listsThePoliceOfficersOfEachGrid() {
        assertThat(texts(gaps().path("gridsWithoutPolice"), "grid")).contains(grid, community + "002");
        var ofCommunity = SomeAccounts.opened(context, Role.POLICE_OFFICER, community);
        var officers = district.get("/officers?area=" + community, 200);
        assertThat(officers.valueStream())
                .isNotEmpty()
                .allSatisfy(beat ->
                        assertThat(texts(beat.path("officers"), "account")).containsExactly(id(ofCommunity)));
        assertThat(texts(gaps().path("gridsWithoutPolice"), "grid")).doesNotContain(grid);

        var second = SomeAccounts.opened(context, Role.POLICE_OFFICER, TOWN);
        link("POLICE", id(second), grid, 201);
        var first = district.get("/officers?area=" + grid, 200).path(0);
        assertThat(texts(first.path("officers"), "account")).containsExactly(id(second), id(ofCommunity));
        assertThat(first.path("officers").path(0).path("linked").asBoolean()).isTrue();
        SomeAccounts.lock(context, ofCommunity);
        SomeAccounts.lock(context, second);
        assertThat(texts(gaps().path("gridsWithoutPolice"), "grid"))
                .as("who left is no officer of it, linked or not")
                .contains(grid, community + "002");
    }

    @Test
    void keepsAMatterOfThePoliceFromEverybodyElse(@Autowired Tasks tasks, @Autowired ScopedQuery scoped) {
        var matter = "test:" + UUID.randomUUID();
        var place = new AreaCode("430181002001001");
        transaction.executeWithoutResult(status -> tasks.open(new NewTask(
                matter,
                "示例警务",
                place,
                null,
                new Assignment(null, null, new Queue(Role.POLICE_OFFICER, new AreaCode("430181002001"))),
                "POLICE",
                null,
                Instant.parse("2026-11-22T00:00:00Z"),
                null,
                false)));
        try {
            for (var who : List.of("police", "grid", "community", "street", "district", "urban", "admin", "auditor")) {
                var seen = SignedIn.as(
                        context,
                        who,
                        () -> scoped.from(SignedIn.caller(context, who), "tasking.task t")
                                .and("t.matter = ?", matter)
                                .count(10)
                                .count());
                assertThat(seen).as(who).isEqualTo(who.equals("police") ? 1 : 0);
            }
        } finally {
            system.run(() ->
                    transaction.executeWithoutResult(status -> database.sql("delete from tasking.task where matter = ?")
                            .param(matter)
                            .update()));
        }
    }

    @Test
    void listsTheGridsWithoutAPartyMemberAndKeepsSealedWhoIsOne() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        assertThat(texts(gaps().path("gridsWithoutPartyMember"), "grid")).contains(grid);

        district.put("/workers/" + id(worker) + "/party-member", "{\"member\": true}", 204);
        assertThat(texts(gaps().path("gridsWithoutPartyMember"), "grid")).doesNotContain(grid);
        assertThat(district.get("/workers?area=" + grid, 200)
                        .valueStream()
                        .filter(each -> each.path("account").asString("").equals(id(worker))))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.path("partyMember").asBoolean()).isTrue());
        var kept = database.sql("select sealed from workforce.party_member where account = ?::uuid")
                .param(id(worker))
                .query((row, n) -> row.getBytes(1))
                .single();
        assertThat(kept).hasSizeGreaterThan(16);

        district.put("/workers/" + id(worker) + "/party-member", "{}", 204);
        assertThat(texts(gaps().path("gridsWithoutPartyMember"), "grid")).contains(grid);
        assertThat(code(district.put("/workers/" + id("resident") + "/party-member", "{\"member\": true}", 400)))
                .isEqualTo("LINK_ACCOUNT_UNKNOWN");
        district.as("community").put("/workers/" + id(worker) + "/party-member", "{\"member\": true}", 403);
        SomeAccounts.lock(context, worker);
    }

    @Test
    void takesDownWhatAWorkerCanDoAndByWhom() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grid);
        var boss = district.as(SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community));
        assertThat(skilled(boss, worker).path("skills").size()).isZero();

        boss.put("/skills/" + id(worker), "{\"skills\": [\"SIGN_LANGUAGE\", \"FIRST_AID\"]}", 204);
        boss.put("/skills/" + id(worker), "{\"skills\": [\"SIGN_LANGUAGE\", \"MEDIATION\"]}", 204);

        var known = skilled(district, worker);
        assertThat(known.path("skills").toString()).isEqualTo("[\"SIGN_LANGUAGE\",\"MEDIATION\"]");
        assertThat(known.path("setBy").asString("")).isNotEmpty();
        assertThat(known.path("setAt").asString("")).isNotEmpty();
        boss.put("/skills/" + id(worker), "{\"skills\": [\"FLYING\"]}", 400);
        assertThat(code(boss.put("/skills/" + id("resident"), "{\"skills\": []}", 400)))
                .isEqualTo("LINK_ACCOUNT_UNKNOWN");
        assertThat(code(district.as("community").put("/skills/" + id(worker), "{\"skills\": []}", 403)))
                .as("whose ground it is not")
                .isEqualTo("WORKFORCE_ELSEWHERE");
        assertThat(code(district.as("community").get("/skills?area=" + TOWN, 403)))
                .isEqualTo("WORKFORCE_ELSEWHERE");
        district.as("grid").get("/skills?area=" + community, 403);
        SomeAccounts.lock(context, worker);
        SomeAccounts.lock(context, String.valueOf(boss.username()));
    }

    private JsonNode skilled(Staff who, String worker) {
        return who.get("/skills?area=" + community, 200)
                .path("items")
                .valueStream()
                .filter(each -> each.path("account").asString("").equals(id(worker)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode gaps() {
        return district.get("/links/gaps?area=" + TOWN, 200);
    }

    private JsonNode link(String kind, String account, String where, int status) {
        return district.post("/links", draft(kind, account, where), status);
    }

    private static String draft(String kind, String account, String where) {
        return "{\"kind\": \"%s\", \"account\": \"%s\", \"grid\": \"%s\"}".formatted(kind, account, where);
    }

    private String id(String username) {
        return database.sql("select id::text from identity.account where username = ?")
                .param(username)
                .query(String.class)
                .single();
    }
}
