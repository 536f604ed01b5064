package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The desk of administrators: what each level may do, settings with their history, the work of the server. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class AdministrationTests {

    private static final String SETTING = "identity.guest.codes-per-phone";
    private static final Map<Role, String> LEVELS = Map.of(
            Role.DISTRICT_STAFF, "430181",
            Role.STREET_STAFF, "430181004",
            Role.COMMUNITY_WORKER, "430181004001",
            Role.GRID_WORKER, "430181004001001");

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
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        admin = Staff.opened(context, port, Role.ADMINISTRATOR, "430181");
    }

    @AfterEach
    void leaveNothingBehind() {
        admin.put("/api/settings/" + SETTING, "{\"reason\": \"测试结束\"}", 200);
    }

    @Test
    void givesEachLevelItsOwnMenuAndPermissions() {
        var templates = admin.get("/api/roles/templates");

        assertThat(templates.size()).isEqualTo(4);
        assertThat(templates
                        .valueStream()
                        .map(level -> level.path("permissions").toString())
                        .distinct())
                .as("no two levels may do the same")
                .hasSize(4);
        assertThat(templates
                        .valueStream()
                        .map(level -> level.path("menus").toString())
                        .distinct())
                .hasSizeGreaterThan(2);
        templates.forEach(level -> {
            var role = Role.valueOf(text(level, "role"));
            var me = Staff.opened(context, port, role, String.valueOf(LEVELS.get(role)))
                    .get("/api/session");
            assertThat(me.path("permissions")).isEqualTo(level.path("permissions"));
            assertThat(me.path("menus")).isEqualTo(level.path("menus"));
        });
        assertThat(code(Staff.opened(context, port, Role.STREET_STAFF, "430181004")
                        .call("GET", "/api/roles/templates", "", 403)))
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void changesASettingAndKeepsWhoDidAndWhy() {
        var usual = setting(admin.get("/api/settings"));
        long before = usual.path("value").asLong(-1);

        var now = setting(admin.put("/api/settings/" + SETTING, body(before + 2, "试点期间放宽"), 200));

        assertThat(now.path("value").asLong(-1)).isEqualTo(before + 2);
        assertThat(now.path("usual")).isEqualTo(usual.path("usual"));
        assertThat(text(now, "title")).isEqualTo("每个手机号每小时的验证码");
        // not the first: another test changes the same setting with its clock ahead
        var change = admin.get("/api/settings/changes")
                .valueStream()
                .filter(each -> text(each, "reason").equals("试点期间放宽"))
                .findFirst()
                .orElseThrow();
        assertThat(change.path("before").asLong(-1)).isEqualTo(before);
        assertThat(change.path("after").asLong(-1)).isEqualTo(before + 2);
        assertThat(text(change, "by")).isEqualTo("示例");
        assertThat(text(change, "reason")).isEqualTo("试点期间放宽");
        assertThat(database.sql("select count(*) from settings.adjustment_change where id = ?::uuid")
                        .param(text(change, "id"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        var back = setting(admin.put("/api/settings/" + SETTING, "{\"reason\": \"试点结束\"}", 200));

        assertThat(back.path("value")).isEqualTo(usual.path("usual"));
    }

    @Test
    void refusesASettingThatCannotBeAndOneThatIsNotTheirs() {
        var many = admin.put("/api/settings/" + SETTING, body(0, "不发了"), 400);
        assertThat(many.toString()).contains("SETTING_OUT_OF_RANGE", "\"field\":\"value\"");
        assertThat(code(admin.put("/api/settings/linli.demo", body(1, "随便试试"), 404)))
                .isEqualTo("SETTING_UNKNOWN");
        assertThat(admin.put("/api/settings/" + SETTING, body(9, " "), 400).toString())
                .contains("\"field\":\"reason\"");
        var street = Staff.opened(context, port, Role.ADMINISTRATOR, "430181004");
        assertThat(code(street.put("/api/settings/" + SETTING, body(9, "只管街道"), 403)))
                .isEqualTo("OUTSIDE_YOUR_TERRITORY");
        Staff.opened(context, port, Role.AUDITOR, "430181").call("GET", "/api/settings", "", 403);
    }

    @Test
    void tellsOperatorsOfTheRegularWorkOfTheServer() {
        var jobs = admin.get("/api/operation/jobs").path("items");

        assertThat(jobs.valueStream().map(job -> text(job, "name"))).contains("Directory.refresh", "Alarms.look");
        assertThat(jobs.valueStream().map(job -> text(job, "state")).distinct())
                .isSubsetOf("NONE", "STARTED", "SUCCESS", "ERROR");
        Staff.opened(context, port, Role.STREET_STAFF, "430181004").call("GET", "/api/operation/jobs", "", 403);
    }

    private static JsonNode setting(JsonNode settings) {
        return settings.valueStream()
                .filter(one -> text(one, "name").equals(SETTING))
                .findFirst()
                .orElseThrow();
    }

    private static String body(long value, String reason) {
        return "{\"value\": %d, \"reason\": \"%s\"}".formatted(value, reason);
    }
}
