package io.linli.workforce.web;

import static io.linli.workforce.Staff.code;
import static io.linli.workforce.Staff.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.spreadsheet.TakenList;
import io.linli.workforce.Staff;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** In a town where no other test makes organisations. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OrganisationApiTests {

    private static final String TOWN = "430181128";

    @Autowired
    WebApplicationContext context;

    private Staff district;
    private String community;
    private String grid;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here, @Autowired JdbcClient database) {
        Staff.forget(here, TOWN);
        district = new Staff(here, "district");
        community = database.sql("select min(code) from territory.area where code like ? and length(code) = 12")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        grid = community + "001";
    }

    @AfterEach
    void leaveNothing() {
        Staff.forget(context, TOWN);
    }

    @Test
    void buildsTheTreeFromTheCommitteeToTheHubHousehold() {
        var town = district.made("WORKING_COMMITTEE", "示例镇党委", null, TOWN);
        var party = district.made("COMMUNITY_COMMITTEE", "示例村党总支", town, community);
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", party, community);
        var branch = district.made("JOINT_BRANCH", "示例小区联合党支部", joint, grid);
        var group = district.made("PARTY_GROUP", "示例一号楼党小组", branch, grid);
        var hub = district.made("HUB_HOUSEHOLD", "示例一号楼一单元党员中心户", group, grid);

        var view = district.get("/organisations/" + hub, 200);
        assertThat(texts(view.path("above"), "id")).containsExactly(town, party, joint, branch, group);
        assertThat(view.path("organisation").path("kindName").asString("")).isEqualTo("党员中心户");
        assertThat(view.path("fullName").asString("")).startsWith("高坪镇 · ");

        var list = district.get("/organisations?area=" + TOWN, 200);
        assertThat(texts(list.path("items"), "id")).containsExactly(town);
        assertThat(list.path("items").path(0).path("parts").asInt()).isEqualTo(1);
        assertThat(texts(district.get("/organisations?parent=" + branch, 200).path("items"), "name"))
                .containsExactly("示例一号楼党小组");
        assertThat(texts(district.get("/organisations?area=" + community, 200).path("items"), "id"))
                .as("its parent stands elsewhere")
                .containsExactly(party);
    }

    @Test
    void handsOutTheWholeTreeColumnByColumnWithEachAfterTheOneAbove() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var later = district.made("JOINT_BRANCH", "示例乙小区联合党支部", joint, community);
        var first = district.made("JOINT_BRANCH", "示例丙小区联合党支部", joint, community);
        var group = district.made("PARTY_GROUP", "示例党小组", later, community);
        var office = district.made("RESIDENTS_COMMITTEE", "示例村民委员会", null, community);

        var tree = district.get("/organisations/tree?area=" + TOWN, 200);

        var ids = values(tree.path("ids"));
        assertThat(ids)
                .as("beside each other by how their names are read: bing before yi")
                .containsExactly(joint, first, later, group, office);
        assertThat(numbers(tree.path("parent"))).containsExactly(-1, 0, 0, 2, -1);
        assertThat(numbers(tree.path("kind")).stream()
                        .map(n -> tree.path("kinds").path(n).asString("")))
                .containsExactly(
                        "JOINT_COMMITTEE", "JOINT_BRANCH", "JOINT_BRANCH", "PARTY_GROUP", "RESIDENTS_COMMITTEE");
        assertThat(values(tree.path("areas"))).containsOnly(community);
        var taken = TakenList.of(context, "district", "/api/workforce/organisations/tree/export?area=" + TOWN);
        assertThat(taken.rows()).extracting(List::getFirst).isEqualTo(ids);
        assertThat(taken.row("示例党小组"))
                .containsEntry("组织类型", "楼栋（单元）党小组")
                .containsEntry("上级组织编号", later)
                .containsEntry("区域代码", community);
        assertThat(values(district.get("/organisations/tree?party=false&area=" + TOWN, 200)
                        .path("ids")))
                .containsExactly(office);
    }

    @Test
    void opensALongListPageByPage() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var made = new ArrayList<String>();
        for (int n = 1; n <= 5; n++) {
            made.add(district.made("JOINT_BRANCH", "示例" + n + "号小区联合党支部", joint, community));
        }
        var seen = new ArrayList<String>();
        for (var after = ""; after != null; ) {
            var page = district.get("/organisations?size=2&parent=" + joint + after, 200);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            seen.addAll(texts(page.path("items"), "id"));
            after = page.has("next") ? "&after=" + page.path("next").asString("") : null;
        }
        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void refusesAnOrganisationUnderItselfAndACircle() {
        var above = district.made("WORKING_COMMITTEE", "示例甲党委", null, TOWN);
        var below = district.made("WORKING_COMMITTEE", "示例乙党委", above, TOWN);
        var lowest = district.made("WORKING_COMMITTEE", "示例丙党委", below, TOWN);

        assertThat(code(move(above, above, 400))).isEqualTo("ORGANISATION_UNDER_ITSELF");
        assertThat(code(move(above, below, 400))).isEqualTo("ORGANISATION_CIRCLE");
        var refused = move(above, lowest, 400);
        assertThat(code(refused)).isEqualTo("ORGANISATION_CIRCLE");
        assertThat(refused.path("errors").path(0).path("field").asString("")).isEqualTo("parent");
        assertThat(district.get("/organisations/" + above, 200)
                        .path("organisation")
                        .has("parent"))
                .isFalse();
    }

    @Test
    void makesNoCircleOfTwoMovesAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var one = district.made("WORKING_COMMITTEE", "示例甲党委" + round, null, TOWN);
            var other = district.made("WORKING_COMMITTEE", "示例乙党委" + round, null, TOWN);
            var together = new CyclicBarrier(2);
            try (var people = Executors.newFixedThreadPool(2)) {
                var moves = people.invokeAll(List.of(moving(one, other, together), moving(other, one, together)));
                var codes = new ArrayList<String>();
                for (var move : moves) {
                    codes.add(move.get());
                }
                assertThat(codes).containsExactlyInAnyOrder("", "ORGANISATION_CIRCLE");
            }
        }
    }

    private Callable<String> moving(String what, String under, CyclicBarrier together) {
        return () -> {
            together.await();
            return code(district.attempt(
                    "/organisations/" + what + "/move", "{\"parent\": \"" + under + "\", \"reason\": \"调整隶属\"}"));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "HUB_HOUSEHOLD, JOINT_COMMITTEE, ORGANISATION_PARENT_UNFIT",
        "PARTY_GROUP, JOINT_COMMITTEE, ORGANISATION_PARENT_UNFIT",
        "JOINT_BRANCH, RESIDENTS_COMMITTEE, ORGANISATION_PARENT_UNFIT",
        "JOINT_COMMITTEE, JOINT_COMMITTEE, ORGANISATION_PARENT_UNFIT",
        "JOINT_BRANCH, , ORGANISATION_PARENT_MISSING",
        "WORKING_COMMITTEE, , ORGANISATION_LEVEL_UNFIT",
        "NO_SUCH_KIND, , ORGANISATION_KIND_UNKNOWN",
    })
    void refusesAKindWhereItCannotStand(String kind, String above, String code) {
        var parent = above == null ? null : district.made(above, "示例上级", null, community);

        assertThat(code(district.make(kind, "示例", parent, community, 400))).isEqualTo(code);
    }

    @Test
    void refusesAnOrganisationOutsideTheGroundOfTheOneAbove() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);

        assertThat(code(district.make("JOINT_BRANCH", "示例党支部", joint, "430181002001", 400)))
                .isEqualTo("ORGANISATION_OUTSIDE_PARENT");
        assertThat(code(district.make("JOINT_BRANCH", "示例党支部", "no-such", community, 400)))
                .isEqualTo("ORGANISATION_PARENT_UNKNOWN");
        assertThat(code(district.make("JOINT_COMMITTEE", "示例", null, "430181128999", 400)))
                .isEqualTo("WORKFORCE_AREA_UNKNOWN");
        assertThat(code(district.make("JOINT_COMMITTEE", "示例联合党委", null, community, 409)))
                .isEqualTo("ORGANISATION_NAME_TAKEN");
    }

    @Test
    void givesADedicatedGridAPartyOrganisationOfItsOwn(@Autowired JdbcClient database) {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var purpose = database.sql("select kind from territory.area where code = ?")
                .param(grid)
                .query(String.class)
                .single();
        assertThat(purpose).isEqualTo("BASIC");
        assertThat(code(district.make("DEDICATED_BRANCH", "示例商场党支部", joint, grid, 400)))
                .isEqualTo("ORGANISATION_GRID_NOT_DEDICATED");

        var mall = new Staff(context, "street");
        var around = mall.made("JOINT_COMMITTEE", "测试商圈联合党委", null, "430181002001");
        var branch = mall.made("DEDICATED_BRANCH", "测试商场党支部", around, "430181002001004");
        try {
            var view = mall.get("/organisations/" + branch, 200).path("organisation");
            assertThat(view.path("areaName").asString("")).isEqualTo("示例商场专属网格");
            assertThat(view.path("kindName").asString("")).isEqualTo("专属网格党组织");
        } finally {
            for (var id : List.of(branch, around)) {
                database.sql("delete from workforce.organisation_change where organisation = ?")
                        .param(id)
                        .update();
                database.sql("delete from workforce.organisation where id = ?")
                        .param(id)
                        .update();
            }
        }
    }

    @Test
    void closesWithAReasonAndOnlyWhatIsEmpty() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var branch = district.made("JOINT_BRANCH", "示例党支部", joint, community);

        assertThat(code(close(joint, 409))).isEqualTo("ORGANISATION_HAS_PARTS");
        assertThat(code(district.post("/organisations/" + branch + "/close", "{}", 400)))
                .isEqualTo("DATA_INVALID");
        assertThat(code(district.post(
                        "/organisations/" + branch + "/close", "{\"reason\": \"撤并\", \"on\": \"2999-01-01\"}", 400)))
                .isEqualTo("ORGANISATION_DATE_UNFIT");
        assertThat(close(branch, 200).path("organisation").path("until").asString(""))
                .isNotBlank();
        assertThat(code(close(branch, 409))).isEqualTo("ORGANISATION_CLOSED");
        assertThat(code(move(branch, joint, 409))).isEqualTo("ORGANISATION_CLOSED");
        assertThat(code(district.make("PARTY_GROUP", "示例党小组", branch, community, 400)))
                .isEqualTo("ORGANISATION_PARENT_CLOSED");
        assertThat(district.get("/organisations?parent=" + joint, 200)
                        .path("items")
                        .size())
                .isZero();
        assertThat(district.made("JOINT_BRANCH", "示例党支部", joint, community))
                .as("the name is free again, the id is not")
                .isNotEqualTo(branch);
    }

    @Test
    void keepsAUnitForWhichSomebodyHoldsAPost(@Autowired JdbcClient database) {
        var known = database.sql("select count(*) from workforce.organisation where id = '430181-civil'")
                .query(Integer.class)
                .single();
        if (known == 0) {
            district.post(
                    "/organisations",
                    "{\"id\": \"430181-civil\", \"kind\": \"DEPARTMENT\", \"name\": \"民政（演示单位）\", \"area\": \"430181\"}",
                    201);
        }
        try {
            assertThat(code(close("430181-civil", 409))).isEqualTo("ORGANISATION_HAS_POSTS");
            assertThat(code(district.post(
                            "/organisations",
                            "{\"id\": \"430181-civil\", \"kind\": \"DEPARTMENT\", \"name\": \"示例\", \"area\": \"430181\"}",
                            409)))
                    .isEqualTo("ORGANISATION_EXISTS");
        } finally {
            if (known == 0) {
                database.sql("delete from workforce.organisation_change where organisation = '430181-civil'")
                        .update();
                database.sql("delete from workforce.organisation where id = '430181-civil'")
                        .update();
            }
        }
    }

    @Test
    void remembersWhatWasDoneAndByWhom() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var other = district.made("COMMUNITY_COMMITTEE", "示例村党总支", null, community);
        district.post("/organisations/" + joint + "/rename", "{\"name\": \"示例新联合党委\"}", 200);
        district.post(
                "/organisations/" + joint + "/move",
                "{\"parent\": \"" + other + "\", \"reason\": \"理顺隶属关系，联系 13812345678\"}",
                200);
        close(joint, 200);

        var history = district.get("/organisations/" + joint + "/history", 200);
        assertThat(texts(history, "what")).containsExactly("CREATED", "RENAMED", "MOVED", "CLOSED");
        assertThat(texts(history, "by")).containsOnly("示例戊");
        assertThat(history.path(2).path("after").asString("")).isEqualTo("示例村党总支");
        assertThat(history.path(2).path("reason").asString(""))
                .startsWith("理顺隶属关系")
                .doesNotContain("13812345678");
    }

    @Test
    void warnsOfAJointCommitteeWithoutTheDelegatesThatItNeeds() {
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        var owners = district.made("OWNERS_COMMITTEE", "示例业主委员会", null, community);
        assertThat(texts(district.get("/organisations/" + joint, 200).path("missing"), "kind"))
                .containsExactly("COMMUNITY_POLICE", "OWNERS_COMMITTEE", "PROPERTY_COMPANY", "COBUILD_UNIT");

        seat(joint, "{\"kind\": \"COMMUNITY_POLICE\"}", 201);
        seat(joint, "{\"kind\": \"PROPERTY_COMPANY\"}", 201);
        seat(joint, "{\"kind\": \"COBUILD_UNIT\"}", 201);
        var full = seat(joint, "{\"kind\": \"OWNERS_COMMITTEE\", \"body\": \"" + owners + "\"}", 201);
        assertThat(full.path("missing").size()).isZero();
        assertThat(texts(full.path("members"), "kindName")).containsExactly("社区民警", "业主委员会", "物业公司", "共建单位");
        assertThat(full.path("members").path(1).path("bodyName").asString("")).isEqualTo("示例业主委员会");

        assertThat(code(seat(joint, "{\"kind\": \"COBUILD_UNIT\"}", 409))).isEqualTo("MEMBER_TAKEN");
        assertThat(code(seat(joint, "{\"kind\": \"COBUILD_UNIT\", \"body\": \"no-such\"}", 400)))
                .isEqualTo("MEMBER_BODY_UNKNOWN");
        assertThat(code(seat(owners, "{\"kind\": \"COBUILD_UNIT\"}", 400))).isEqualTo("MEMBER_KIND_UNFIT");

        close(owners, 200);
        assertThat(texts(district.get("/organisations/" + joint, 200).path("missing"), "kind"))
                .as("its delegates go with the body")
                .containsExactly("OWNERS_COMMITTEE");
        var police = full.path("members").path(0).path("id").asString("");
        var without = district.post("/organisations/" + joint + "/members/" + police + "/end", "{}", 200);
        assertThat(texts(without.path("missing"), "kind")).containsExactly("COMMUNITY_POLICE", "OWNERS_COMMITTEE");
        assertThat(code(district.post("/organisations/" + joint + "/members/" + police + "/end", "{}", 404)))
                .isEqualTo("MEMBER_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resident", "property", "replay"})
    void showsOrganisationsToStaffOnly(String who) {
        for (var path : List.of("/kinds", "/organisations", "/organisations/tree", "/organisations/430181-urban")) {
            district.as(who).get(path, 403);
        }
    }

    @Test
    void isChangedByThoseWhoKeepThatGroundOnly() {
        for (var who : List.of("grid", "community", "police", "auditor")) {
            district.as(who).make("JOINT_COMMITTEE", "示例联合党委", null, community, 403);
        }
        assertThat(code(district.as("street").make("JOINT_COMMITTEE", "示例联合党委", null, community, 403)))
                .isEqualTo("WORKFORCE_ELSEWHERE");
        var joint = district.made("JOINT_COMMITTEE", "示例联合党委", null, community);
        assertThat(code(district.as("street")
                        .post("/organisations/" + joint + "/close", "{\"reason\": \"不归我管\"}", 403)))
                .isEqualTo("WORKFORCE_ELSEWHERE");
    }

    private JsonNode move(String what, String under, int status) {
        return district.post(
                "/organisations/" + what + "/move", "{\"parent\": \"" + under + "\", \"reason\": \"调整隶属\"}", status);
    }

    private JsonNode close(String what, int status) {
        return district.post("/organisations/" + what + "/close", "{\"reason\": \"撤并\"}", status);
    }

    private JsonNode seat(String committee, String body, int status) {
        return district.post("/organisations/" + committee + "/members", body, status);
    }

    private static List<String> values(JsonNode array) {
        return array.valueStream().map(each -> each.asString("")).toList();
    }

    private static List<Integer> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }
}
