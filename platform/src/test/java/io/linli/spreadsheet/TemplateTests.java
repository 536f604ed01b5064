package io.linli.spreadsheet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class TemplateTests {

    @Test
    void explainsEachColumnBelowItsHeading() throws IOException {
        try (var book = template(Locale.CHINESE)) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getSheetName()).isEqualTo("示例住户");
            assertThat(text(book, 0, 0)).isEqualTo("姓名");
            assertThat(text(book, 1, 0)).isEqualTo("必填；文本，最多 20 字；例如 示例甲");
            assertThat(text(book, 1, 1)).isEqualTo("选填；18 位身份证件号码（2017 版外国人永久居留身份证 15 位），文本格式");
            assertThat(text(book, 1, 3)).isEqualTo("选填；从下拉框选择：独居老人、其他");
            assertThat(requireNonNull(sheet.getPaneInformation()).getHorizontalSplitPosition())
                    .isEqualTo((short) 2);
        }
        try (var book = template(Locale.ENGLISH)) {
            assertThat(text(book, 0, 0)).isEqualTo("Name");
            assertThat(text(book, 1, 4)).isEqualTo("optional; date, such as 2026-11-22");
        }
    }

    @Test
    void letsPeopleChooseFromTheDictionary() throws IOException {
        try (var book = template(Locale.CHINESE)) {
            assertThat(book.getSheetVisibility(1)).isEqualTo(SheetVisibility.HIDDEN);
            assertThat(book.getSheetAt(1).getRow(0).getCell(3).getStringCellValue())
                    .isEqualTo("独居老人");
            assertThat(book.getSheetAt(0).getDataValidations()).singleElement().satisfies(list -> {
                assertThat(list.getRegions().getCellRangeAddresses()[0].formatAsString())
                        .isEqualTo("D3:D1048576");
                assertThat(list.getValidationConstraint().getFormula1()).contains("字典", "$D$1:$D$2");
            });
        }
    }

    @Test
    void keepsLongNumbersAsText() throws IOException {
        try (var book = template(Locale.CHINESE)) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getColumnStyle(1).getDataFormatString()).isEqualTo("@");
            assertThat(sheet.getColumnStyle(2).getDataFormatString()).isEqualTo("@");
        }
    }

    @Test
    void isReadBackOnceItIsFilledIn() throws IOException {
        for (var language : ListTexts.LANGUAGES) {
            try (var book = template(language);
                    var out = new ByteArrayOutputStream()) {
                var row = book.getSheetAt(0).createRow(2);
                row.createCell(0).setCellValue("示例甲");
                row.createCell(1).setCellValue(SampleList.identity(3));
                row.createCell(3).setCellValue("Other");
                book.write(out);

                assertThat(SampleList.read(out.toByteArray())).singleElement().satisfies(read -> {
                    assertThat(SampleList.faults(read)).isEmpty();
                    assertThat(read.line()).isEqualTo(3);
                    assertThat(requireNonNull(read.row()).text("kind")).isEqualTo("OTHER");
                });
            }
        }
    }

    private static XSSFWorkbook template(Locale language) throws IOException {
        var out = new ByteArrayOutputStream();
        new Template(new SampleList(), SampleList.texts(), language).write(out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static String text(XSSFWorkbook book, int row, int column) {
        return book.getSheetAt(0).getRow(row).getCell(column).getStringCellValue();
    }
}
