package io.linli.spreadsheet;

import static io.linli.spreadsheet.SampleList.faults;
import static io.linli.spreadsheet.SampleList.read;
import static io.linli.spreadsheet.SomeWorkbook.fill;
import static io.linli.spreadsheet.SomeWorkbook.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linli.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people bring that is not as it must be: refused as a whole, or told by row and cell. */
class BadFilesTests {

    private static final Object[] HEAD = row("姓名", "身份证号", "联系电话", "备注");

    @Test
    void refusesAnOldWorkbookWhateverItsName() throws Exception {
        try (var book = new HSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            fill(book.createSheet(), 0, HEAD, row("示例甲"));
            book.write(out);
            assertRefused(out.toByteArray(), "SHEET_OLD_EXCEL", "另存为");
        }
    }

    @Test
    void refusesAWorkbookWithAPassword() throws Exception {
        try (var container = new POIFSFileSystem();
                var out = new ByteArrayOutputStream()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var sealed = encryptor.getDataStream(container)) {
                sealed.write(SomeWorkbook.of(HEAD, row("示例甲")));
            }
            container.writeFilesystem(out);
            assertRefused(out.toByteArray(), "SHEET_ENCRYPTED", "密码");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><table><tr><td>姓名</td></tr></table></html>", "\uFEFF  <?xml version='1.0'?>", "%PDF-1.7"})
    void refusesWhatIsNoTableAtAll(String content) {
        assertRefused(content.getBytes(UTF_8), "SHEET_FORMAT_UNKNOWN", "不是可读取的表格");
    }

    @Test
    void refusesAnArchiveThatIsNoWorkbook() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.spreadsheet".getBytes(UTF_8));
        }
        assertRefused(out.toByteArray(), "SHEET_FORMAT_UNKNOWN", "不是可读取的表格");
    }

    @Test
    void refusesAZipBomb() {
        var zeros = new byte[1 << 20];
        var bomb = SomeWorkbook.ofXml(out -> {
            out.write("<worksheet><sheetData>".getBytes(UTF_8));
            for (var n = 0; n < 100; n++) {
                out.write(zeros);
            }
        });

        assertThat(bomb.length).isLessThan(1 << 20);
        assertRefused(bomb, "SHEET_UNPACKS_TOO_LARGE", "512 MB");
    }

    @Test
    void refusesEntitiesThatStandForEachOther() {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
        IntStream.range(1, 20).forEach(n -> laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(n, n - 1, n - 1)));
        laughs.append("]><worksheet><sheetData><row r=\"1\"><c r=\"A1\""
                        + " t=\"inlineStr\"><is><t>&a19;</t></is></c></row>")
                .append("</sheetData></worksheet>");

        assertRefused(SomeWorkbook.ofXml(out -> out.write(laughs.toString().getBytes(UTF_8))), "SHEET_BROKEN", "损坏");
    }

    @Test
    void refusesAWorkbookThatWasCutShort() {
        var whole = SomeWorkbook.of(HEAD, row("示例甲"));

        assertRefused(Arrays.copyOf(whole, whole.length / 2), "SHEET_BROKEN", "损坏");
    }

    @Test
    void refusesWhatIsEmptyOrHasNoRows() {
        assertRefused(new byte[0], "SHEET_MISSING", "没有文件");
        assertRefused(SomeWorkbook.of(), "SHEET_EMPTY", "没有数据");
        assertRefused(SomeWorkbook.of(HEAD, new Object[0]), "SHEET_EMPTY", "没有数据");
    }

    @Test
    void refusesTextOfAnUnknownEncoding() {
        // Latin-1, in which the second byte after é is a comma, as no letter of GB18030 has it
        var latin = "姓名,备注\n".getBytes(Charset.forName("GBK"));
        var both = Arrays.copyOf(latin, latin.length + 4);
        System.arraycopy(new byte[] {(byte) 0xE9, ',', 'x', '\n'}, 0, both, latin.length, 4);

        assertRefused(both, "SHEET_ENCODING_UNKNOWN", "GBK/GB18030");
        assertRefused(
                "姓名\t备注\n甲\t乙\n".getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                "SHEET_ENCODING_UNKNOWN",
                "UTF-8");
    }

    @Test
    void namesTheHeadingsThatItLooksFor() {
        assertRefused(SomeWorkbook.of(row("甲", "乙"), row("1", "2")), "SHEET_HEADER_NOT_FOUND", "姓名、身份证号、联系电话");
    }

    @Test
    void namesColumnsThatAreMissingOrRepeated() {
        assertRefused(SomeWorkbook.of(row("身份证号", "联系电话"), row("1", "2")), "SHEET_COLUMNS_MISSING", "姓名");
        assertRefused(SomeWorkbook.of(row("姓名", "备注", "姓 名"), row("1", "2", "3")), "SHEET_COLUMN_REPEATED", "姓 名");
    }

    @Test
    void saysWhichColumnsItDoesNotKnowAndWhichAreNotThere() {
        try (var reader = SampleList.open(SomeWorkbook.of(row("姓名", "血型", "备注"), row("示例甲", "A", "无")))) {
            assertThat(reader.headings().ignored()).containsExactly("血型");
            assertThat(reader.headings().absent())
                    .containsExactly("identity", "phone", "kind", "born", "people", "size", "woken", "visited");
        }
    }

    @Test
    void refusesMoreRowsThanIsAllowed() {
        var file = SomeWorkbook.of(HEAD, row("示例甲"), row("示例乙"), row("示例丙"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> {
                    try (var reader = SampleList.open(file, SampleList.settings(2))) {
                        reader.forEachRemaining(row -> {});
                    }
                })
                .satisfies(refused -> assertThat(refused.problem().name()).isEqualTo("SHEET_TOO_MANY_ROWS"));
    }

    @Test
    void doesNotEvaluateFormulas() {
        var rows = read(SomeWorkbook.with((book, sheet) -> {
            fill(sheet, 0, HEAD, row("示例甲"), row("示例乙"));
            sheet.getRow(1).createCell(3).setCellFormula("HYPERLINK(\"http://example.org\")");
            sheet.getRow(2).createCell(0).setCellFormula("\"示例\"&\"乙\"");
        }));

        assertThat(faults(rows.get(0))).containsExactly("note:CELL_FORMULA");
        assertThat(faults(rows.get(1))).containsExactly("name:CELL_FORMULA");
        assertThat(SampleList.texts().told(rows.get(0).faults().getFirst(), Locale.CHINESE))
                .contains("公式");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/c calc'!A0", "=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "-cmd(1)"})
    void reportsACellThatASpreadsheetWouldRun(String injected) {
        var csv = ("姓名,备注\n示例甲,\"" + injected + "\"\n示例乙,无\n").getBytes(UTF_8);

        assertThat(read(csv))
                .extracting(SampleList::faults)
                .containsExactly(java.util.List.of("note:CELL_FORMULA"), java.util.List.of());
        assertThat(faults(read(SomeWorkbook.of(HEAD, row("示例甲", "", "", injected)))
                        .getFirst()))
                .containsExactly("note:CELL_FORMULA");
    }

    @Test
    void namesMergedCells() {
        var rows = read(SomeWorkbook.with((book, sheet) -> {
            fill(sheet, 0, row("示例住户名单"), HEAD, row("示例甲"), row("示例乙"), row("示例丙"), row("示例丁"));
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3)); // a title, as usual
            sheet.addMergedRegion(new CellRangeAddress(3, 4, 2, 2));
        }));

        assertThat(rows)
                .extracting(SampleList::faults)
                .containsExactly(
                        java.util.List.of(),
                        java.util.List.of("null:CELL_MERGED"),
                        java.util.List.of("null:CELL_MERGED"),
                        java.util.List.of());
        assertThat(rows.get(1).faults().getFirst().details()).containsExactly("C4:C5");
    }

    @Test
    void reportsErrorsOfExcel() {
        var rows = read(SomeWorkbook.with((book, sheet) -> {
            fill(sheet, 0, HEAD, row("示例甲"));
            var cell = sheet.getRow(1).createCell(3, CellType.ERROR);
            cell.setCellErrorValue(FormulaError.REF.getCode());
        }));

        assertThat(faults(rows.getFirst())).containsExactly("note:CELL_IS_ERROR");
    }

    @Test
    void saysThatExcelHasLostTheLastDigits() {
        var rows = read(SomeWorkbook.of(
                HEAD,
                row("示例甲", Double.valueOf("430181199001011234")),
                row("示例乙", "4.30181E+17"),
                row("示例丙", "4.30181199001011E17")));

        assertThat(rows).extracting(SampleList::faults).containsOnly(java.util.List.of("identity:CELL_DIGITS_LOST"));
        assertThat(SampleList.texts().told(rows.getFirst().faults().getFirst(), Locale.CHINESE))
                .contains("末尾几位已丢失", "文本");
    }

    @Test
    void checksTheLastCharacterOfAnIdentityNumber() {
        var good = SampleList.identity(7);
        var offByOne = good.substring(0, 17) + (good.endsWith("9") ? "8" : "9");

        var rows = read(SomeWorkbook.of(HEAD, row("示例甲", good), row("示例乙", offByOne)));

        assertThat(rows)
                .extracting(SampleList::faults)
                .containsExactly(java.util.List.of(), java.util.List.of("identity:CELL_NOT_IDENTITY"));
    }

    @Test
    void findsTheSamePersonTwiceInOneFile() {
        var number = SampleList.identity(7);

        var rows = read(SomeWorkbook.of(
                HEAD, row("示例甲", number), row("示例乙", SampleList.identity(8)), row("示例甲", number.replace("1", "１"))));

        assertThat(rows)
                .extracting(SampleList::faults)
                .containsExactly(java.util.List.of(), java.util.List.of(), java.util.List.of("identity:ROW_REPEATED"));
        assertThat(rows.get(2).faults().getFirst().details()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "出生日期, 2026-02-30, CELL_NOT_DATE",
        "出生日期, 去年, CELL_NOT_DATE",
        "出生日期, 1026-01-01, CELL_NOT_DATE",
        "人数, 三, CELL_NOT_WHOLE",
        "人数, 3.5, CELL_NOT_WHOLE",
        "人数, 99999999999999999999, CELL_NOT_WHOLE",
        "建筑面积, 约90, CELL_NOT_NUMBER",
        "起床时间, 25:00, CELL_NOT_TIME",
        "走访时间, 2026-11-22 9点半, CELL_NOT_DATE_TIME",
        "类别, 邻居, CELL_NOT_CHOICE",
        "联系电话, 12345, CELL_NOT_PHONE",
        "备注, 乱\uFFFD码, CELL_BROKEN_TEXT",
        "备注, 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一, CELL_TOO_LONG"
    })
    void saysWhichCellIsNotAsItsColumnAsks(String heading, String text, String code) {
        var rows = read(SomeWorkbook.of(row("姓名", heading), row("示例甲", text), row("示例乙", "")));

        assertThat(rows.get(0).row()).isNull();
        assertThat(rows.get(0).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.problem().name()).isEqualTo(code));
        assertThat(rows.get(1).row()).isNotNull();
    }

    @Test
    void tellsAllThatIsWrongWithARow() {
        var rows = read(
                SomeWorkbook.of(row("姓名", "联系电话", "人数"), row("", "12", "x"), row(SampleList.REFUSED_NAME, "", "")));

        assertThat(faults(rows.get(0)))
                .containsExactly("name:CELL_REQUIRED", "phone:CELL_NOT_PHONE", "people:CELL_NOT_WHOLE");
        assertThat(faults(rows.get(1))).containsExactly("name:SAMPLE_REFUSED");
    }

    private static void assertRefused(byte[] file, String code, String words) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> SampleList.open(file).close())
                .satisfies(refused -> {
                    assertThat(refused.problem().name()).isEqualTo(code);
                    assertThat(SampleList.texts().told(refused, Locale.CHINESE)).contains(words);
                    assertThat(refused.field()).isEqualTo("file");
                });
    }
}
