package io.linli.workforce.web;

import static io.linli.workforce.Staff.code;
import static io.linli.workforce.Staff.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.residents.web.ResidentsApi;
import io.linli.workforce.Staff;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** In a town where no other test covers grids. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CoverageApiTests {

    private static final String TOWN = "430181131";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    private Staff district;
    private String community;
    private List<String> grids;
    private String joint;
    private String branch;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here, @Autowired JdbcClient rows) {
        Staff.forget(here, TOWN);
        district = new Staff(here, "district");
        community = rows.sql("select min(code) from territory.area where code like ? and length(code) = 12")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        grids = rows.sql(
                        "select code from territory.area where code like ? and length(code) = 15 and open order by code")
                .param(community + "%")
                .query((row, n) -> row.getString(1))
                .list();
        joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        branch = district.made("BRANCH", "示例党支部", joint, community);
    }

    @AfterEach
    void leaveNothing() {
        Staff.forget(context, TOWN);
    }

    @Test
    void findsTheTwoGridsThatNoBranchAnswersFor() {
        assertThat(grids).hasSizeGreaterThan(2);
        var gaps = List.of(grids.get(0), grids.get(2));
        grids.stream().filter(grid -> !gaps.contains(grid)).forEach(grid -> cover(branch, grid, 201));

        var report = district.get("/coverage?area=" + community, 200);
        assertThat(report.path("organisational").path("of").asInt()).isEqualTo(grids.size());
        assertThat(report.path("organisational").path("uncovered").asInt()).isEqualTo(2);
        var open = district.get("/coverage/items?area=" + community, 200);
        assertThat(texts(open.path("items"), "grid")).containsExactlyElementsOf(gaps);
        assertThat(open.path("total").asInt()).isEqualTo(2);
        assertThat(open.path("items").path(0).has("organisation")).isFalse();

        var done = district.get("/coverage/items?covered=true&area=" + community, 200);
        assertThat(done.path("total").asInt()).isEqualTo(grids.size() - 2);
        assertThat(texts(done.path("items"), "organisationName")).containsOnly("示例党支部");
    }

    @Test
    void countsForAnAreaWhatItsPartsCountTogether() {
        cover(branch, grids.get(0), 201);
        cover(branch, grids.get(1), 201);

        var report = district.get("/coverage?area=" + TOWN, 200);
        for (var what : List.of("organisational", "work")) {
            for (var number : List.of("of", "covered", "uncovered")) {
                assertThat(report.path("parts")
                                .valueStream()
                                .mapToInt(part -> part.path(what).path(number).asInt())
                                .sum())
                        .as("%s %s", what, number)
                        .isEqualTo(report.path(what).path(number).asInt());
            }
        }
        assertThat(report.path("organisational").path("covered").asInt()).isEqualTo(2);
        var listed = new ArrayList<String>();
        for (var after = ""; after != null; ) {
            var page = district.get("/coverage/items?size=3&area=" + TOWN + after, 200);
            listed.addAll(texts(page.path("items"), "grid"));
            after = page.has("next") ? "&after=" + page.path("next").asString("") : null;
        }
        assertThat(listed)
                .doesNotHaveDuplicates()
                .hasSize(report.path("organisational").path("uncovered").asInt());
    }

    @Test
    void letsOneBranchAloneAnswerForAGrid() {
        var other = district.made("BRANCH", "示例第二党支部", joint, community);
        var cover = cover(branch, grids.get(0), 201);

        var refused = cover(other, grids.get(0), 409);
        assertThat(code(refused)).isEqualTo("COVERAGE_TAKEN");
        assertThat(refused.path("detail").asString("")).contains("示例党支部");
        assertThat(cover(branch, grids.get(0), 201).path("id").asString(""))
                .as("the same again")
                .isEqualTo(cover.path("id").asString(""));

        district.post("/coverage/" + cover.path("id").asString("") + "/end", "{}", 204);
        cover(other, grids.get(0), 201);
        district.post("/organisations/" + other + "/close", "{\"reason\": \"撤并\"}", 200);
        assertThat(texts(district.get("/coverage/items?area=" + community, 200).path("items"), "grid"))
                .as("what a closed branch answered for, nobody does")
                .contains(grids.get(0));
    }

    @Test
    void refusesWhatABranchCannotAnswerFor() {
        var group = district.made("PARTY_GROUP", "示例党小组", branch, community);

        assertThat(code(cover(group, grids.get(0), 400))).isEqualTo("COVERAGE_KIND_UNFIT");
        assertThat(code(cover(branch, community, 400))).isEqualTo("COVERAGE_GRID_UNFIT");
        assertThat(code(cover(branch, "430181002001001", 400))).isEqualTo("COVERAGE_OUTSIDE");
        assertThat(code(cover(branch, community + "999", 400))).isEqualTo("WORKFORCE_AREA_UNKNOWN");
        assertThat(code(cover("no-such", grids.get(0), 404))).isEqualTo("ORGANISATION_UNKNOWN");
        district.as("grid")
                .post("/coverage", "{\"organisation\": \"" + branch + "\", \"grid\": \"" + grids.get(0) + "\"}", 403);
    }

    @Test
    void countsAsWorkWhereACadreSupportsTheGridOrAPartyMemberWorks() {
        var before = work("covered");
        var cadre = id(SomeAccounts.opened(context, Role.STREET_STAFF, TOWN));
        var link = district.post(
                "/links",
                "{\"kind\": \"CADRE\", \"account\": \"" + cadre + "\", \"grid\": \"" + grids.get(0) + "\"}",
                201);
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, grids.get(1));
        district.put("/workers/" + id(worker) + "/party-member", "{\"member\": true}", 204);

        assertThat(work("covered")).isEqualTo(before + 2);
        assertThat(texts(
                        district.get("/coverage/items?what=WORK&covered=true&area=" + community, 200)
                                .path("items"),
                        "grid"))
                .contains(grids.get(0), grids.get(1));

        district.post("/links/" + link.path("id").asString("") + "/end", "{\"reason\": \"轮岗\"}", 204);
        district.put("/workers/" + id(worker) + "/party-member", "{\"member\": false}", 204);
        assertThat(work("covered")).isEqualTo(before);
        SomeAccounts.lock(context, worker);
    }

    /** Two gaps: a building of a grid without a branch, and one that is known in its community only. */
    @Test
    void findsTheBuildingsThatNoBranchAnswersFor() {
        var worker = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, community);
        var api = new ResidentsApi(context);
        var places = java.util.stream.Stream.of(grids.get(0), grids.get(1), grids.get(1), community)
                .map(area -> ResidentsApi.text(
                        api.post(
                                worker,
                                "/api/buildings",
                                "{\"area\": \"%s\", \"name\": \"示例%s\"}".formatted(area, UUID.randomUUID()),
                                201),
                        "id"))
                .toList();
        cover(branch, grids.get(0), 201);
        district.post(
                "/coverage",
                "{\"organisation\": \"%s\", \"grid\": \"%s\", \"building\": \"%s\"}"
                        .formatted(branch, grids.get(1), places.get(1)),
                201);

        var uncovered = texts(
                district.get("/coverage/items?what=BUILDING&size=200&area=" + community, 200)
                        .path("items"),
                "building");
        var covered = texts(
                district.get("/coverage/items?what=BUILDING&covered=true&size=200&area=" + community, 200)
                        .path("items"),
                "building");

        assertThat(covered).contains(places.get(0), places.get(1));
        assertThat(uncovered).contains(places.get(2), places.get(3)).doesNotContainAnyElementsOf(covered);
        assertThat(district.get("/coverage?area=" + community, 200)
                        .path("buildings")
                        .path("of")
                        .asInt())
                .isEqualTo(covered.size() + uncovered.size());
    }

    private int work(String number) {
        return district.get("/coverage?area=" + community, 200)
                .path("work")
                .path(number)
                .asInt();
    }

    private String id(String username) {
        return database.sql("select id::text from identity.account where username = ?")
                .param(username)
                .query(String.class)
                .single();
    }

    private JsonNode cover(String organisation, String grid, int status) {
        return district.post(
                "/coverage", "{\"organisation\": \"" + organisation + "\", \"grid\": \"" + grid + "\"}", status);
    }
}
