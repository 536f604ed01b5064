package io.linli.spreadsheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as people bring them. */
final class SomeWorkbook {

    private SomeWorkbook() {}

    interface Filling {
        void into(XSSFWorkbook book, Sheet sheet) throws Exception;
    }

    static byte[] with(Filling filling) {
        try (var book = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            filling.into(book, book.createSheet("名单"));
            book.write(out);
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of texts, numbers and dates. */
    static byte[] of(Object[]... rows) {
        return with((book, sheet) -> fill(sheet, 0, rows));
    }

    static void fill(Sheet sheet, int from, Object[]... rows) {
        for (var line = 0; line < rows.length; line++) {
            var row = sheet.createRow(from + line);
            for (var at = 0; at < rows[line].length; at++) {
                switch (rows[line][at]) {
                    case Number number -> row.createCell(at).setCellValue(number.doubleValue());
                    case String text -> {
                        if (!text.isEmpty()) {
                            row.createCell(at).setCellValue(text);
                        }
                    }
                    default -> throw new IllegalArgumentException();
                }
            }
        }
    }

    static Object[] row(Object... cells) {
        return cells;
    }

    /** A workbook whose sheet is the given XML. */
    static byte[] ofXml(SheetXml sheet) {
        return ofXml(sheet, "");
    }

    interface SheetXml {
        void to(ZipOutputStream out) throws IOException;
    }

    static byte[] ofXml(SheetXml sheet, String workbookSettings) {
        var file = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(file)) {
            part(zip, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument\
                .spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>\
                """);
            part(zip, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
                officeDocument" Target="xl/workbook.xml"/></Relationships>\
                """);
            part(zip, "xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">%s\
                <sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>\
                """.formatted(workbookSettings));
            part(zip, "xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
                worksheet" Target="worksheets/sheet1.xml"/></Relationships>\
                """);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            sheet.to(zip);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
