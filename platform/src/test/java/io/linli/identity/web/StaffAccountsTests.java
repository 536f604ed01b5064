package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.spreadsheet.TakenList;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What administrators do with accounts and posts, and what they may not. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class StaffAccountsTests {

    private static final String STREET = "430181004";
    private static final String COMMUNITY = "430181004001";
    private static final String GRID = "430181004001001";
    private static final String ELSEWHERE = "430181003001001";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private Staff admin;

    @BeforeEach
    void signIn() {
        comeBack();
        admin = Staff.opened(context, port, Role.ADMINISTRATOR, STREET);
    }

    /** Failures, some of them at a time to come, would keep other tests from signing in. */
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void opensAnAccountWhoseFirstPasswordOnlyLetsItsHolderChooseAnother() {
        var name = SomeAccounts.name();
        var first = text(admin.opens(name, Role.GRID_WORKER, GRID), "password");

        var worker = Staff.signedIn(port, name, first);
        assertThat(text(worker.get("/api/session"), "due")).isEqualTo("PASSWORD");
        assertThat(worker.get("/api/session").path("permissions").size()).isZero();
        assertThat(code(worker.call("GET", "/api/incidents", "", 403))).isEqualTo("SIGN_IN_UNFINISHED");

        var whole = worker.put(
                "/api/account/password",
                "{\"current\": \"%s\", \"password\": \"a grid in 2026\"}".formatted(first),
                200);

        assertThat(whole.has("due")).isFalse();
        assertThat(text(whole.path("posts").get(0), "area")).isEqualTo(GRID);
        assertThat(worker.call("GET", "/api/incidents", "", 200).has("items")).isTrue();
        assertThat(new Browser(port).signIn(name, first).statusCode()).isEqualTo(401);
    }

    @Test
    void letsAFirstPasswordRunOut() {
        var name = SomeAccounts.name();
        var first = text(admin.opens(name, Role.GRID_WORKER, GRID), "password");
        clock.advance(Duration.ofDays(8));

        assertThat(new Browser(port).signIn(name, first).statusCode()).isEqualTo(401);
    }

    @Test
    void showsThoseOfTheTerritoryAndNoOthers() {
        var here = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
        var there = SomeAccounts.opened(context, Role.GRID_WORKER, ELSEWHERE);

        assertThat(found(words(here)).size()).isEqualTo(1);
        assertThat(found(words(there)).size()).isZero();
        assertThat(exported(here).row(here)).containsEntry("姓名", "示例").containsEntry("岗位", "网格员");
        assertThat(exported(there).rows()).isEmpty();
        assertThat(code(admin.call("GET", "/api/accounts/" + SomeAccounts.id(context, there), "", 404)))
                .isEqualTo("ACCOUNT_UNKNOWN");
        assertThat(code(admin.post("/api/accounts/" + SomeAccounts.id(context, there) + "/lock", reason(), 404)))
                .isEqualTo("ACCOUNT_UNKNOWN");
    }

    @Test
    void findsAnAccountByNamePostAndTelephoneNumber() {
        var name = SomeAccounts.name();
        var phone = "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        admin.post(
                "/api/accounts",
                Staff.account(name, Role.COMMUNITY_WORKER, COMMUNITY, ", \"phone\": \"" + phone + "\""),
                201);

        for (var wanted : new String[] {
            words(name),
            words(phone),
            words(name) + ", \"role\": \"COMMUNITY_WORKER\"",
            words(name) + ", \"area\": \"" + COMMUNITY + "\"",
            words(name) + ", \"locked\": false"
        }) {
            var found = found(wanted);
            assertThat(found.size()).as(wanted).isEqualTo(1);
            assertThat(text(found.get(0), "phone")).isEqualTo(phone.substring(0, 3) + "****" + phone.substring(7));
        }
        assertThat(found(words(name) + ", \"role\": \"GRID_WORKER\"").size()).isZero();
        assertThat(admin.post("/api/accounts/find", "{\"words\": \" \"}", 400).toString())
                .contains("\"field\":\"words\"");
        Staff.opened(context, port, Role.COMMUNITY_WORKER, COMMUNITY)
                .post("/api/accounts/find", "{" + words(name) + "}", 403);
        assertThat(database.sql("select a::text from identity.account a where username = ?")
                        .param(name)
                        .query(String.class)
                        .single())
                .doesNotContain(phone);
    }

    private JsonNode found(String wanted) {
        return admin.post("/api/accounts/find", "{" + wanted + "}", 200).path("items");
    }

    private TakenList exported(String name) {
        return TakenList.read(admin.browser.file("/api/accounts/export", "{" + words(name) + "}"));
    }

    private static String words(String text) {
        return "\"words\": \"" + text + "\"";
    }

    @Test
    void turnsThePages() {
        for (int i = 0; i < 3; i++) {
            SomeAccounts.opened(context, Role.COMMUNITY_WORKER, "430181004002");
        }
        var path = "/api/accounts?area=430181004002&size=2";
        var first = admin.get(path);
        assertThat(first.path("items").size()).isEqualTo(2);

        var second = admin.get(path + "&after=" + text(first, "next"));

        assertThat(second.path("items").size()).isPositive();
        assertThat(text(second.path("items").get(0), "username"))
                .isGreaterThan(text(first.path("items").get(1), "username"));
        assertThat(admin.post(
                                "/api/accounts/find",
                                "{\"words\": \"test-\", \"area\": \"430181004002\", \"size\": 2}",
                                200)
                        .has("next"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GRID_WORKER, 430181003001001, OUTSIDE_YOUR_TERRITORY, 403",
        "DISTRICT_STAFF, 430181, OUTSIDE_YOUR_TERRITORY, 403",
        "ADMINISTRATOR, 430181, OUTSIDE_YOUR_TERRITORY, 403",
        "GRID_WORKER, 430181004, POST_NOT_AT_THIS_LEVEL, 400",
        "STREET_STAFF, 430181004001, POST_NOT_AT_THIS_LEVEL, 400",
        "GRID_WORKER, 430181004999999, POST_AREA_UNKNOWN, 400",
        "RESIDENT, 430181004001, POST_OF_NO_STAFF, 400",
        "MACHINE, 430181004, POST_OF_NO_STAFF, 400",
        "DEPARTMENT_STAFF, 430181004, POST_WITHOUT_UNIT, 400",
        "GRID_WORKER, 43, 'POST_NOT_AT_THIS_LEVEL,POST_AREA_UNKNOWN', 400",
        "GRID_WORKER, 4301810, '', 400",
        "KING, 430181004, '', 400",
    })
    void givesNoPostThatCannotBeOrIsNotTheirsToGive(String role, String area, String problem, int status) {
        var body = "{\"role\": \"%s\", \"area\": \"%s\"}".formatted(role, area);
        var worker = SomeAccounts.id(context, SomeAccounts.opened(context, Role.GRID_WORKER, GRID));

        var refused = admin.post("/api/accounts/" + worker + "/posts", body, status);

        var said = refused.toString();
        assertThat(problem.isEmpty()
                        || java.util.Arrays.stream(problem.split(",", -1)).anyMatch(said::contains))
                .as(said)
                .isTrue();
        assertThat(text(refused, "detail")).isNotBlank();
    }

    @Test
    void givesAndEndsAPost() {
        var worker = SomeAccounts.opened(context, Role.GRID_WORKER, GRID);
        var id = SomeAccounts.id(context, worker);
        var given = admin.post("/api/accounts/" + id + "/posts", Staff.post(Role.COMMUNITY_WORKER, COMMUNITY), 201);
        assertThat(given.path("posts").size()).isEqualTo(2);
        assertThat(code(admin.post(
                        "/api/accounts/" + id + "/posts", Staff.post(Role.COMMUNITY_WORKER, COMMUNITY), 409)))
                .isEqualTo("POST_HELD_ALREADY");
        var post = given.path("posts")
                .valueStream()
                .filter(each -> text(each, "role").equals("COMMUNITY_WORKER"))
                .findFirst()
                .orElseThrow();

        admin.post("/api/accounts/" + id + "/posts/" + text(post, "id") + "/end", "{}", 200);

        var me = Staff.signedIn(port, worker, SomeAccounts.PASSWORD).get("/api/session");
        assertThat(me.path("posts").size()).isEqualTo(1);
        assertThat(code(admin.post("/api/accounts/" + id + "/posts/" + text(post, "id") + "/end", "{}", 409)))
                .isEqualTo("POST_OVER");
    }

    @Test
    void refusesAPostThatEndsBeforeItBegins() {
        var id = SomeAccounts.id(context, SomeAccounts.opened(context, Role.GRID_WORKER, GRID));
        var body = "{\"role\": \"COMMUNITY_WORKER\", \"area\": \"%s\", \"since\": \"%s\", \"until\": \"%s\"}"
                .formatted(
                        COMMUNITY,
                        clock.instant().plusSeconds(7200),
                        clock.instant().plusSeconds(3600));

        assertThat(admin.post("/api/accounts/" + id + "/posts", body, 400).toString())
                .contains("POST_DATES_REVERSED", "\"field\":\"until\"");
    }

    @Test
    void letsNobodyAdministerAndAudit() {
        var id = SomeAccounts.id(context, SomeAccounts.opened(context, Role.AUDITOR, STREET));

        assertThat(code(admin.post("/api/accounts/" + id + "/posts", Staff.post(Role.ADMINISTRATOR, STREET), 409)))
                .isEqualTo("POSTS_INCOMPATIBLE");
    }

    @Test
    void letsNobodyGiveThemselvesAPost() {
        var own = SomeAccounts.id(context, admin.username);

        assertThat(code(admin.post("/api/accounts/" + own + "/posts", Staff.post(Role.STREET_STAFF, STREET), 403)))
                .isEqualTo("POST_FOR_ONESELF");
        assertThat(code(admin.post("/api/accounts/" + own + "/reset", reason(), 409)))
                .isEqualTo("ACCOUNT_IS_OWN");
    }

    @Test
    void leavesThoseAboveAlone() {
        var above = SomeAccounts.opened(context, Role.DISTRICT_STAFF, "430181");
        var id = SomeAccounts.id(context, above);
        database.sql("""
                insert into identity.post (id, account, role, area, since) values (gen_random_uuid(), ?, 'STREET_STAFF', ?,
                    now() - interval '1 day')""").params(id.id(), STREET).update();

        assertThat(admin.get("/api/accounts/" + id).path("manageable").asBoolean(true))
                .isFalse();
        assertThat(code(admin.post("/api/accounts/" + id + "/lock", reason(), 403)))
                .isEqualTo("OUTSIDE_YOUR_TERRITORY");
        assertThat(code(admin.post("/api/accounts/" + id + "/reset", reason(), 403)))
                .isEqualTo("OUTSIDE_YOUR_TERRITORY");
    }

    @Test
    void refusesAUserNameAndATelephoneNumberThatAreTaken() {
        var name = SomeAccounts.name();
        var phone = "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
        var more = ", \"phone\": \"" + phone + "\"";
        admin.post("/api/accounts", Staff.account(name, Role.GRID_WORKER, GRID, more), 201);

        assertThat(code(admin.post("/api/accounts", Staff.account(name, Role.GRID_WORKER, GRID, ""), 409)))
                .isEqualTo("USERNAME_TAKEN");
        assertThat(code(admin.post(
                        "/api/accounts", Staff.account(SomeAccounts.name(), Role.GRID_WORKER, GRID, more), 409)))
                .isEqualTo("PHONE_TAKEN");
        assertThat(admin.post("/api/accounts", Staff.account("Große", Role.GRID_WORKER, GRID, ""), 400)
                        .toString())
                .contains("USERNAME_INVALID");
    }

    @Test
    void signsALockedAccountOutAtOnceEverywhere() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var other = Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
        var id = SomeAccounts.id(context, worker.username);

        var locked = admin.post("/api/accounts/" + id + "/lock", reason(), 200);

        assertThat(locked.path("locked").asBoolean(false)).isTrue();
        assertThat(text(locked, "lockReason")).isEqualTo("已离职");
        worker.call("GET", "/api/session", "", 401);
        other.call("GET", "/api/session", "", 401);
        assertThat(worker.browser.signIn(worker.username, SomeAccounts.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(code(admin.post("/api/accounts/" + id + "/lock", reason(), 409)))
                .isEqualTo("ACCOUNT_LOCKED");

        admin.post("/api/accounts/" + id + "/unlock", "", 200);

        worker.call("GET", "/api/session", "", 401); // the old session stays gone
        Staff.signedIn(port, worker.username, SomeAccounts.PASSWORD);
    }

    @Test
    void handsOutANewPassword() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, GRID);
        var id = SomeAccounts.id(context, worker.username);

        var handedOut = admin.post("/api/accounts/" + id + "/reset", reason(), 200);

        worker.call("GET", "/api/session", "", 401);
        assertThat(new Browser(port)
                        .signIn(worker.username, SomeAccounts.PASSWORD)
                        .statusCode())
                .isEqualTo(401);
        var again = Staff.signedIn(port, worker.username, text(handedOut, "password"));
        assertThat(text(again.get("/api/session"), "due")).isEqualTo("PASSWORD");
    }

    @Test
    void isForAdministratorsOnly() {
        var street = Staff.opened(context, port, Role.STREET_STAFF, STREET);

        street.call("GET", "/api/accounts", "", 403);
        street.call("GET", "/api/roles", "", 403);
        street.post("/api/accounts", Staff.account(SomeAccounts.name(), Role.GRID_WORKER, GRID, ""), 403);
    }

    @Test
    void leavesChangesOfWhatRolesMayDoToAdministratorsOfTheWhole() {
        var body = "{\"granted\": true, \"reason\": \"试点\"}";
        var path = "/api/roles/MEDIATOR/permissions/";
        assertThat(code(admin.put(path + "incident:export", body, 403))).isEqualTo("OUTSIDE_YOUR_TERRITORY");

        var whole = Staff.opened(context, port, Role.ADMINISTRATOR, "430181");
        try {
            whole.put(path + "incident:export", body, 200);

            var change = whole.get("/api/roles/changes?size=1").get(0);
            assertThat(text(change, "permission")).isEqualTo("incident:export");
            assertThat(text(change, "reason")).isEqualTo("试点");
            assertThat(text(change, "by")).isEqualTo("示例");
        } finally {
            whole.put(path + "incident:export", "{\"reason\": \"试点结束\"}", 200);
        }
        assertThat(code(whole.put(path + "incident:everything", body, 400))).isEqualTo("PERMISSION_UNKNOWN");
        assertThat(code(whole.put(
                        "/api/roles/ADMINISTRATOR/permissions/identity:manage",
                        "{\"granted\": false, \"reason\": \"误操作\"}",
                        409)))
                .isEqualTo("PERMISSION_NEEDED");
    }

    @Test
    void recordsWhoDidWhatToWhom() {
        var id = SomeAccounts.id(context, SomeAccounts.opened(context, Role.GRID_WORKER, GRID));
        admin.post("/api/accounts/" + id + "/lock", reason(), 200);

        assertThat(database.sql("""
                select count(*) from audit.record where action = 'account.lock' and ? = any (objects) and account = ?""")
                        .params(
                                id.toString(),
                                SomeAccounts.id(context, admin.username).id())
                        .query(Integer.class)
                        .single())
                .isZero(); // row security hides it from whoever is not an auditor

        var seen = Staff.signedIn(port, "auditor", "open sesame")
                .get("/api/audit?action=account.lock&object=" + id)
                .path("items");
        assertThat(seen.size()).isEqualTo(1);
        assertThat(text(seen.get(0), "reason")).isEqualTo("已离职");
    }

    private static String reason() {
        return "{\"reason\": \"已离职\"}";
    }
}
