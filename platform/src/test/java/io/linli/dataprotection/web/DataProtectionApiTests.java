package io.linli.dataprotection.web;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.privacy.Consents;
import io.linli.privacy.Consents.State;
import io.linli.problem.ProblemException;
import io.linli.residents.SomePerson;
import io.linli.residents.web.ResidentsApi;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What people may know and do about their data, and how others come by it: for a purpose and with a second person. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DataProtectionApiTests {

    private static final String OUTSIDE = "notify.outside";
    private static final String REQUESTS = "/api/data-protection/requests";

    @Autowired
    WebApplicationContext context;

    @Autowired
    Consents consents;

    ResidentsApi api;

    @BeforeEach
    void call() {
        api = new ResidentsApi(context);
    }

    @Test
    void tellsEverybodyWhatItDoesWithTheirDataBeforeTheyGiveAny() {
        var notice = api.get(null, "/api/privacy-notice", 200);
        assertThat(text(notice, "chinese")).contains("个人信息", "撤回同意", "删除");
        assertThat(text(notice, "english")).contains("personal data", "take a consent back");

        var resident = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        assertThat(api.get(resident, "/api/my-data", 200).path("noticeDue").asBoolean())
                .isTrue();
        int version = notice.path("version").asInt();
        api.post(resident, "/api/my-data/notice", "{\"version\": %d}".formatted(version + 9), 409);
        api.post(resident, "/api/my-data/notice", "{\"version\": %d}".formatted(version), 204);
        assertThat(api.get(resident, "/api/my-data", 200).path("noticeDue").asBoolean())
                .isFalse();
    }

    @Test
    void takesAConsentBackAtOnceAndTellsWhatIsKeptAndWhy() {
        var resident = SomeAccounts.opened(context, Role.RESIDENT, "430181002001");
        var account = SomeAccounts.id(context, resident).toString();
        assertThat(consents.of(account, OUTSIDE)).isEqualTo(State.NEVER_ASKED);

        change(HttpMethod.PUT, resident, OUTSIDE, "{}", 204);
        assertThat(consents.of(account, OUTSIDE)).isEqualTo(State.GIVEN);
        change(HttpMethod.DELETE, resident, OUTSIDE, null, 204);
        assertThat(consents.of(account, OUTSIDE)).isEqualTo(State.WITHDRAWN);
        change(HttpMethod.PUT, resident, OUTSIDE, "{}", 204);
        assertThat(consents.of(account, OUTSIDE)).isEqualTo(State.GIVEN);
        change(HttpMethod.PUT, resident, "no.such", "{}", 400);

        var mine = api.get(resident, "/api/my-data", 200);
        assertThat(mine.at("/consents/0/state").asString()).isEqualTo("GIVEN");
        assertThat(mine.path("kept").findValuesAsString("kind"))
                .contains("identity.account", "identity.post", "dataprotection.consent")
                .doesNotContain("residents.person");
        assertThat(mine.path("kept").findValuesAsString("why"))
                .allSatisfy(why -> assertThat(why).isNotBlank());
    }

    @Test
    void takesNoConsentFromAChildUnderFourteenWithoutAGuardian() {
        var child = SomeAccounts.opened(context, Role.RESIDENT, HERE.substring(0, 12));
        var born = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusYears(13).minusDays(20);
        var number = SomePerson.identity(born);
        var home = api.home("grid", HERE);
        var consent = "\"consent\": {\"by\": \"示例乙\", \"relation\": \"母亲\", \"on\": \"%s\"}".formatted(born);
        api.post("grid", "/api/residents", ResidentsApi.body(home, "示例甲", number, consent), 201);
        var claim = api.post(
                child,
                "/api/homes/" + home + "/claims",
                "{\"name\": \"示例甲\", \"identity\": \"%s\"}".formatted(number),
                201);
        api.post("grid", "/api/homes/claims/" + text(claim, "id") + "/confirm", "{}", 200);

        assertThat(change(HttpMethod.PUT, child, OUTSIDE, "{}", 400)).contains("CONSENT_GUARDIAN_MISSING");
        change(HttpMethod.PUT, child, OUTSIDE, "{\"guardian\": \"示例乙，母亲\"}", 204);

        assertThat(consents.of(SomeAccounts.id(context, child).toString(), OUTSIDE))
                .isEqualTo(State.GIVEN);
    }

    @Test
    void givesADepartmentDataForAPurposeOnceAnotherPersonAgreesAndWritesEachLookDown() {
        var person = api.person("grid", api.home("grid", HERE), "示例丙", "\"phone\": \"13800000007\"");
        var asked = text(api.post("urban", REQUESTS + "/access", access(30, "residents.contact"), 201), "id");
        var look = "{\"kind\": \"residents.contact\", \"size\": 200}";

        api.post("urban", REQUESTS + "/" + asked + "/people", look, 403);
        api.post("urban", REQUESTS + "/" + asked + "/decide", "{\"granted\": true}", 403);
        api.post("street", REQUESTS + "/" + asked + "/decide", "{\"granted\": true}", 200);
        api.post("district", REQUESTS + "/" + asked + "/decide", "{\"granted\": true}", 409);
        var seen = find("urban", asked, text(person, "id"));
        assertThat(text(seen, "values", "name")).isEqualTo("示例丙");
        assertThat(text(seen, "values", "phone")).isEqualTo("13800000007");
        api.post("civil", REQUESTS + "/" + asked + "/people", look, 404);

        var records = api.get("auditor", "/api/audit?action=look&object=" + text(person, "id"), 200);
        assertThat(records.at("/items/0/kind").asString()).isEqualTo("residents.contact");
        assertThat(records.at("/items/0/reason").asString()).isEqualTo("燃气安全告知");

        api.post("street", REQUESTS + "/" + asked + "/end", "{}", 204);
        api.post("urban", REQUESTS + "/" + asked + "/people", look, 403);
    }

    @Test
    void givesADepartmentsDataToNobodyWhoIsNotOfItEvenToWhoAskedForThem(
            @Autowired JdbcClient database, @Autowired SystemScope system, @Autowired TransactionTemplate transaction) {
        var asked = text(api.post("urban", REQUESTS + "/access", access(30, "residents.contact"), 201), "id");
        api.post("street", REQUESTS + "/" + asked + "/decide", "{\"granted\": true}", 200);
        var look = "{\"kind\": \"residents.contact\", \"size\": 200}";
        api.post("urban", REQUESTS + "/" + asked + "/people", look, 200);

        // as if who asked went to another department since
        system.run(() -> transaction.executeWithoutResult(
                status -> database.sql("update dataprotection.request set unit = '430181-parks' where id = ?")
                        .param(UUID.fromString(asked))
                        .update()));

        assertThat(text(api.post("urban", REQUESTS + "/" + asked + "/people", look, 403), "code"))
                .isEqualTo("GRANT_NOT_IN_FORCE");
    }

    @Test
    void refusesWhatIsAskedForTooLongForNothingOrWithoutAReason() {
        api.post("urban", REQUESTS + "/access", access(400, "residents.contact"), 400);
        api.post("urban", REQUESTS + "/access", access(-1, "residents.contact"), 400);
        api.post("urban", REQUESTS + "/access", access(30, "residents.secrets"), 400);
        api.post("grid", REQUESTS + "/access", access(30, "residents.contact"), 403);
        var asked = text(api.post("urban", REQUESTS + "/access", access(30, "residents.contact"), 201), "id");
        assertThat(text(api.post("street", REQUESTS + "/" + asked + "/decide", "{\"granted\": false}", 400), "code"))
                .isEqualTo("PROTECTION_REFUSAL_NEEDS_REASON");
        var refused = api.post(
                "street", REQUESTS + "/" + asked + "/decide", "{\"granted\": false, \"answer\": \"用途不明\"}", 200);
        assertThat(text(refused, "state")).isEqualTo("REFUSED");
        assertThat(api.get("urban", REQUESTS + "/mine", 200).findValuesAsString("answer"))
                .contains("用途不明");
    }

    @Test
    void letsManyPeoplesDataOutOnceForAPurposeWithTheWordOfASecondPerson(@Autowired Exports exports) throws Exception {
        int many = exports.limit() + 1;
        var ask = "{\"list\": \"residents.contact\", \"most\": %d, \"purpose\": \"换发燃气卡\"}".formatted(many);
        var approval = text(api.post("urban", REQUESTS + "/export", ask, 201), "id");

        assertThat(take(exports, "urban", many, approval)).isEqualTo("EXPORT_NEEDS_APPROVAL");
        api.post("district", REQUESTS + "/" + approval + "/decide", "{\"granted\": true}", 200);
        assertThat(take(exports, "urban", many, null)).isEqualTo("EXPORT_NEEDS_APPROVAL");
        assertThat(take(exports, "civil", many, approval)).as("somebody else's").isEqualTo("EXPORT_NEEDS_APPROVAL");
        assertThat(take(exports, "urban", many + 1, approval)).as("more rows").isEqualTo("EXPORT_NEEDS_APPROVAL");
        assertThat(take(exports, "urban", many, approval)).contains("换发燃气卡");
        assertThat(take(exports, "urban", many, approval)).as("once").isEqualTo("EXPORT_NEEDS_APPROVAL");

        assertThat(api.get("auditor", "/api/audit?action=dataprotection.export&object=" + approval, 200)
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void letsADepartmentTakeAFewRowsAwayAsALookThatIsWrittenDown() {
        var grid = "430181002001002";
        var person = api.person("community", api.home("community", grid), "示例丁", "\"phone\": \"13800000008\"");
        var asked = text(api.post("urban", REQUESTS + "/access", access(grid, 30, "residents.contact"), 201), "id");
        api.post("street", REQUESTS + "/" + asked + "/decide", "{\"granted\": true}", 200);

        var file = client("urban")
                .post()
                .uri(REQUESTS + "/" + asked + "/people/export")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"kind\": \"residents.contact\", \"format\": \"CSV\"}")
                .exchange()
                .expectBody(String.class)
                .returnResult();

        var answer = String.valueOf(file.getResponseBody());
        if (file.getStatus().value() == 409) { // other tests let more people live there than may leave without a word
            assertThat(answer).contains("EXPORT_NEEDS_APPROVAL");
        } else {
            assertThat(answer).contains("示例丁", "13800000008", "燃气安全告知");
            assertThat(api.get("auditor", "/api/audit?action=look&object=" + text(person, "id"), 200)
                            .path("items"))
                    .isNotEmpty();
        }
    }

    @Test
    void keepsAssessmentsAndDrillsForGood() {
        var content = "\"lawful\": \"依法登记\", \"impact\": \"可能泄露\", \"measures\": \"加密\"}";
        api.post("district", "/api/data-protection/assessments", "{\"module\": \"residents\", " + content, 201);
        api.post("district", "/api/data-protection/assessments", "{\"module\": \"nothing\", " + content, 400);
        api.post("admin", "/api/data-protection/assessments", "{\"module\": \"residents\", " + content, 403);
        var assessed = api.get("auditor", "/api/data-protection/assessments", 200);
        assertThat(text(assessed.at("/items/0/content"), "impact")).isEqualTo("可能泄露");
        assertThat(assessed.path("missing").toString())
                .doesNotContain("residents")
                .contains("workforce");

        var drill = "{\"heldOn\": \"%s\", \"scenario\": \"移动硬盘遗失\", \"told\": \"主管部门，一小时内\", \"findings\": \"电话表过期\"}";
        api.post("district", "/api/data-protection/drills", drill.formatted("2026-03-02"), 201);
        api.post("district", "/api/data-protection/drills", drill.formatted("2999-03-02"), 400);
        var drills = api.get("auditor", "/api/data-protection/drills", 200);
        assertThat(drills.findValuesAsString("scenario")).contains("移动硬盘遗失");
        assertThat(drills.path("templates").toString()).contains("第五十七条", "art. 57");
    }

    /** What came of it: the code of the refusal, or the head of the file. */
    private String take(Exports exports, String who, int rows, @Nullable String approval) {
        var request = new ExportRequest(
                "residents.contact", "名单", List.of(), SheetFormat.CSV, Locale.CHINESE, who, rows, "换发燃气卡", approval);
        var out = new ByteArrayOutputStream();
        var refused = new AtomicReference<@Nullable String>();
        SignedIn.as(context, who, () -> {
            try {
                exports.open(request, out).close();
            } catch (ProblemException e) {
                refused.set(e.problem().name());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        var code = refused.get();
        return code == null ? out.toString(StandardCharsets.UTF_8) : code;
    }

    /** Walks the pages until that person comes. */
    private JsonNode find(String who, String grant, String person) {
        var after = "";
        while (true) {
            var page = api.post(
                    who,
                    REQUESTS + "/" + grant + "/people",
                    "{\"kind\": \"residents.contact\", \"size\": 200" + after + "}",
                    200);
            for (var item : page.path("items")) {
                if (text(item, "id").equals(person)) {
                    return item;
                }
            }
            var next = text(page, "next");
            assertThat(next).as("there is a further page").isNotEmpty();
            after = ", \"after\": \"" + next + "\"";
        }
    }

    private static String access(int days, String kind) {
        return access(HERE, days, kind);
    }

    private static String access(String area, int days, String kind) {
        return "{\"area\": \"%s\", \"what\": [\"%s\"], \"purpose\": \"燃气安全告知\", \"until\": \"%s\"}"
                .formatted(area, kind, OffsetDateTime.now(ZoneOffset.UTC).plusDays(days));
    }

    private String change(HttpMethod method, String who, String purpose, @Nullable String body, int status) {
        var request = client(who)
                .method(method)
                .uri("/api/my-data/consents/" + purpose)
                .contentType(MediaType.APPLICATION_JSON);
        var answer = (body == null ? request : request.body(body))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus().value()).as(answer.getResponseBody()).isEqualTo(status);
        return String.valueOf(answer.getResponseBody());
    }

    private RestTestClient client(String who) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(who))))
                .build();
    }
}
