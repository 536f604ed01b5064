package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
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

/** How residents come, by a code to their telephone, and go. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.guest.codes-per-address=100000")
@Import(MovableClock.Settings.class)
class SignUpTests {

    private static final String NAME = "{\"name\": \"示例居民丙\"}";

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    @BeforeEach
    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    @Test
    void makesAResidentOfAGuestWhoKeepsWhatTheyReported() {
        var phone = phone();
        var guest = enter(phone);
        var reported = guest.post(
                "/api/incidents",
                "{\"location\": {\"gridCode\": \"430181004001001\"}, \"description\": \"楼道灯不亮\"}",
                201);

        var me = guest.post("/api/account/sign-up", NAME, 200);

        assertThat(text(me.path("posts").get(0), "role")).isEqualTo("RESIDENT");
        assertThat(text(me, "name")).isEqualTo("示***丙");
        assertThat(text(me, "username")).startsWith("resident-");
        assertThat(guest.get("/api/incidents?mine=reported").toString()).contains(text(reported, "id"));
        assertThat(code(guest.post("/api/account/sign-up", NAME, 409))).isEqualTo("GUESTS_SIGN_UP");
    }

    @Test
    void signsUpAtOnceWithANameAndTheCode() {
        var phone = phone();

        var me = enter(phone, ", \"name\": \"示例居民丁\"").get("/api/session");

        assertThat(text(me.path("posts").get(0), "role")).isEqualTo("RESIDENT");
        assertThat(text(me, "name")).isEqualTo("示***丁");
        assertThat(database.sql("select a::text from identity.account a where username = ?")
                        .param(text(me, "username"))
                        .query(String.class)
                        .single())
                .doesNotContain(phone)
                .doesNotContain("示例居民丁");
        clock.advance(Duration.ofMinutes(2));
        var again = enter(phone, ", \"name\": \"示例别人\"");
        assertThat(text(again.get("/api/session"), "name"))
                .as("signed up already")
                .isEqualTo("示***丁");
        assertThat(again.get("/api/account/sign-ins").size()).isEqualTo(2);
        assertThat(again.get("/api/account/password").path("set").asBoolean(true))
                .as("who comes by a code has no password to change")
                .isFalse();
    }

    @Test
    void opensTheSameAccountForTheSameNumber() {
        var phone = phone();
        var me = enter(phone).post("/api/account/sign-up", NAME, 200);
        clock.advance(Duration.ofMinutes(2));

        assertThat(text(enter(phone).get("/api/session"), "username")).isEqualTo(text(me, "username"));
    }

    @Test
    void takesANumberThatWasNotUsedForAYearForSomebodyElses() {
        var phone = phone();
        enter(phone).post("/api/account/sign-up", NAME, 200);
        clock.advance(Duration.ofDays(367));

        var somebody = enter(phone);

        assertThat(text(somebody.get("/api/session"), "username")).startsWith("guest-");
        somebody.post("/api/account/sign-up", NAME, 200);
    }

    @Test
    void opensNoAccountOfStaffByTheirTelephone() {
        var phone = phone();
        var admin = Staff.opened(context, port, Role.ADMINISTRATOR, "430181004");
        admin.post(
                "/api/accounts",
                Staff.account(
                        SomeAccounts.name(), Role.GRID_WORKER, "430181004001001", ", \"phone\": \"" + phone + "\""),
                201);

        var guest = enter(phone);

        assertThat(text(guest.get("/api/session").path("posts").get(0), "role")).isEqualTo("GUEST");
        assertThat(code(guest.post("/api/account/sign-up", NAME, 409))).isEqualTo("PHONE_TAKEN");
    }

    @Test
    void erasesWhoLeaves() {
        var phone = phone();
        var resident = enter(phone);
        var name = text(resident.post("/api/account/sign-up", NAME, 200), "username");
        var id = SomeAccounts.id(context, name);

        resident.post("/api/account/leave", "{}", 204);

        resident.call("GET", "/api/session", "", 401);
        assertThat(database.sql("""
                select sealed_name is null and sealed_phone is null and phone_index is null and public_name is null
                    and username like 'left-%' and locked_at is not null from identity.account where id = ?""").param(id.id()).query(Boolean.class).single())
                .isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(text(enter(phone).get("/api/session"), "username")).startsWith("guest-");
    }

    @Test
    void letsNobodyWhoServesLeaveByThemselves() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, "430181004001001");

        assertThat(code(worker.post("/api/account/leave", "{}", 409))).isEqualTo("ACCOUNT_SERVES");
        assertThat(code(worker.post("/api/account/sign-up", NAME, 409))).isEqualTo("GUESTS_SIGN_UP");
    }

    private static String phone() {
        return "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private Staff enter(String phone) {
        return enter(phone, "");
    }

    private Staff enter(String phone, String more) {
        var stranger = Staff.stranger(port);
        JsonNode sent = stranger.post("/api/guest/codes", "{\"phone\": \"%s\"}".formatted(phone), 202);
        stranger.post(
                "/api/guest/session",
                "{\"phone\": \"%s\", \"code\": \"%s\"%s}".formatted(phone, text(sent, "demoCode"), more),
                200);
        return stranger;
    }
}
