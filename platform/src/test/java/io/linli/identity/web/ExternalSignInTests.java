package io.linli.identity.web;

import static io.linli.identity.web.Staff.code;
import static io.linli.identity.web.Staff.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import io.linli.identity.web.SomeProvider.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in by another provider of identities, one that misbehaves; and where guests are not wanted. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "linli.identity.guest.codes-per-address=100000",
            "linli.guest-reports=false",
            "linli.identity.oidc.timeout=2s",
            "linli.identity.oidc.residents.client-id=" + SomeProvider.CLIENT,
            "linli.identity.oidc.residents.client-secret=" + SomeProvider.SECRET,
            "linli.identity.oidc.residents.name=示例政务",
            "linli.identity.oidc.staff.client-id=" + SomeProvider.CLIENT,
            "linli.identity.oidc.staff.client-secret=" + SomeProvider.SECRET,
            "linli.identity.oidc.staff.name=示例内网"
        })
@Import(MovableClock.Settings.class)
class ExternalSignInTests {

    private static final Pattern DEMO_CODE = Pattern.compile("\"demoCode\":\"(\\d{6})\"");
    private static final SomeProvider RESIDENTS = new SomeProvider();
    private static final SomeProvider STAFF = new SomeProvider();

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry settings) {
        settings.add("linli.identity.oidc.residents.issuer", RESIDENTS::issuer);
        settings.add("linli.identity.oidc.staff.issuer", STAFF::issuer);
    }

    @AfterAll
    static void stop() {
        RESIDENTS.close();
        STAFF.close();
    }

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @LocalServerPort
    int port;

    private final String subject = "person-" + UUID.randomUUID();

    @BeforeEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    @Test
    void opensAnAccountWithoutAHomeForANewResidentAndKnowsThemAgain() {
        var one = new Browser(port);

        assertThat(come(one, "residents", RESIDENTS, Fault.NONE)).isEqualTo("/");

        var me = one.get("/api/session").body();
        assertThat(me).contains("\"role\":\"RESIDENT\"", "\"area\":\"430181\"", "\"name\":\"示***客\"");
        var again = new Browser(port);
        come(again, "residents", RESIDENTS, Fault.NONE);
        assertThat(again.get("/api/session").body()).isEqualTo(me);
        assertThat(database.sql("select string_agg(e::text, ' ') from identity.external_identity e")
                        .query(String.class)
                        .single())
                .as("kept as an index alone")
                .doesNotContain(subject);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NONE", "DOES_NOT_ANSWER"},
            mode = EnumSource.Mode.EXCLUDE)
    void takesNoTokenThatIsNotAsItMustBe(Fault fault) {
        var browser = new Browser(port);

        assertThat(come(browser, "residents", RESIDENTS, fault)).isEqualTo("/login?refused=EXTERNAL_REFUSED");

        assertThat(browser.get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void saysThatTheProviderDoesNotAnswer() {
        assertThat(come(new Browser(port), "residents", RESIDENTS, Fault.DOES_NOT_ANSWER))
                .isEqualTo("/login?refused=EXTERNAL_NOT_REACHED");
    }

    @Test
    void takesNobodyBackWhoWasNotSentThere() {
        var sent = new Browser(port);
        var back = RESIDENTS.signsIn(location(sent, "/api/session/external/residents"), subject, "示例来客", Fault.NONE);
        var thief = new Browser(port);

        assertThat(location(thief, back)).as("another's session").isEqualTo("/login?refused=EXTERNAL_REFUSED");
        assertThat(location(sent, back.replaceFirst("state=[^&]*", "state=another")))
                .isEqualTo("/login?refused=EXTERNAL_REFUSED");
        assertThat(location(sent, back)).as("one try for each").isEqualTo("/login?refused=EXTERNAL_REFUSED");
        assertThat(location(sent, "/api/session/external/residents/back?error=access_denied"))
                .isEqualTo("/login?refused=EXTERNAL_REFUSED");
        assertThat(sent.get("/api/session/external/nobody").statusCode()).isEqualTo(400);
    }

    @Test
    void signsStaffInOnlyWhoLinkedTheirAccountThemselves() {
        assertThat(come(new Browser(port), "staff", STAFF, Fault.NONE))
                .isEqualTo("/desk/login?refused=EXTERNAL_NOT_LINKED");
        var worker = Staff.opened(context, port, Role.GRID_WORKER, "430181004001001");

        assertThat(text(worker.post("/api/account/external/staff", "", 200), "location"))
                .isEqualTo("/api/session/external/staff");
        assertThat(come(worker.browser, "staff", STAFF, Fault.NONE)).isEqualTo("/desk/");

        var linked = worker.get("/api/account/external");
        assertThat(linked.valueStream().filter(each -> each.has("since")).map(each -> text(each, "provider")))
                .containsExactly("STAFF");
        var again = new Browser(port);
        assertThat(come(again, "staff", STAFF, Fault.NONE)).isEqualTo("/desk/");
        assertThat(again.get("/api/session").body()).contains(worker.username);
        assertThat(worker.get("/api/account/sign-ins").size()).isEqualTo(2);

        worker.call("DELETE", "/api/account/external/staff", "", 204);
        assertThat(come(new Browser(port), "staff", STAFF, Fault.NONE))
                .isEqualTo("/desk/login?refused=EXTERNAL_NOT_LINKED");
        assertThat(code(worker.call("DELETE", "/api/account/external/staff", "", 404)))
                .isEqualTo("EXTERNAL_UNKNOWN");
    }

    @Test
    void linksNobodyToThePersonOfAnotherNorByTheWrongProvider() {
        var first = Staff.opened(context, port, Role.GRID_WORKER, "430181004001001");
        first.post("/api/account/external/staff", "", 200);
        come(first.browser, "staff", STAFF, Fault.NONE);
        var second = Staff.opened(context, port, Role.GRID_WORKER, "430181004001001");
        second.post("/api/account/external/staff", "", 200);

        assertThat(come(second.browser, "staff", STAFF, Fault.NONE)).isEqualTo("/desk/login?refused=EXTERNAL_TAKEN");

        second.post("/api/account/external/residents", "", 200);
        assertThat(come(second.browser, "residents", RESIDENTS, Fault.NONE))
                .isEqualTo("/login?refused=EXTERNAL_NOT_FOR_YOU");
        assertThat(second.get("/api/session").toString()).contains(second.username);
    }

    @Test
    void keepsOutWhoseAccountIsLocked() {
        var worker = Staff.opened(context, port, Role.GRID_WORKER, "430181004001001");
        worker.post("/api/account/external/staff", "", 200);
        come(worker.browser, "staff", STAFF, Fault.NONE);
        SomeAccounts.lock(context, worker.username);

        assertThat(come(new Browser(port), "staff", STAFF, Fault.NONE)).isEqualTo("/desk/login?refused=SIGN_IN_FAILED");
    }

    @Test
    void admitsNobodyWithoutAnAccountWhereGuestsAreNotWantedAndLetsThemSignUp() {
        var browser = new Browser(port);
        var phone = "199%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));

        assertThat(browser.get("/api/instance").body())
                .contains("\"guestReports\":false", "\"signUp\":true", "\"name\":\"示例政务\"");
        assertThat(byPhone(browser, phone, "")).contains("GUESTS_NOT_ADMITTED");
        clock.advance(Duration.ofMinutes(2));
        assertThat(byPhone(browser, phone, ",\"name\":\"示例居民\"")).contains("\"role\":\"RESIDENT\"");
    }

    private static String byPhone(Browser browser, String phone, String more) {
        var sent = DEMO_CODE.matcher(browser.post("/api/guest/codes", "{\"phone\":\"" + phone + "\"}")
                .body());
        assertThat(sent.find()).isTrue();
        return browser.post(
                        "/api/guest/session",
                        "{\"phone\":\"%s\",\"code\":\"%s\"%s}".formatted(phone, sent.group(1), more))
                .body();
    }

    /** Goes there, signs in and comes back; answers where the browser ends up. */
    private String come(Browser browser, String path, SomeProvider provider, Fault fault) {
        var there = location(browser, "/api/session/external/" + path);
        assertThat(there).startsWith(provider.issuer() + "/authorize?").contains("code_challenge=", "nonce=");
        return location(browser, provider.signsIn(there, subject, "示例来访客", fault));
    }

    private static String location(Browser browser, String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
