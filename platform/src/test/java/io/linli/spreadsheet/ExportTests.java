package io.linli.spreadsheet;

import static io.linli.spreadsheet.SheetFormat.CSV;
import static io.linli.spreadsheet.SheetFormat.XLSX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.privacy.PhoneNumber;
import io.linli.problem.ProblemException;
import io.linli.spreadsheet.ExportRequest.Heading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ExportTests {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void saysWhoTookItAndWhen() throws IOException {
        assertThat(csv(false, List.of("示例甲")).lines().findFirst())
                .contains("\uFEFF导出人：示例员　导出时间：2026-11-22 10:00:00,用途：入户走访");
        assertThat(csv(true, List.of("示例甲")).lines().findFirst().orElse("")).endsWith(",演示数据·纯属虚构");
        try (var book = xlsx(List.of("示例甲"))) {
            assertThat(book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("导出人：示例员　导出时间：2026-11-22 10:00:00 · 用途：入户走访 · 演示数据·纯属虚构");
            assertThat(book.getSheetAt(0).getFooter().getCenter()).contains("示例员", "纯属虚构");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=cmd|'/c calc'!A0, '=cmd|'/c calc'!A0",
                "+cmd(1), '+cmd(1)",
                "-1+1, '-1+1",
                "@SUM(A1), '@SUM(A1)",
                "＝1+1, '＝1+1",
                "+8613800000000, `+8613800000000\t`",
                "+86 138 0000 0000, `+86 138 0000 0000\t`",
                "+86-13800000000, '+86-13800000000",
                "-12.5, -12.5",
                "430181199001010000, `430181199001010000\t`",
                "示例甲, 示例甲",
                "3栋-2单元, 3栋-2单元"
            })
    void letsNothingRunInASpreadsheet(String value, String written) throws IOException {
        assertThat(csv(false, List.of(value)).lines().skip(2).findFirst()).contains(written);
    }

    @Test
    void neutralisesWhatBeginsWithATabOrALineBreak() throws IOException {
        assertThat(csv(false, List.of("\t=1+1"))).contains("\r\n'\t=1+1\r\n");
        assertThat(csv(false, List.of("\n=1+1"))).contains("\r\n\"'\n=1+1\"\r\n");
    }

    @Test
    void quotesWhatCsvWouldTakeApart() throws IOException {
        assertThat(csv(false, Arrays.asList("一,二", "说“好”\"", null, 3, true))).endsWith("\"一,二\",\"说“好”\"\"\",,3,1\r\n");
    }

    @Test
    void readsItsOwnCsvBack() throws IOException {
        var export = csv(false, List.of("示例甲", "+86 138 0000 0000", "-无"));

        assertThat(SampleList.read(export.getBytes(UTF_8))).singleElement().satisfies(row -> {
            assertThat(SampleList.faults(row)).isEmpty();
            assertThat(row.raw().cell(2)).isNotNull().extracting(RawCell::text).isEqualTo("-无");
        });
    }

    @Test
    void writesTextAsTextAndNumbersAsNumbersIntoAWorkbook() throws IOException {
        try (var book = xlsx(Arrays.asList(
                "=1+1",
                "430181199001010000",
                LocalDate.of(2026, 11, 22),
                new BigDecimal("86.5"),
                1_234_567_890_123_456L,
                PhoneNumber.of("13800000000"),
                NOW,
                null))) {
            var row = book.getSheetAt(0).getRow(2);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo("=1+1");
            assertThat(row.getCell(1).getStringCellValue()).isEqualTo("430181199001010000");
            assertThat(row.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("@");
            assertThat(row.getCell(2).getStringCellValue()).isEqualTo("2026-11-22");
            assertThat(row.getCell(3).getNumericCellValue()).isEqualTo(86.5);
            assertThat(row.getCell(4).getStringCellValue()).isEqualTo("1234567890123456");
            assertThat(row.getCell(5).getStringCellValue()).isEqualTo("138****0000");
            assertThat(row.getCell(6).getStringCellValue()).isEqualTo("2026-11-22 10:00:00");
        }
    }

    @Test
    void goesOnInAnotherSheetWhenOneIsFull() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var export = new XlsxExport(request(XLSX, 0), List.of("标"), out, 4)) {
            for (var n = 1; n <= 5; n++) {
                export.row(List.of("第" + n));
            }
        }

        try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(3);
            assertThat(book.getSheetName(1)).isEqualTo("示例住户 2");
            assertThat(book.getSheetAt(1).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("姓名");
            assertThat(book.getSheetAt(2).getRow(2).getCell(0).getStringCellValue())
                    .isEqualTo("第5");
        }
    }

    @Test
    void letsNotManyPeopleOutWithoutASecondPerson() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> exports(null, false).open(request(CSV, 101), OutputStream.nullOutputStream()))
                .satisfies(refused -> {
                    assertThat(refused.problem().name()).isEqualTo("EXPORT_NEEDS_APPROVAL");
                    assertThat(SampleList.texts().told(refused, Locale.CHINESE)).contains("101 行", "100 行");
                });
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> exports(request -> Optional.empty(), false)
                        .open(request(CSV, 101), OutputStream.nullOutputStream()));
    }

    @Test
    void letsThemOutWhenTheGateIsContent() throws IOException {
        ExportGate gate = request -> Optional.of("换发燃气卡").filter(why -> "示例乙".equals(request.approval()));
        var out = new ByteArrayOutputStream();

        try (var export = exports(gate, false).open(request(CSV, 101), out)) {
            export.row(List.of("示例甲"));
        }
        assertThat(out.toString(UTF_8)).as("what the second person read").contains("换发燃气卡");
        try (var export = exports(null, false).open(request(CSV, 100), OutputStream.nullOutputStream())) {
            export.row(List.of("示例甲"));
        }
    }

    @Test
    void endsAnExportThatHoldsMorePeopleThanWasSaid() throws IOException {
        var export = exports(null, false).open(request(CSV, 1), OutputStream.nullOutputStream());
        for (var n = 0; n < 100; n++) {
            export.row(List.of("示例甲"));
        }

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> export.row(List.of("示例甲")));
    }

    private static String csv(boolean demo, List<? extends @Nullable Object> row) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var export = exports(null, demo).open(request(CSV, 0), out)) {
            export.row(row);
        }
        return out.toString(UTF_8);
    }

    private static XSSFWorkbook xlsx(List<? extends @Nullable Object> row) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var export = exports(null, true).open(request(XLSX, 0), out)) {
            export.row(row);
        }
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static ExportRequest request(SheetFormat format, long people) {
        var columns = List.of(
                new Heading("姓名", ColumnType.TEXT),
                new Heading("联系电话", ColumnType.TEXT),
                new Heading("备注", ColumnType.TEXT),
                new Heading("建筑面积", ColumnType.DECIMAL),
                new Heading("编号", ColumnType.WHOLE),
                new Heading("电话", ColumnType.PHONE),
                new Heading("时间", ColumnType.DATE_TIME),
                new Heading("空", ColumnType.TEXT));
        return new ExportRequest("sample", "示例住户", columns, format, Locale.CHINESE, "示例员", people, "入户走访", "示例乙");
    }

    private static Exports exports(@Nullable ExportGate gate, boolean demo) {
        var beans = new StaticListableBeanFactory();
        if (gate != null) {
            beans.addBean("gate", gate);
        }
        return new Exports(
                SampleList.SETTINGS,
                beans.getBeanProvider(ExportGate.class),
                SampleList.texts(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                demo);
    }
}
