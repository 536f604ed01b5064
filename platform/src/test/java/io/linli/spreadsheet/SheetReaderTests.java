package io.linli.spreadsheet;

import static io.linli.spreadsheet.SampleList.read;
import static io.linli.spreadsheet.SomeWorkbook.fill;
import static io.linli.spreadsheet.SomeWorkbook.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The many ways in which people write the same thing into a sheet. */
class SheetReaderTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void readsEveryTypeOfColumn() {
        var number = SampleList.identity(1);

        var row = only(SomeWorkbook.of(
                row("姓名", "身份证号", "联系电话", "类别", "出生日期", "人数", "建筑面积", "起床时间", "走访时间", "备注"),
                row(
                        "示例甲",
                        number,
                        "138 0000-0000",
                        "独居老人",
                        "2026-11-22",
                        "3",
                        "86.50",
                        "6:05",
                        "2026-11-22 09:30",
                        "无")));

        assertThat(row.line()).isEqualTo(2);
        assertThat(row.requiredText("name")).isEqualTo("示例甲");
        assertThat(requireNonNull(row.identity("identity")).number()).isEqualTo(number);
        assertThat(requireNonNull(row.phone("phone")).number()).isEqualTo("13800000000");
        assertThat(row.text("kind")).isEqualTo("SOLO");
        assertThat(row.date("born")).isEqualTo(DAY);
        assertThat(row.whole("people")).isEqualTo(3);
        assertThat(row.decimal("size")).isEqualByComparingTo("86.5");
        assertThat(row.time("woken")).isEqualTo(LocalTime.of(6, 5));
        assertThat(row.dateTime("visited")).isEqualTo(LocalDateTime.of(2026, 11, 22, 9, 30));
        assertThat(row.text("note")).isEqualTo("无");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22",
                "2026/11/22",
                "2026.11.22",
                "2026年11月22日",
                "20261122",
                "２０２６－１１－２２",
                "２０２６年１１月２２日",
                " 2026-11-22　",
                "2026 年 11 月 22 日",
                "2026/11/22 00:00:00"
            })
    void readsADateInWhateverFormItWasTyped(String text) {
        assertThat(only(SomeWorkbook.of(row("姓名", "出生日期"), row("示例甲", text))).date("born"))
                .isEqualTo(DAY);
    }

    @ParameterizedTest
    @CsvSource({"46348, 2026-11-22", "20261122, 2026-11-22", "61, 1900-03-01", "59, 1900-02-28", "1, 1900-01-01"})
    void readsADateThatIsANumber(double serial, LocalDate day) {
        assertThat(only(SomeWorkbook.of(row("姓名", "出生日期"), row("示例甲", serial))).date("born"))
                .isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date1904=\"1\"", "date1904=\"true\""})
    void readsADateOfAnOldMac(String setting) {
        var file = SomeWorkbook.ofXml(
                out -> out.write(sheet("<c r=\"B2\"><v>44886</v></c>")), "<workbookPr " + setting + "/>");

        assertThat(only(file).date("born")).isEqualTo(DAY);
    }

    @Test
    void readsDatesAndTimesThatExcelKnowsAsSuch() {
        var row = only(SomeWorkbook.with((book, sheet) -> {
            fill(sheet, 0, row("姓名", "出生日期", "起床时间", "走访时间", "备注"), row("示例甲"));
            var date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            var cells = requireNonNull(sheet.getRow(1));
            for (var at : List.of(1, 3, 4)) {
                var cell = cells.createCell(at);
                cell.setCellValue(at == 3 ? DAY.atTime(9, 30) : DAY.atStartOfDay());
                cell.setCellStyle(date);
            }
            cells.createCell(2).setCellValue(0.25);
        }));

        assertThat(row.date("born")).isEqualTo(DAY);
        assertThat(row.time("woken")).isEqualTo(LocalTime.of(6, 0));
        assertThat(row.dateTime("visited")).isEqualTo(DAY.atTime(9, 30));
        assertThat(row.text("note")).as("a date in a column of text").isEqualTo("2026-11-22");
    }

    @Test
    void readsNumbersKeptAsTextAndTextKeptAsNumbers() {
        var row = only(
                SomeWorkbook.of(row("姓名", "联系电话", "人数", "建筑面积", "备注"), row("示例甲", 13800000000d, "１２", "1,086.5", 301)));

        assertThat(requireNonNull(row.phone("phone")).number()).isEqualTo("13800000000");
        assertThat(row.whole("people")).isEqualTo(12);
        assertThat(row.decimal("size")).isEqualTo(new BigDecimal("1086.5"));
        assertThat(row.text("note")).isEqualTo("301");
    }

    @Test
    void readsANumberAsExcelShowsIt() {
        assertThat(only(SomeWorkbook.of(row("姓名", "建筑面积"), row("示例甲", 0.1 + 0.2)))
                        .decimal("size"))
                .isEqualTo(new BigDecimal("0.3"));
    }

    @Test
    void stripsBlanksOfEveryWidth() {
        assertThat(only(SomeWorkbook.of(row("姓名", "备注"), row("\u3000示例甲\u00A0\u200B", "一 二")))
                        .requiredText("name"))
                .isEqualTo("示例甲");
    }

    @Test
    void findsTheHeadingsBelowATitleInAnyOrderAndEitherLanguage() {
        var row = only(SomeWorkbook.of(
                row("示例住户名单"),
                new Object[0],
                row("导出人：示例　导出时间：2026-11-22"),
                row("备注 ", "Phone*", "姓 名（必填）"),
                row("无", "13800000000", "示例甲")));

        assertThat(row.line()).isEqualTo(5);
        assertThat(row.requiredText("name")).isEqualTo("示例甲");
        assertThat(row.text("note")).isEqualTo("无");
        assertThat(row.has("phone")).isTrue();
    }

    @Test
    void leavesHiddenSheetsAside() {
        var row = only(SomeWorkbook.with((book, sheet) -> {
            fill(sheet, 0, row("姓名", "备注"), row("示例隐", "隐"));
            fill(book.createSheet("可见"), 0, row("姓名", "备注"), row("示例甲", "无"));
            book.setActiveSheet(1);
            book.setSheetVisibility(0, SheetVisibility.HIDDEN);
        }));

        assertThat(row.requiredText("name")).isEqualTo("示例甲");
    }

    @Test
    void passesOverAMillionEmptyRows() {
        var file = SomeWorkbook.ofXml(out -> {
            out.write(("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                            + head() + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>示例甲</t></is></c></row>")
                    .getBytes(UTF_8));
            for (var line = 3; line <= 1_048_576; line++) {
                out.write(("<row r=\"" + line + "\" ht=\"15\"><c r=\"A" + line + "\"/></row>").getBytes(UTF_8));
            }
            out.write("</sheetData></worksheet>".getBytes(UTF_8));
        });

        assertThat(read(file))
                .singleElement()
                .satisfies(row -> assertThat(row.line()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void readsCsvAsChineseExcelWritesIt(String charset) {
        var csv = "姓名,联系电话,备注\r\n示例甲,13800000000,\"住在“东头”,二楼\"\r\n,,\r\n示例乙,,\r\n";

        var rows = read(csv.getBytes(Charset.forName(charset)));

        assertThat(rows).hasSize(2);
        assertThat(requireNonNull(rows.getFirst().row()).text("note")).isEqualTo("住在“东头”,二楼");
        assertThat(rows.get(1).line()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsCsvWithAByteOrderMarkAndAnySeparator(String separator) {
        var csv = "\uFEFF姓名,备注\n示例甲,无\n".replace(",", separator);

        assertThat(only(csv.getBytes(UTF_8)).text("note")).isEqualTo("无");
    }

    private static SheetRow only(byte[] file) {
        var rows = read(file);
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(SampleList.faults(row)).isEmpty());
        return requireNonNull(rows.getFirst().row());
    }

    private static String head() {
        return "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>出生日期</t></is></c></row>";
    }

    private static byte[] sheet(String cells) {
        return ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + head()
                        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>示例甲</t></is></c>" + cells
                        + "</row></sheetData></worksheet>")
                .getBytes(UTF_8);
    }
}
