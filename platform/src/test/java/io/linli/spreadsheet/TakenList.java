package io.linli.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.linli.identity.SignedIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * A list as somebody took it away as a workbook, in Chinese.
 *
 * @param mark who took it and when
 */
public record TakenList(String title, String mark, List<String> headings, List<List<String>> rows) {

    public static TakenList of(WebApplicationContext context, String who, String path) {
        var bytes = RestTestClient.bindToApplicationContext(context)
                .configureServer(server -> server.apply(springSecurity())
                        .defaultRequest(MockMvcRequestBuilders.get("/").with(SignedIn.as(who))))
                .build()
                .get()
                .uri(path)
                .header("Accept-Language", "zh")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(SheetFormat.XLSX.mediaType())
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return read(bytes);
    }

    public static TakenList read(byte[] bytes) {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            var sheet = book.getSheetAt(0);
            var shown = new DataFormatter();
            var lines = new ArrayList<List<String>>();
            for (var row : sheet) {
                var cells = new ArrayList<String>();
                for (int at = 0; at < row.getLastCellNum(); at++) {
                    cells.add(shown.formatCellValue(row.getCell(at)));
                }
                lines.add(cells);
            }
            return new TakenList(
                    sheet.getSheetName(),
                    lines.getFirst().getFirst(),
                    lines.get(1),
                    List.copyOf(lines.subList(2, lines.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one row in which that stands, by heading; cells without anything are left out. */
    public Map<String, String> row(String text) {
        var found = rows.stream().filter(row -> row.contains(text)).toList();
        assertThat(found).as(text + " in " + rows).hasSize(1);
        var byHeading = new LinkedHashMap<String, String>();
        for (int at = 0; at < found.getFirst().size(); at++) {
            if (!found.getFirst().get(at).isEmpty()) {
                byHeading.put(headings.get(at), found.getFirst().get(at));
            }
        }
        return byHeading;
    }
}
