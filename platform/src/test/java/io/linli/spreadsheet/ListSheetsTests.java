package io.linli.spreadsheet;

import static io.linli.residents.web.ResidentsApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.analysis.SomeFindings;
import io.linli.analysis.WarningLevel;
import io.linli.identity.Role;
import io.linli.identity.SignedIn;
import io.linli.identity.SomeAccounts;
import io.linli.problem.ProblemException;
import io.linli.residents.web.ResidentsApi;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** The lists of the desk as workbooks: what the page shows to whoever asks, with who took it on it and in the record. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ListSheetsTests {

    private static final String TOWN = "430181106";
    private static final String ANOTHER = "430181114";
    private static final String LISTS = """
        talks,    /api/talks,               凉亭夜话,     举行时间
        warnings, /api/warnings,            预警,         内容
        signals,  /api/signals,             信号,         内容
        shelters, /api/facilities/shelters, 安置点,       名称
        supplies, /api/facilities/supplies, 应急物资与力量, 名称""";

    @Autowired
    WebApplicationContext context;

    @Autowired
    ListSheets sheets;

    private ResidentsApi api;
    private SomeFindings findings;
    private String grid;
    private String here;
    private String there;

    @BeforeEach
    void openPosts() {
        api = new ResidentsApi(context);
        findings = new SomeFindings(context);
        grid = findings.grid(TOWN);
        here = SomeAccounts.opened(context, Role.STREET_STAFF, TOWN);
        there = SomeAccounts.opened(context, Role.STREET_STAFF, ANOTHER);
    }

    @AfterEach
    void lockThem() {
        SomeAccounts.lock(context, here);
        SomeAccounts.lock(context, there);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = LISTS)
    void holdWhatThePageShowsWithWhoTookItAndAreRecorded(String list, String path, String title, String first) {
        fill(list);
        int before = taken(list).size();

        var taken = TakenList.of(context, here, path + "/export");

        assertThat(taken.title()).isEqualTo(title);
        assertThat(taken.mark())
                .as("watermark")
                .contains("导出人：" + SignedIn.caller(context, here).name());
        assertThat(taken.headings()).startsWith(first).doesNotContain("");
        int held = taken.rows().size();
        assertThat(held).isPositive().isEqualTo(shown(path));
        assertThat(taken(list).size()).isEqualTo(before + 1);
        assertThat(taken(list).path(0).path("objects").toString())
                .isEqualTo("[\"%s\",\"rows=%d\"]".formatted(list, held));
        api.get("resident", path + "/export", 403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = LISTS)
    void holdNothingOfAnothersGround(String list, String path) {
        fill(list);
        var narrowed = "?area=" + grid;
        var name = api.get(here, path + narrowed, 200)
                .path("items")
                .valueStream()
                .filter(one -> text(one, "area").equals(grid))
                .map(one -> text(one, "areaName"))
                .findFirst()
                .orElseThrow();

        assertThat(TakenList.of(context, here, path + "/export" + narrowed).rows())
                .anySatisfy(row -> assertThat(row).contains(name));
        assertThat(TakenList.of(context, there, path + "/export" + narrowed).rows())
                .noneSatisfy(row -> assertThat(row).contains(name));
        assertThat(taken(list).path(0).path("objects").toString()).contains("\"area=" + grid + '"');
    }

    @Test
    void sayWhatATalkWasAboutAndNotWhoSpoke() {
        var place = "示例凉亭 " + UUID.randomUUID();
        hold(place);

        assertThat(TakenList.of(context, here, "/api/talks/export").row(place))
                .containsValue("操场 / 路灯")
                .doesNotContainValue("示例人");
    }

    @Test
    void areRefusedAsAWholeWhenTheyAreTooLong() {
        int before = taken("talks").size();
        var tooMany = Collections.nCopies(ListSheets.MOST + 1, "示例");
        var answer = new MockHttpServletResponse();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sheets.write(
                        "talks",
                        List.of(),
                        List.of(new Shown<String>("place", row -> row)),
                        place -> new Part<>(tooMany, null),
                        "示例",
                        answer))
                .satisfies(refused -> assertThat(refused.problem().name()).isEqualTo("EXPORT_TOO_MANY_ROWS"));
        assertThat(answer.getContentAsByteArray()).isEmpty();
        assertThat(taken("talks").size()).isEqualTo(before);
    }

    @Test
    void ofManyPeopleLeaveOnceAndOnlyWithTheWordOfASecondPerson(@Autowired Exports exports) {
        assertThat(people(exports.limit(), null)).isEqualTo("few enough");
        assertThat(people(exports.limit() + 1, null)).isEqualTo("EXPORT_NEEDS_APPROVAL");

        var requests = "/api/data-protection/requests";
        var ask = "{\"list\": \"talks\", \"most\": %d, \"purpose\": \"核对名单\"}".formatted(exports.limit() + 1);
        var asked = text(api.post(here, requests + "/export", ask, 201), "id");
        assertThat(people(exports.limit() + 1, asked)).as("nobody decided yet").isEqualTo("EXPORT_NEEDS_APPROVAL");
        var decided = api.post("district", requests + "/" + asked + "/decide", "{\"granted\": true}", 200);

        assertThat(decided.path("names").toString()).isEqualTo("[\"凉亭夜话\"]");
        assertThat(people(exports.limit() + 1, asked)).isEqualTo("核对名单");
        assertThat(people(exports.limit() + 1, asked)).as("once").isEqualTo("EXPORT_NEEDS_APPROVAL");
    }

    /** What became of a list of so many people: the code of the refusal, or what it is marked with. */
    private String people(int many, @Nullable String approval) {
        var answer = new MockHttpServletResponse();
        try {
            SignedIn.as(context, here, () -> {
                try {
                    sheets.writePeople(
                            "talks",
                            List.of(),
                            List.of(new Shown<String>("host", row -> row)),
                            place -> new Part<>(Collections.nCopies(many, "张*"), null),
                            approval == null ? null : UUID.fromString(approval),
                            "示例",
                            answer);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return true;
            });
        } catch (ProblemException refused) {
            assertThat(answer.getContentAsByteArray()).isEmpty();
            return refused.problem().name();
        }
        var taken = TakenList.read(answer.getContentAsByteArray());
        assertThat(taken.rows()).hasSize(many);
        return taken.mark().contains("核对名单") ? "核对名单" : "few enough";
    }

    /** There is something to be listed in the grid. */
    private void fill(String list) {
        switch (list) {
            case "talks" -> hold("示例凉亭");
            case "shelters" -> api.post(here, "/api/facilities/shelters", """
                    {"area": "%s", "name": "示例中学", "address": "示例路1号", "capacity": 3, "stairs": false,
                     "wheelchair": true, "animals": false, "power": true, "holder": "示例值班室"}""".formatted(grid), 201);
            case "supplies" -> api.post(here, "/api/facilities/supplies", """
                    {"kind": "PUMP", "area": "%s", "name": "示例", "quantity": 1, "seats": 0, "wheelchairs": 0,
                     "holder": "示例应急队"}""".formatted(grid), 201);
            default -> findings.find(findings.topic(), grid, WarningLevel.BLUE);
        }
    }

    private void hold(String place) {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        api.post(
                here,
                "/api/talks/" + UUID.randomUUID() + "/held",
                """
                {"area": "%s", "place": "%s", "heldAt": "%s", "topics": ["操场", "路灯"], "answerBy": "%s", "opinions": [
                 {"id": "%s", "words": "示例", "speaker": "示例人", "state": "OPEN"}]}""".formatted(grid, place, today.minusDays(1) + "T12:00:00Z", today.plusDays(7), UUID.randomUUID()),
                201);
    }

    /** The acts by which the list left, the latest first. */
    private JsonNode taken(String list) {
        return api.get("auditor", "/api/audit?size=200&action=list.export&object=" + list, 200)
                .path("items");
    }

    /** How many the page would show, on all its pages. */
    private int shown(String path) {
        boolean paged = !path.startsWith("/api/facilities");
        var page = api.get(here, path + (paged ? "?size=200" : ""), 200);
        int shown = page.path("items").size();
        while (!page.path("next").asString("").isEmpty()) {
            page = api.get(here, path + "?size=200&after=" + page.path("next").asString(""), 200);
            shown += page.path("items").size();
        }
        return shown;
    }
}
