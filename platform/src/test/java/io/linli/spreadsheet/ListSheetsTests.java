package io.linli.spreadsheet;

import static io.linli.residents.web.ResidentsApi.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import io.linli.residents.web.ResidentsApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The lists of the desk as workbooks: what the page shows to whoever asks, with who took it on it and in the record. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ListSheetsTests {

    @Autowired
    WebApplicationContext context;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
        talks,    /api/talks,               凉亭夜话,     举行时间
        warnings, /api/warnings,            预警,         内容
        signals,  /api/signals,             信号,         内容
        shelters, /api/facilities/shelters, 安置点,       名称
        supplies, /api/facilities/supplies, 应急物资与力量, 名称""")
    void holdWhatThePageShowsWithWhoTookItAndAreRecorded(String list, String path, String title, String first) {
        var api = new ResidentsApi(context);
        int before = taken(api, list);

        var rows = rows("street", path, title);

        assertThat(rows.getFirst().getFirst())
                .as("watermark")
                .contains(SignedIn.caller(context, "street").name());
        assertThat(rows.get(1)).as("headings").startsWith(first).doesNotContain("");
        assertThat(rows.size() - 2).isEqualTo(shown(api, path));
        assertThat(taken(api, list)).isEqualTo(before + 1);
        api.get("resident", path + "/export", 403);
    }

    @Test
    void holdNothingOfAnothersGround() {
        var place = "示例凉亭 " + UUID.randomUUID();
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        new ResidentsApi(context)
                .post(
                        "grid",
                        "/api/talks/" + UUID.randomUUID() + "/held",
                        """
                        {"area": "%s", "place": "%s", "heldAt": "%s", "topics": ["操场", "路灯"], "answerBy": "%s", "opinions": [
                         {"id": "%s", "words": "示例", "speaker": "示例人", "state": "OPEN"}]}""".formatted(
                                HERE, place, today.minusDays(1) + "T12:00:00Z", today.plusDays(7), UUID.randomUUID()),
                        201);

        assertThat(rows("grid", "/api/talks", "凉亭夜话").stream().filter(row -> row.contains(place)))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("操场 / 路灯").doesNotContain("示例人"));
        assertThat(rows("grid2", "/api/talks", "凉亭夜话").toString()).doesNotContain(place);
    }

    private static int taken(ResidentsApi api, String list) {
        return api.get("auditor", "/api/audit?action=list.export&object=" + list, 200)
                .path("items")
                .size();
    }

    /** How many the page would show, on all its pages. */
    private static int shown(ResidentsApi api, String path) {
        boolean paged = !path.startsWith("/api/facilities");
        var page = api.get("street", path + (paged ? "?size=200" : ""), 200);
        int shown = page.path("items").size();
        while (!page.path("next").asString("").isEmpty()) {
            page = api.get(
                    "street", path + "?size=200&after=" + page.path("next").asString(""), 200);
            shown += page.path("items").size();
        }
        return shown;
    }

    private List<List<String>> rows(String who, String path, String title) {
        var bytes = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/").with(SignedIn.as(who))))
                .build()
                .get()
                .uri(path + "/export")
                .header("Accept-Language", "zh")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(SheetFormat.XLSX.mediaType())
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.getSheetName(0)).isEqualTo(title);
            var shown = new DataFormatter();
            var rows = new ArrayList<List<String>>();
            for (var row : book.getSheetAt(0)) {
                var cells = new ArrayList<String>();
                row.forEach(cell -> cells.add(shown.formatCellValue(cell)));
                rows.add(cells);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
