package io.linli.incident.web;

import static io.linli.incident.web.Api.code;
import static io.linli.incident.web.Api.id;
import static io.linli.incident.web.Api.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.linli.identity.SignedIn;
import io.linli.spreadsheet.ImportList.Changes;
import io.linli.spreadsheet.ImportState;
import io.linli.spreadsheet.ImportView;
import io.linli.spreadsheet.Imports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** What the hotline sends: taken in once by its number, due as it promised, and answered to by a file. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "linli.identity.reports.resident=0") // one resident reports for them all
class TicketTests {

    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");

    @Autowired
    WebApplicationContext context;

    @Autowired
    Imports imports;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(context);
    }

    @Test
    void isTakenInOnceAndDueWhenTheHotlinePromisedAndGoesBackInAFile() throws IOException {
        var number = "12345-" + UUID.randomUUID();
        var received = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var due = received.plus(Duration.ofHours(3));
        assertThat(code(api.post("grid", "/api/incidents/tickets", body(number, received, due), 403)))
                .isEqualTo("INCIDENT_STEP_NOT_PERMITTED");
        assertThat(text(
                        api.post("hotline", "/api/incidents/tickets", body(number, received, received), 400)
                                .path("errors")
                                .get(0),
                        "code"))
                .isEqualTo("TICKET_DUE_EARLIER");

        var taken = api.post("hotline", "/api/incidents/tickets", body(number, received, due), 201);
        var again = api.post("community", "/api/incidents/tickets", body(number, received, due), 409);
        assertThat(code(again)).isEqualTo("TICKET_KNOWN");
        assertThat(text(again, "detail")).contains(text(taken, "number"));
        var handled = api.step("grid", taken, "take", "{}");
        assertThat(Instant.parse(text(handled, "dueAt")))
                .as("five working days would be later")
                .isEqualTo(due);
        assertThat(text(handled, "ticket", "number")).isEqualTo(number);
        assertThat(text(handled, "source")).isEqualTo("HOTLINE_12345");
        assertThat(handled.path("mine").asBoolean(true))
                .as("who typed it in did not report it")
                .isFalse();

        api.step("grid", taken, "feedback", "{\"note\": \"已换灯，已回电 13800138000\"}");
        api.step("community", taken, "inspect", "{\"result\": \"PASSED\", \"note\": \"亮了\"}");
        api.step(
                "community",
                taken,
                "call_back",
                "{\"reached\": true, \"contacted\": true, \"solved\": true, \"satisfied\": true}");
        var row = replied("hotline", number);
        assertThat(row).contains(text(taken, "number"), "已结案", "已换灯", "是").doesNotContain("13800138000");
        assertThat(replied("community", number)).isNotEmpty();
        api.get("grid", "/api/incidents/tickets/replies?from=2026-01-01&to=2026-01-02", 403);
    }

    @Test
    void comeManyAtATimeFromASheetAndAreLeftAsTheyAreWhenItIsBroughtAgain() {
        var first = "S-" + UUID.randomUUID();
        var second = "S-" + UUID.randomUUID();
        var head = "工单编号,受理时间,答复时限,内容,区域代码,地址,联系电话\n";
        var day = LocalDate.now(HERE).minusDays(1);
        var rows = first + "," + day + " 09:30:00," + day.plusDays(9) + " 18:00:00,路灯不亮," + Api.GRID + ",,13800138000\n"
                + second + "," + day + " 10:00:00,,下水道堵了," + Api.GRID + ",,\n"
                + "S-3," + day + " 10:00:00,,没有写在哪里,,,\n"
                + "S-4," + day + " 10:00:00,,在别处,430181002006001,,\n";

        var brought = brought("community", head + rows);
        assertThat(brought.result()).isEqualTo(new Changes(2, 0, 0));
        assertThat(imports.faults(brought.id(), as("community"), Locale.CHINESE, 0, 0, 50))
                .extracting(fault -> fault.line() + ":" + fault.column() + ":" + fault.code())
                .containsExactly("4:address:REQUIRED", "5:area:INCIDENT_ON_OTHER_GROUND");
        assertThat(brought("community", head + rows).result()).isEqualTo(new Changes(0, 0, 2));

        var found = api.get("community", "/api/incidents?size=5&area=" + Api.GRID, 200)
                .path("items")
                .valueStream()
                .map(one -> api.get("community", "/api/incidents/" + id(one), 200))
                .filter(one -> text(one, "ticket", "number").equals(first))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(text(found.getFirst(), "holder", "name")).isEqualTo("示例甲");
        assertThat(text(found.getFirst(), "reporter", "phone")).isEqualTo("138****8000");
    }

    private static String body(String number, Instant received, Instant due) {
        return """
                {"location": {"gridCode": "%s"}, "description": "门口路灯不亮", "contact": {"phone": "13900139000"},
                 "ticket": {"number": "%s", "receivedAt": "%s", "dueAt": "%s"}}""".formatted(Api.GRID, number, received, due);
    }

    /** The line of that ticket in the file that goes back, cell by cell; empty when it is not there. */
    private String replied(String who, String number) throws IOException {
        var today = LocalDate.now(HERE);
        var file = api.http(who)
                .get()
                .uri("/api/incidents/tickets/replies?from=%s&to=%s".formatted(today.minusDays(1), today.plusDays(1)))
                .header("Accept-Language", "zh")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file == null ? new byte[0] : file))) {
            for (Row row : book.getSheetAt(0)) {
                var line = new StringBuilder();
                for (Cell cell : row) {
                    line.append(cell).append('|');
                }
                if (line.indexOf(number) >= 0) {
                    return line.toString();
                }
            }
        }
        return "";
    }

    private ImportView brought(String who, String file) {
        var id = imports.bring("tickets", as(who), Locale.CHINESE, "工单.csv", file.getBytes(UTF_8))
                .id();
        until(id, who, ImportState.READY);
        imports.confirm(id, as(who), Locale.CHINESE);
        return until(id, who, ImportState.DONE);
    }

    private ImportView until(UUID id, String who, ImportState state) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> imports.view(id, as(who), Locale.CHINESE), view -> view.state() == state);
    }

    private Authentication as(String who) {
        return SignedIn.as(
                context, who, () -> SecurityContextHolder.getContext().getAuthentication());
    }
}
