package io.linli.deliberation;

import static io.linli.residents.web.ResidentsApi.HERE;
import static io.linli.residents.web.ResidentsApi.THERE;
import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.privacy.Retained.Holds;
import io.linli.residents.web.ResidentsApi;
import io.linli.settings.Idempotency;
import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** An evening in the pavilion: what was said there has an end, or stands in a list with a day. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TalksApiTests {

    private final LocalDate today = LocalDate.now(TalkDesk.ZONE);

    @Autowired
    WebApplicationContext context;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    private ResidentsApi api;
    private final UUID id = Ids.next();
    private final String lamp = "示例：路灯不亮 " + id.toString().substring(24);
    private final List<UUID> said = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());

    @BeforeEach
    void open() {
        api = new ResidentsApi(context);
    }

    @Test
    void leadsEachOpinionToAnEndAndLosesNone() {
        var talk = api.post("grid", path("held"), talk(HERE, four()), 201);

        assertThat(states(talk)).containsExactly("ANSWERED", "REPORTED", "FOR_TOPIC", "OPEN");
        assertThat(talk.path("mine").asBoolean()).isTrue();
        assertThat(talk.at("/opinions/0/speaker").asString()).as("masked").isEqualTo("示*人");
        assertThat(talk.at("/opinions/3/words").asString())
                .doesNotContain("13800138000")
                .contains("〔手机号〕");
        var incident = talk.at("/opinions/1/incident").asString();
        var matter = api.get("grid", "/api/incidents/" + incident, 200);
        assertThat(text(matter, "source")).isEqualTo("TALK");
        assertThat(text(matter, "number"))
                .isEqualTo(talk.at("/opinions/1/incidentNumber").asString());
        assertThat(text(matter, "description")).isEqualTo(lamp);
        assertThat(talk.at("/opinions/1/status").asString()).isEqualTo("REPORTED");
        assertThat(unended())
                .as("with a day")
                .containsOnlyKeys(said.get(2).toString(), said.get(3).toString());

        var row = api.get("community", "/api/talks?area=" + HERE + "&size=200", 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "id").equals(id.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(row.path("opinions").toString())
                .isEqualTo("{\"OPEN\":1,\"FOR_TOPIC\":1,\"ANSWERED\":1,\"REPORTED\":1}");

        var later = today.plusDays(30);
        var kept = api.post("community", step(3, "keep"), "{\"dueOn\": \"" + later + "\"}", 200);
        assertThat(kept.at("/opinions/3/dueOn").asString()).isEqualTo(later.toString());
        api.post("grid", step(3, "report"), "{\"address\": \"示例路 9 号\"}", 200);
        var ended = api.post("grid", step(2, "answer"), "{\"answer\": \"已与物业谈妥\"}", 200);
        assertThat(states(ended)).containsExactly("ANSWERED", "REPORTED", "ANSWERED", "REPORTED");
        assertThat(unended()).as("nothing is left").isEmpty();
        assertThat(text(api.post("grid", step(2, "report"), "{}", 409), "code")).isEqualTo("TALK_OPINION_ENDED");
    }

    @Test
    void isThereOnceHoweverOftenAPhoneSendsIt() {
        for (int i = 0; i < 2; i++) {
            client("grid")
                    .post()
                    .uri(path("held"))
                    .header(Idempotency.HEADER, id.toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(talk(HERE, four()))
                    .exchange()
                    .expectStatus()
                    .isCreated();
        }

        var talk = api.get("grid", path(""), 200);
        assertThat(talk.path("opinions").size()).isEqualTo(4);
        assertThat(matters()).as("matters of these words").isOne();
        assertThat(text(api.post("grid", path("held"), talk(HERE, four()), 409), "code"))
                .as("without the key it is another, under an id in use")
                .isEqualTo("TALK_ID_TAKEN");
        assertThat(matters()).as("and nothing of it stays").isOne();
    }

    @Test
    void isNoWayAroundTheLimitOfReports() {
        var host = SomeAccounts.opened(context, Role.GRID_WORKER, HERE);
        SomeAccounts.limit(context, host, 3);
        var two = IntStream.range(0, 2).mapToObj(n -> matter(said.get(n))).collect(Collectors.joining(", "));
        var four = said.stream().map(this::matter).collect(Collectors.joining(", "));

        assertThat(held(host, id, four, 409)).as("no hour has room for them").contains("INCIDENT_TOO_MANY_AT_ONCE");
        held(host, id, two, 201);
        held(host, id, two, 201); // sent again, it is no further report
        var other = Ids.next();
        var more = IntStream.range(0, 2).mapToObj(n -> matter(Ids.next())).collect(Collectors.joining(", "));
        held(host, other, more, 429);
        held(host, other, more, 429); // a phone tries again, and takes nothing from what is left
        api.get(host, "/api/talks/" + other, 404);
        assertThat(matters()).isEqualTo(2);

        var open = said.subList(2, 4).stream()
                .map("{\"id\": \"%s\", \"words\": \"示例\", \"state\": \"OPEN\"}"::formatted)
                .collect(Collectors.joining(", "));
        held(host, other, open, 201);
        var report = "/api/talks/%s/opinions/%s/report";
        api.post(host, report.formatted(other, said.get(2)), "{}", 200);
        assertThat(text(api.post(host, report.formatted(other, said.get(3)), "{}", 429), "code"))
                .isEqualTo("TOO_MANY_REPORTS");
    }

    private String matter(UUID opinion) {
        return "{\"id\": \"%s\", \"words\": \"%s\", \"state\": \"REPORTED\"}".formatted(opinion, lamp);
    }

    private String held(String host, UUID talk, String opinions, int status) {
        return Objects.requireNonNull(client(host)
                .post()
                .uri("/api/talks/" + talk + "/held")
                .header(Idempotency.HEADER, talk.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(talk(HERE, opinions))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void saysWhatIsWrongAndThenKeepsNothingOfIt() {
        refused(
                talk(
                        HERE,
                        "{\"id\": \"%s\", \"words\": \"示例\", \"state\": \"OPEN\", \"topic\": 5}"
                                .formatted(said.getFirst())),
                "opinions[0].topic",
                "TALK_TOPIC_UNKNOWN");
        refused(
                talk(HERE, "{\"id\": \"%s\", \"words\": \"示例\", \"state\": \"ANSWERED\"}".formatted(said.getFirst())),
                "opinions[0].answer",
                "TALK_ANSWER_MISSING");
        var one = "{\"id\": \"%s\", \"words\": \"%s\", \"state\": \"REPORTED\"}".formatted(said.getFirst(), lamp);
        refused(talk(HERE, one + ", " + one), "opinions[1].id", "TALK_OPINION_TWICE");
        refused(
                talk(HERE, one)
                        .replace(heldAt(), Instant.now().plusSeconds(7_200).toString()),
                "heldAt",
                "TALK_TIME_UNFIT");
        refused(talk(HERE, one).replace(today.plusDays(7).toString(), "2020-01-01"), "answerBy", "TALK_DAY_UNFIT");
        refused(talk("430181999999", one), "area", "TALK_AREA_UNKNOWN");
        assertThat(text(api.post("grid", path("held"), talk(THERE, one), 403), "code"))
                .isEqualTo("TALK_OTHER_GROUND");

        api.get("grid", path(""), 404);
        assertThat(matters()).isZero();
    }

    @Test
    void isSeenByThoseWhoLookAfterTheGroundAndInFullWithAReason() {
        api.post("grid", path("held"), talk(HERE, four()), 201);

        for (var who : List.of("grid", "community", "street")) {
            assertThat(api.get(who, path(""), 200).toString()).as(who).doesNotContain("示例人");
        }
        api.get("grid2", path(""), 404);
        api.post("grid2", step(3, "answer"), "{\"answer\": \"示例\"}", 404);
        assertThat(api.get("grid2", "/api/talks?size=200", 200).toString()).doesNotContain(id.toString());
        api.get("resident", "/api/talks", 403);
        api.get("police", path(""), 403);

        api.post("grid", path("speakers"), "{\"reason\": \" \"}", 400);
        var named = api.post("grid", path("speakers"), "{\"reason\": \"电话答复\"}", 200);
        assertThat(named.toString()).contains("示例人", "13800138000");
        assertThat(api.get("auditor", "/api/audit?action=look&object=" + said.getFirst(), 200)
                        .path("items")
                        .size())
                .as("recorded")
                .isOne();
    }

    @Test
    void forgetsWhoSaidWhatOnlyWhenAllOfItHasEnded(@Autowired OldTalks old) {
        api.post("grid", path("held"), talk(HERE, four()), 201);
        var others = new Holds(inSystem(() -> database.sql("select id from deliberation.talk where id <> ?")
                .param(id)
                .query(UUID.class)
                .set()));
        var now = Instant.now();

        assertThat(inSystem(() -> old.erase(now, others))).isZero();
        api.post("grid", step(2, "answer"), "{\"answer\": \"示例\"}", 200);
        api.post("grid", step(3, "answer"), "{\"answer\": \"示例\"}", 200);
        assertThat(inSystem(() -> old.erase(now, others))).isOne();

        var talk = api.get("grid", path(""), 200);
        assertThat(talk.has("erasedAt")).isTrue();
        assertThat(talk.toString()).doesNotContain("示例：", "示*人", "操场");
        assertThat(states(talk))
                .as("how it ended stays")
                .containsExactly("ANSWERED", "REPORTED", "ANSWERED", "ANSWERED");
    }

    private void refused(String body, String field, String code) {
        var refused = api.post("grid", path("held"), body, 400);
        assertThat(text(refused.at("/errors/0"), "field")).isEqualTo(field);
        assertThat(text(refused.at("/errors/0"), "code")).isEqualTo(code);
    }

    private String four() {
        return """
                {"id": "%s", "words": "示例：操场太吵", "topic": 0, "speaker": "示例人", "state": "ANSWERED", "answer": "九点熄灯"},
                {"id": "%s", "words": "%s", "topic": 1, "state": "REPORTED", "matter": {"type": "路灯故障"}},
                {"id": "%s", "words": "示例：想要一个晾衣场", "state": "FOR_TOPIC"},
                {"id": "%s", "words": "示例：回电 13800138000", "state": "OPEN"}""".formatted(said.get(0), said.get(1), lamp, said.get(2), said.get(3));
    }

    private String talk(String area, String opinions) {
        return """
                {"area": "%s", "place": "示例凉亭", "heldAt": "%s", "topics": ["操场", "路灯"], "answerBy": "%s",
                 "opinions": [%s]}""".formatted(area, heldAt(), today.plusDays(7), opinions);
    }

    private String heldAt() {
        return today.minusDays(1) + "T12:00:00Z";
    }

    private String path(String step) {
        return "/api/talks/" + id + (step.isEmpty() ? "" : "/" + step);
    }

    private String step(int opinion, String step) {
        return path("opinions/" + said.get(opinion) + "/" + step);
    }

    private static List<String> states(JsonNode talk) {
        return talk.path("opinions")
                .valueStream()
                .map(one -> text(one, "state"))
                .toList();
    }

    /** Of this talk, as its host is told: the opinion and its day. */
    private Map<String, String> unended() {
        return api.get("grid", "/api/talks/unended?mine=true&size=200", 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "talk").equals(id.toString()))
                .collect(Collectors.toMap(one -> text(one, "opinion", "id"), one -> text(one, "opinion", "dueOn")));
    }

    private long matters() {
        return inSystem(() -> database.sql("select count(*) from incident.incident where title = ?")
                .param(lamp)
                .query(Long.class)
                .single());
    }

    private <T> T inSystem(Supplier<T> work) {
        return system.call(() -> Objects.requireNonNull(transaction.execute(done -> work.get())));
    }

    private RestTestClient client(String who) {
        return RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(
                                MockMvcRequestBuilders.get("/").with(csrf()).with(SignedIn.as(who))))
                .build();
    }
}
