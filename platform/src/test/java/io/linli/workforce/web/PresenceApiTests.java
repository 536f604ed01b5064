package io.linli.workforce.web;

import static io.linli.workforce.Staff.code;
import static io.linli.workforce.Staff.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.privacy.Retained;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.Boundaries;
import io.linli.workforce.Staff;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Point;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** In a town where no other test sends anybody to a grid. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PresenceApiTests {

    private static final String TOWN = "430181105";

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Boundaries boundaries;

    private Staff district;
    private String community;
    private String first;
    private String second;
    private String cadre;

    @BeforeEach
    void startAnew(@Autowired WebApplicationContext here, @Autowired JdbcClient rows) {
        district = new Staff(here, "district");
        community = rows.sql("select min(code) from territory.area where code like ? and length(code) = 12")
                .param(TOWN + "%")
                .query(String.class)
                .single();
        first = community + "001";
        second = community + "002";
        cadre = SomeAccounts.opened(here, Role.STREET_STAFF, TOWN);
    }

    @AfterEach
    void leaveNothing() {
        SomeAccounts.lock(context, cadre);
        asSystem("delete from workforce.presence where area like '" + TOWN + "%'");
        asSystem("delete from workforce.link where area like '" + TOWN + "%'");
    }

    @Test
    void keepsWhenACadreCameToTheirGridAndLeftAgain() {
        var who = district.as(cadre);
        assertThat(code(who.post("/presences", at(first), 400))).isEqualTo("PRESENCE_NOT_LINKED");
        link(first);
        link(second);
        assertThat(texts(who.get("/presences/own", 200).path("grids"), "grid")).containsExactly(first, second);

        var stay = who.post("/presences", at(first), 201);
        assertThat(stay.path("state").asString("")).isEqualTo("THERE");
        assertThat(stay.has("inGrid"))
                .as("no position was given, so none is told")
                .isFalse();
        assertThat(Instant.parse(stay.path("arrivedAt").asString(""))).isBeforeOrEqualTo(Instant.now());
        assertThat(who.post("/presences", at(first), 201).path("id"))
                .as("sent again by a phone that lost the answer")
                .isEqualTo(stay.path("id"));
        assertThat(code(who.post("/presences", at(second), 409))).isEqualTo("PRESENCE_ELSEWHERE_OPEN");
        assertThat(code(district.as("street").post("/presences/" + id(stay) + "/leave", "{}", 404)))
                .as("somebody else's")
                .isEqualTo("PRESENCE_UNKNOWN");

        var left = who.post("/presences/" + id(stay) + "/leave", "{}", 200);
        assertThat(left.path("state").asString("")).isEqualTo("LEFT");
        assertThat(who.post("/presences/" + id(stay) + "/leave", "{}", 200).path("leftAt"))
                .as("a second time changes nothing")
                .isNotNull();

        var inside = inside(second);
        assertThat(who.post("/presences", at(second, inside), 201)
                        .path("inGrid")
                        .asBoolean())
                .isTrue();
        who.post("/presences/" + id(who.get("/presences/own", 200).path("now")) + "/leave", "{}", 200);
        assertThat(who.post("/presences", at(first, inside), 201).path("inGrid").asBoolean(true))
                .as("the phone was in the grid beside it")
                .isFalse();
        assertThat(database.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'workforce' and table_name = 'presence'""").query(String.class).list())
                .as("where exactly they stood is not kept")
                .doesNotContain("longitude", "latitude", "point");
    }

    @Test
    void takesWhoForgotToSignOutForGoneAfterTwelveHours() {
        var who = district.as(cadre);
        link(first);
        link(second);
        var stay = who.post("/presences", at(first), 201);
        asSystem("update workforce.presence set arrived_at = arrived_at - interval '13 hours' where id = '" + id(stay)
                + "'");

        var own = who.get("/presences/own", 200);
        assertThat(own.has("now")).isFalse();
        assertThat(texts(own.path("lately"), "state")).containsExactly("FORGOTTEN");
        assertThat(who.post("/presences", at(second), 201).path("state").asString(""))
                .isEqualTo("THERE");
        assertThat(texts(who.get("/presences/own", 200).path("lately"), "state"))
                .containsExactly("THERE", "FORGOTTEN");
    }

    @Test
    void namesWhoNeverCameInSoManyDaysAndShowsStaysOnOnesOwnGroundOnly(@Autowired List<Retained> kinds) {
        var idle = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        link(first);
        link(idle, second);
        try {
            assertThat(texts(absent(30).path("absent"), "account")).containsExactly(account(cadre), account(idle));
            var stay = district.as(cadre).post("/presences", at(first), 201);

            var report = absent(30);
            assertThat(report.path("cadres").asInt()).isEqualTo(2);
            assertThat(texts(report.path("absent"), "account")).containsExactly(account(idle));
            assertThat(texts(report.path("absent").path(0).path("grids"), "grid"))
                    .containsExactly(second);
            assertThat(report.path("absent").path(0).has("last"))
                    .as("never came")
                    .isFalse();
            asSystem("update workforce.presence set arrived_at = arrived_at - interval '9 days' where id = '" + id(stay)
                    + "'");
            assertThat(texts(absent(7).path("absent"), "account")).containsExactly(account(cadre), account(idle));
            assertThat(texts(absent(10).path("absent"), "account")).containsExactly(account(idle));

            for (var path : List.of("?area=" + TOWN, "?account=" + account(cadre), "?area=" + first)) {
                assertThat(texts(district.get("/presences" + path, 200).path("items"), "id"))
                        .as(path)
                        .containsExactly(id(stay));
            }
            assertThat(district.as("street")
                            .get("/presences?area=" + TOWN, 200)
                            .path("items")
                            .size())
                    .as("not their street")
                    .isZero();
            assertThat(code(district.as("street").get("/presences/absent?area=" + TOWN, 403)))
                    .isEqualTo("WORKFORCE_ELSEWHERE");
            for (var path : List.of("/presences", "/presences/own", "/presences/absent?area=" + TOWN)) {
                district.as("grid").get(path, 403);
                district.as("resident").get(path, 403);
            }

            var retained = kinds.stream()
                    .filter(kind -> kind.kind().equals("workforce.presence"))
                    .findFirst()
                    .orElseThrow();
            var held = new Retained.Holds(Set.of(SomeAccounts.id(context, cadre).id()));
            assertThat(erased(retained, held)).as("wanted as evidence").isZero();
            assertThat(erased(retained, Retained.Holds.NONE)).isEqualTo(1);
        } finally {
            SomeAccounts.lock(context, idle);
        }
    }

    private int erased(Retained kind, Retained.Holds holds) {
        var who = SomeAccounts.id(context, cadre).id();
        return system.call(() -> requireNonNull(
                transaction.execute(status -> kind.eraseOf(who, holds).erased())));
    }

    private JsonNode absent(int days) {
        return district.get("/presences/absent?area=" + TOWN + "&days=" + days, 200);
    }

    private void link(String grid) {
        link(cadre, grid);
    }

    private void link(String who, String grid) {
        district.post(
                "/links",
                "{\"kind\": \"CADRE\", \"account\": \"%s\", \"grid\": \"%s\"}".formatted(account(who), grid),
                201);
    }

    private static String at(String grid) {
        return "{\"grid\": \"" + grid + "\"}";
    }

    private static String at(String grid, Point point) {
        return String.format(
                Locale.ROOT,
                "{\"grid\": \"%s\", \"position\": {\"longitude\": %f, \"latitude\": %f, \"crs\": \"cgcs2000\"}}",
                grid,
                point.getX(),
                point.getY());
    }

    private Point inside(String grid) {
        return boundaries.below(new AreaCode(community)).stream()
                .filter(outline -> outline.area().code().code().equals(grid))
                .findFirst()
                .orElseThrow()
                .shape()
                .getInteriorPoint();
    }

    private String account(String username) {
        return SomeAccounts.id(context, username).toString();
    }

    private static String id(JsonNode stay) {
        return stay.path("id").asString("");
    }

    private void asSystem(String sql) {
        system.run(() ->
                transaction.executeWithoutResult(status -> database.sql(sql).update()));
    }
}
