package io.linli.notify.web;

import static io.linli.notify.web.Reader.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.MovableClock;
import io.linli.identity.Role;
import io.linli.identity.SomeAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** What all in an area are told, and the receipts of it, by grid (L04). */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(MovableClock.Settings.class)
class AnnouncementTests {

    @Autowired
    WebApplicationContext context;

    @Autowired
    MovableClock clock;

    /** A street of this test's own, in which nobody else stands. */
    private final String street = "43018" + ThreadLocalRandom.current().nextInt(5_000, 9_999);

    private final String here = street + "001001";
    private final String there = street + "001002";
    private Reader staff;
    private Reader grid;
    private List<Reader> residents = List.of();

    @BeforeEach
    void people() {
        staff = Reader.called(context, SomeAccounts.opened(context, Role.STREET_STAFF, street));
        grid = Reader.called(context, SomeAccounts.opened(context, Role.COMMUNITY_WORKER, here));
        residents = IntStream.range(0, 5)
                .mapToObj(n -> SomeAccounts.opened(context, Role.RESIDENT, n < 3 ? here : there))
                .map(name -> Reader.called(context, name))
                .toList();
    }

    @AfterEach
    void comeBack() {
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    @Test
    void reachesAllOfTheAreaAndCountsByGridWhoWasToldAndHasReadIt() {
        var id = announced("RESIDENTS", street);

        residents.get(0).get("/api/notices/announcements/" + id, 200);
        residents.get(0).get("/api/notices/announcements/" + id, 200);
        var notice = residents.get(3).items().getFirst();
        assertThat(text(notice, "title")).isEqualTo("通知公告：疫苗接种");
        assertThat(text(notice, "matter")).isEqualTo("announcement:" + id);
        residents.get(3).post("/api/notices/" + text(notice, "id") + "/read", null, 200);

        var receipts = receipts(staff, id);
        assertThat(count(receipts.path("total"))).isEqualTo("5 listed, 5 told, 2 read, 100.0 %, 40.0 %");
        assertThat(receipts.path("areas").valueStream().map(area -> text(area, "area")))
                .containsExactly(here, there);
        assertThat(count(receipts.path("areas").get(0).path("count")))
                .isEqualTo("3 listed, 3 told, 1 read, 100.0 %, 33.3 %");
        assertThat(count(receipts.path("areas").get(1).path("count")))
                .isEqualTo("2 listed, 2 told, 1 read, 100.0 %, 50.0 %");
        for (var number : List.of("listed", "told", "read", "reminded")) {
            assertThat(receipts.path("areas")
                            .valueStream()
                            .mapToInt(area -> area.path("count").path(number).asInt())
                            .sum())
                    .as(number)
                    .isEqualTo(receipts.path("total").path(number).asInt(-1));
        }
        assertThat(staff.items()).as("it is for residents").isEmpty();
    }

    @Test
    void isForThoseOnlyWhomItIsFor() {
        var id = announced("STAFF", street);

        assertThat(grid.items()).hasSize(1);
        assertThat(residents.getFirst().items()).isEmpty();
        residents.getFirst().get("/api/notices/announcements/" + id, 404);
        assertThat(count(receipts(staff, id).path("total")))
                .as("who announced it has opened it")
                .startsWith("2 listed, 2 told, 1 read");
        assertThat(count(receipts(staff, announced("ALL", street)).path("total")))
                .startsWith("7 listed, 7 told");
    }

    @Test
    void showsAPostTheGridsOfItsOwnAreaOnly() {
        var id = announced("RESIDENTS", street);
        var elsewhere = Reader.called(context, SomeAccounts.opened(context, Role.STREET_STAFF, "430182001"));

        assertThat(elsewhere
                        .get("/api/notices/announcements/" + id + "/receipts", 404)
                        .path("code")
                        .asString(""))
                .isEqualTo("ANNOUNCEMENT_UNKNOWN");
        assertThat(elsewhere.inbox("/announcements").toString()).doesNotContain(id);
        assertThat(staff.inbox("/announcements").toString()).contains(id);
        assertThat(residents.getFirst().inbox("/announcements").toString()).contains(id);
        residents.getFirst().get("/api/notices/announcements/" + id + "/receipts", 403);
    }

    @Test
    void isMadeForOnesOwnAreaAndByThoseOnlyWhoMay() {
        assertThat(text(grid.post("/api/notices/announcements", draft("ALL", there), 403), "code"))
                .isEqualTo("ANNOUNCEMENT_NOT_YOUR_AREA");
        residents.getFirst().post("/api/notices/announcements", draft("ALL", here), 403);
        assertThat(text(staff.post("/api/notices/announcements", draft("ALL", street + "999999"), 400), "code"))
                .isEqualTo("ANNOUNCEMENT_REACHES_NOBODY");
        assertThat(announced(grid, "ALL", here)).isNotEmpty();
    }

    @Test
    void remindsThoseWhoHaveNotReadItAtMostOnceADay() {
        var id = announced("RESIDENTS", street);
        residents.getFirst().get("/api/notices/announcements/" + id, 200);
        assertThat(text(staff.post("/api/notices/announcements/" + id + "/remind", null, 409), "code"))
                .isEqualTo("ANNOUNCEMENT_REMINDED");

        clock.advance(Duration.ofHours(21));
        staff.post("/api/notices/announcements/" + id + "/remind", null, 200);
        told(staff, id);

        assertThat(residents.get(0).items()).hasSize(1);
        assertThat(residents.get(1).items())
                .extracting(each -> text(each, "template"))
                .containsExactly("announcement-reminder/1", "announcement/1");
        assertThat(receipts(staff, id).path("total").path("reminded").asInt(-1)).isEqualTo(4);
        residents.get(1).get("/api/notices/announcements/" + id, 200);
        assertThat(receipts(staff, id).path("total").path("reminded").asInt(-1)).isEqualTo(3);
    }

    // a receipt says that somebody opened it, so a sweep over the list is none
    @Test
    void isNotReadByReadingAllAtOnce() {
        var id = announced("RESIDENTS", street);
        var reader = residents.getFirst();
        reader.told("000001");
        reader.post("/api/notices/read-all", null, 204);

        assertThat(reader.unread()).isEqualTo(1);
        assertThat(count(receipts(staff, id).path("total"))).startsWith("5 listed, 5 told, 0 read");
    }

    @Test
    void reachesMoreThanOneBatchAndEverybodyOnce() {
        var crowd = SomeAccounts.residents(context, there, 1_100);
        var id = announced("RESIDENTS", there);

        assertThat(count(receipts(staff, id).path("total"))).startsWith("1102 listed, 1102 told, 0 read");
        assertThat(Reader.called(context, crowd.getFirst()).items()).hasSize(1);
        assertThat(Reader.called(context, crowd.getLast()).items()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "area | {\"area\": \"43\\n\", \"audience\": \"ALL\", \"title\": \"t\", \"body\": \"b\"}",
                "audience | {\"area\": \"430181\", \"audience\": \"EVERYBODY\", \"title\": \"t\", \"body\": \"b\"}",
                "title | {\"area\": \"430181\", \"audience\": \"ALL\", \"title\": \" \", \"body\": \"b\"}",
                "title | {\"area\": \"430181\", \"audience\": \"ALL\", \"title\": \"a\\nb\", \"body\": \"b\"}",
                "body | {\"area\": \"430181\", \"audience\": \"ALL\", \"title\": \"t\"}"
            })
    void refusesWhatIsNotWholeAndNamesTheField(String field, String body) {
        assertThat(staff.post("/api/notices/announcements", body, 400)
                        .path("errors")
                        .toString())
                .contains("\"field\":\"" + field + "\"");
    }

    private String announced(String audience, String area) {
        return announced(staff, audience, area);
    }

    private String announced(Reader by, String audience, String area) {
        var id = text(by.post("/api/notices/announcements", draft(audience, area), 201), "id");
        told(by, id);
        return id;
    }

    private static void told(Reader by, String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> text(by.get("/api/notices/announcements/" + id, 200), "state")
                        .equals("TOLD"));
    }

    private static String draft(String audience, String area) {
        return "{\"area\": \"%s\", \"audience\": \"%s\", \"title\": \"疫苗接种\", \"body\": \"周六上午九点\\n社区卫生站\"}"
                .formatted(area, audience);
    }

    private static JsonNode receipts(Reader who, String id) {
        return who.get("/api/notices/announcements/" + id + "/receipts", 200);
    }

    private static String count(JsonNode count) {
        return "%d listed, %d told, %d read, %s %%, %s %%"
                .formatted(
                        count.path("listed").asInt(-1),
                        count.path("told").asInt(-1),
                        count.path("read").asInt(-1),
                        count.path("deliveryRate").asDouble(-1),
                        count.path("readRate").asDouble(-1));
    }
}
