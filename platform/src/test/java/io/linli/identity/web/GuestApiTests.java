package io.linli.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.guest.codes-per-address=100000")
@Import(MovableClock.Settings.class)
class GuestApiTests {

    private static final Pattern CODE = Pattern.compile("\"demoCode\":\"(\\d{6})\"");

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    Browser browser = new Browser(0);

    @BeforeEach
    void open(@LocalServerPort int port) {
        browser = new Browser(port);
    }

    @Test
    void letsInWhoHasTheCode() {
        var phone = phone();
        var session = begin(phone, code(phone));

        assertThat(session).contains("\"role\":\"GUEST\"").doesNotContain(phone);
        assertThat(browser.get("/api/session").body()).isEqualTo(session);
    }

    @Test
    void knowsTheNumberAgainAndKeepsItSealed(@LocalServerPort int port) {
        var phone = phone();
        var first = begin(phone, code(phone));
        clock.advance(Duration.ofMinutes(2));
        browser = new Browser(port);

        assertThat(begin(phone, code(phone))).isEqualTo(first);
        assertThat(database.sql("select count(*) from identity.account a where a::text like ?")
                        .param("%" + phone + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void takesANumberThatWasLongUnusedForSomebodyElses(@LocalServerPort int port) {
        var phone = phone();
        var first = begin(phone, code(phone));
        clock.advance(Duration.ofDays(92));
        browser = new Browser(port);

        assertThat(begin(phone, code(phone))).isNotEqualTo(first);
    }

    @Test
    void letsACodeOpenOneSession() {
        var phone = phone();
        var code = code(phone);
        begin(phone, code);

        assertThat(proof(phone, code)).contains("GUEST_CODE_WRONG");
    }

    @Test
    void refusesTheCodeAfterFiveWrongOnes() {
        var phone = phone();
        var code = code(phone);
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(proof(phone, wrong)).contains("GUEST_CODE_WRONG");
        }

        assertThat(proof(phone, code)).contains("GUEST_CODE_WRONG");
    }

    @Test
    void refusesACodeThatHasRunOut() {
        var phone = phone();
        var code = code(phone);
        clock.advance(Duration.ofMinutes(5));

        assertThat(proof(phone, code)).contains("GUEST_CODE_WRONG");
    }

    @Test
    void sendsNotMoreThanOneCodeAMinute() {
        var phone = phone();
        code(phone);

        var again = browser.post("/api/guest/codes", "{\"phone\":\"" + phone + "\"}");

        assertThat(again.statusCode()).isEqualTo(429);
        assertThat(again.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }

    @Test
    void sendsNoCodeToWhatIsNoMobileNumber() {
        var fixed = browser.post("/api/guest/codes", "{\"phone\":\"073183612345\"}");
        var none = browser.post("/api/guest/codes", "{\"phone\":\"12345\"}");

        assertThat(fixed.statusCode()).isEqualTo(400);
        assertThat(fixed.body()).contains("GUEST_PHONE_INVALID");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("\"field\":\"phone\"");
    }

    private static String phone() {
        return "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private String code(String phone) {
        var answer = browser.post("/api/guest/codes", "{\"phone\":\"" + phone + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var code = CODE.matcher(answer.body());
        assertThat(code.find()).as(answer.body()).isTrue();
        return code.group(1);
    }

    private String begin(String phone, String code) {
        var body = proof(phone, code);
        assertThat(body).contains("\"username\":\"guest-");
        return body;
    }

    private String proof(String phone, String code) {
        return browser.post("/api/guest/session", "{\"phone\":\"%s\",\"code\":\"%s\"}".formatted(phone, code))
                .body();
    }
}
