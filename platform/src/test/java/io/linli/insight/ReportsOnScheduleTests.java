package io.linli.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports that come by themselves, to those who may see what is in them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReportsOnScheduleTests {

    private static final String COMMUNITY = "430181002001";
    private static final String DAILY = "{\"kind\": \"DAY\", \"area\": \"" + COMMUNITY + "\"}";

    @Autowired
    WebApplicationContext context;

    @Autowired
    ReportRounds rounds;

    @Autowired
    JdbcClient database;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    private String reader = "";

    @BeforeEach
    void open() {
        reader = SomeAccounts.opened(context, Role.COMMUNITY_WORKER, COMMUNITY);
    }

    @Test
    void comeOnceEachDayAndAfterAStandstillOnceForAllThatWasMissed() {
        var id = text(call(reader, HttpMethod.POST, "/api/insight/subscriptions", DAILY, 201), "id");
        assertThat(text(call(reader, HttpMethod.POST, "/api/insight/subscriptions", DAILY, 201), "id"))
                .as("wanted already")
                .isEqualTo(id);
        var now = clock.instant();
        rounds.round(now);
        assertThat(kept(reader)).as("what was over when it began").isEmpty();

        rounds.round(now.plus(Duration.ofDays(1)));
        rounds.round(now.plus(Duration.ofDays(1)));
        assertThat(kept(reader)).hasSize(1);
        rounds.round(now.plus(Duration.ofDays(9)));
        assertThat(kept(reader)).hasSize(2);
        assertThat(notices(reader))
                .containsExactlyElementsOf(kept(reader).stream()
                        .map(each -> "insight-report:" + each)
                        .toList());

        var made = call(
                reader,
                HttpMethod.GET,
                "/api/insight/kept-reports/" + kept(reader).getLast(),
                "",
                200);
        assertThat(text(made.path("report"), "area")).isEqualTo(COMMUNITY);
        assertThat(made.path("report").path("items")).hasSizeGreaterThan(15);
        var sheet = call(
                reader,
                HttpMethod.GET,
                "/api/insight/reports/DAY?area=" + COMMUNITY + "&day="
                        + made.path("report").path("period").path("from").asString(""),
                "",
                200);
        assertThat(codes(made.path("report"))).isEqualTo(codes(sheet));

        call(reader, HttpMethod.POST, "/api/insight/subscriptions/" + id + "/end", "{}", 204);
        rounds.round(now.plus(Duration.ofDays(20)));
        assertThat(kept(reader)).as("after its end").hasSize(2);
        assertThat(text(call(reader, HttpMethod.POST, "/api/insight/subscriptions/" + id + "/end", "{}", 404), "code"))
                .isEqualTo("INSIGHT_SUBSCRIPTION_UNKNOWN");
    }

    @Test
    void comeOnceThoughTheClockIsSetBackOverMidnightAtTheYearsEnd() {
        call(reader, HttpMethod.POST, "/api/insight/subscriptions", DAILY, 201);
        var midnight = clock.instant()
                .atZone(Period.CHINA)
                .toLocalDate()
                .plusYears(1)
                .withDayOfYear(1)
                .atStartOfDay(Period.CHINA);
        rounds.round(midnight.minusSeconds(1).toInstant());
        rounds.round(midnight.plusHours(8).toInstant());
        rounds.round(midnight.minusSeconds(1).toInstant()); // set back
        rounds.round(midnight.plusHours(8).toInstant());

        assertThat(call(reader, HttpMethod.GET, "/api/insight/kept-reports", "", 200)
                        .path("items")
                        .valueStream()
                        .map(each -> LocalDate.parse(text(each, "to"))))
                .containsExactlyInAnyOrder(
                        midnight.toLocalDate().minusDays(1),
                        midnight.toLocalDate().minusDays(2));
    }

    @Test
    void areForThoseOnlyWhoMaySeeTheGroundWhenItIsMadeAndWhenItIsOpened() {
        assertThat(text(
                        call(
                                reader,
                                HttpMethod.POST,
                                "/api/insight/subscriptions",
                                DAILY.replace(COMMUNITY, "430181002"),
                                403),
                        "code"))
                .isEqualTo("INSIGHT_AREA_ELSEWHERE");
        call("resident", HttpMethod.POST, "/api/insight/subscriptions", DAILY, 403);
        call(reader, HttpMethod.POST, "/api/insight/subscriptions", DAILY, 201);
        var now = clock.instant();
        rounds.round(now.plus(Duration.ofDays(1)));
        var report = "/api/insight/kept-reports/" + kept(reader).getFirst();

        assertThat(text(call("community", HttpMethod.GET, report, "", 404), "code"))
                .isEqualTo("INSIGHT_KEPT_REPORT_UNKNOWN");
        assertThat(bytes(reader, report + "/pdf", MediaType.APPLICATION_PDF_VALUE))
                .startsWith("%PDF");
        assertThat(bytes(
                        reader, report + "/sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .startsWith("PK");
        database.sql(
                        "update insight.kept_report set posts = array_append(posts, 'STREET_STAFF@430181002') where id = ?::uuid")
                .param(kept(reader).getFirst())
                .update();
        assertThat(text(call(reader, HttpMethod.GET, report, "", 403), "code"))
                .as("a post that it was made for was left")
                .isEqualTo("INSIGHT_KEPT_REPORT_CLOSED");

        var account = SomeAccounts.id(context, reader).id();
        SomeAccounts.lock(context, reader);
        rounds.round(now.plus(Duration.ofDays(2)));
        assertThat(database.sql("select ended_by from insight.subscription where account = ?")
                        .param(account)
                        .query(String.class)
                        .list())
                .containsExactly("PERMISSION");
        assertThat(database.sql("select count(*) from insight.kept_report where account = ?")
                        .param(account)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private List<String> kept(String who) {
        return call(who, HttpMethod.GET, "/api/insight/kept-reports", "", 200)
                .path("items")
                .valueStream()
                .map(item -> text(item, "id"))
                .toList();
    }

    private List<String> notices(String who) {
        return call(who, HttpMethod.GET, "/api/notices", "", 200)
                .path("items")
                .valueStream()
                .map(item -> text(item, "matter"))
                .toList();
    }

    private static List<String> codes(JsonNode report) {
        return report.path("items")
                .valueStream()
                .map(item -> text(item, "code"))
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private String bytes(String who, String path, String type) {
        var result = client(who)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(type)
                .expectBody()
                .returnResult();
        return new String(result.getResponseBodyContent(), StandardCharsets.ISO_8859_1);
    }

    private JsonNode call(String who, HttpMethod method, String path, String body, int status) {
        var result = client(who)
                .method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectBody()
                .returnResult();
        var text = new String(result.getResponseBodyContent(), StandardCharsets.UTF_8);
        assertThat(result.getStatus().value()).as(path + ": " + text).isEqualTo(status);
        return json.readTree(text.isEmpty() ? "null" : text);
    }

    private RestTestClient client(String who) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/")
                                .with(SignedIn.as(who))
                                .with(csrf())))
                .build();
    }
}
