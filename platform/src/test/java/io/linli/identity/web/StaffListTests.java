package io.linli.identity.web;

import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
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

/** Accounts and posts brought as a spreadsheet. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"linli.identity.sign-in.free-address=100000", "linli.identity.sign-in.most-address=100000"})
@Import(MovableClock.Settings.class)
class StaffListTests {

    private static final String HEADINGS = "用户名,姓名,手机号,角色,区域代码,单位代码,任职日期,离任日期\n";
    private static final String BOUNDARY = "----LinliTestBoundary7MA4YWxk";

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
        admin = Staff.opened(context, port, Role.ADMINISTRATOR, "430181004");
    }

    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        database.sql("delete from identity.sign_in_failure").update();
    }

    @Test
    void opensAccountsAndGivesPosts() {
        var one = SomeAccounts.name();
        var two = SomeAccounts.name();
        var rows = one + ",示例甲,,网格员,430181004001001,,2026-01-05,\n"
                + one + ",示例甲,,社区工作者,430181004001,,,\n"
                + two + ",示例乙,,部门经办人,430181004,430181-parks,,\n";

        var done = brought(rows);

        assertThat(done.path("bad").asInt(-1)).isZero();
        var first = found(one).get(0);
        assertThat(text(first, "name")).isEqualTo("示例甲");
        assertThat(first.path("posts").valueStream().map(post -> text(post, "area")))
                .containsExactlyInAnyOrder("430181004001001", "430181004001");
        assertThat(found(two).get(0).toString()).contains("430181-parks");
        assertThat(new Browser(port).signIn(one, "anything at all").statusCode())
                .isEqualTo(401);

        var again = brought(rows);

        assertThat(again.path("bad").asInt(-1)).isZero();
        assertThat(found(one).get(0).path("posts").size()).isEqualTo(2);
    }

    @Test
    void saysOfEachRowWhyItIsLeftOut() {
        var good = SomeAccounts.name();
        var elsewhere = SomeAccounts.opened(context, Role.GRID_WORKER, "430181003001001");
        var resident = SomeAccounts.residents(context, "430181004001", 1).getFirst();
        var done = brought(good + ",示例甲,,网格员,430181004001001,,,\n"
                + SomeAccounts.name() + ",示例乙,,网格员,430181003001001,,,\n"
                + SomeAccounts.name() + ",示例丙,,网格员,430181004,,,\n"
                + SomeAccounts.name() + ",示例丁,,部门经办人,430181004,,,\n"
                + SomeAccounts.name() + ",示例戊,,国王,430181004,,,\n"
                + "Große,示例己,,网格员,430181004001001,,,\n"
                + SomeAccounts.name() + ",示例庚,,网格员,430181004001001,,2026-12-02,2026-12-01\n"
                + good + ",示例甲,,网格员,430181004001001,,,\n"
                + elsewhere + ",示例,,网格员,430181004001001,,,\n"
                + resident + "," + resident + ",,网格员,430181004001001,,,\n"
                + admin.username + ",示例,,网格员,430181004001001,,,\n");

        assertThat(done.path("bad").asInt(-1)).isEqualTo(10);
        var faults = admin.get("/api/imports/" + text(done, "id") + "/faults?size=50")
                .toString();
        assertThat(faults)
                .contains(
                        "OUTSIDE_YOUR_TERRITORY",
                        "POST_NOT_AT_THIS_LEVEL",
                        "POST_WITHOUT_UNIT",
                        "USERNAME_INVALID",
                        "POST_DATES_REVERSED",
                        "ACCOUNT_OF_ANOTHER",
                        "POST_FOR_ONESELF");
        assertThat(admin.get("/api/imports/" + text(done, "id") + "/faults?size=50")
                        .path("items")
                        .valueStream()
                        .filter(fault -> text(fault, "code").equals("ACCOUNT_OF_ANOTHER")))
                .hasSize(2);
        assertThat(found(good).size()).isEqualTo(1);
    }

    private JsonNode found(String words) {
        return admin.post("/api/accounts/find", "{\"words\": \"" + words + "\"}", 200)
                .path("items");
    }

    private JsonNode brought(String rows) {
        var body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"staff.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + HEADINGS + rows + "\r\n--" + BOUNDARY + "--\r\n";
        var plain = admin.browser.headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        var job = text(admin.post("/api/imports?list=staff", body, 201), "id");
        admin.browser.headers.put("Content-Type", String.valueOf(plain));
        await().atMost(Duration.ofSeconds(60)).until(() -> state(job).equals("READY"));
        admin.post("/api/imports/" + job + "/confirm", "", 200);
        await().atMost(Duration.ofSeconds(60)).until(() -> state(job).equals("DONE"));
        return admin.get("/api/imports/" + job);
    }

    private String state(String job) {
        return text(admin.get("/api/imports/" + job), "state");
    }
}
