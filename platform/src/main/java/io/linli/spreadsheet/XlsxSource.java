package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_EMPTY;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** The first sheet of a workbook that is not hidden, line by line. */
final class XlsxSource extends SheetSource {

    /** The part of a number format that says how, without colours, conditions and quoted words. */
    private static final Pattern NO_PLACEHOLDER = Pattern.compile("\\[[^\\]]*]|\"[^\"]*\"|\\\\.|_.|\\*.");

    private static final Pattern DATE_PLACEHOLDER = Pattern.compile("(?i)[ymdhs年月日时分秒]");

    private final ReadableWorkbook workbook;
    private final Stream<Row> rows;
    private final Iterator<Row> each;
    private final MergedLines merged;

    private XlsxSource(ReadableWorkbook workbook, Sheet sheet, MergedLines merged, SpreadsheetSettings settings)
            throws IOException {
        super(settings);
        this.workbook = workbook;
        this.merged = merged;
        rows = sheet.openStream();
        each = rows.iterator();
    }

    static XlsxSource open(byte[] content, SpreadsheetSettings settings) {
        var parts = PackedWorkbook.inspect(content, settings);
        try {
            var workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(parts.isStyled(), true));
            try {
                var sheet = workbook.getSheets()
                        .filter(each -> each.getVisibility() == SheetVisibility.VISIBLE)
                        .findFirst()
                        .orElseThrow(() -> SHEET_EMPTY.with().at("file"));
                var merged = new MergedLines(parts.merged(SheetParts.of(content).path(sheet.getId())));
                return new XlsxSource(workbook, sheet, merged, settings);
            } catch (IOException | RuntimeException e) {
                workbook.close();
                throw e;
            }
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    @Override
    @Nullable
    RawRow read() {
        try {
            return each.hasNext() ? row(each.next()) : null;
        } catch (ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(e);
        }
    }

    private RawRow row(Row row) {
        var cells = new ArrayList<@Nullable RawCell>();
        for (var cell : row) {
            if (cell == null || cell.getType() == CellType.EMPTY) {
                continue;
            }
            var raw = cell(cell);
            if (raw.isBlank()) {
                continue;
            }
            mustFit(cell.getColumnIndex() + 1);
            while (cells.size() < cell.getColumnIndex()) {
                cells.add(null);
            }
            cells.add(raw);
        }
        return new RawRow(row.getRowNum(), cells);
    }

    private static RawCell cell(Cell cell) {
        var written = cell.getRawValue() == null ? "" : cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> number(cell, written);
            case STRING -> RawCell.text(cell.asString());
            case BOOLEAN -> new RawCell(RawCell.Kind.BOOLEAN, Boolean.TRUE.equals(cell.asBoolean()) ? "1" : "0", null);
            case FORMULA -> new RawCell(RawCell.Kind.FORMULA, "=" + cell.getFormula(), null);
            case ERROR -> new RawCell(RawCell.Kind.ERROR, written, null);
            case EMPTY -> RawCell.text("");
        };
    }

    private static RawCell number(Cell cell, String written) {
        var number = new BigDecimal(written);
        var kind = isDate(cell.getDataFormatString()) ? RawCell.Kind.DATE : RawCell.Kind.NUMBER;
        return new RawCell(kind, Numbers.plain(number), number);
    }

    private static boolean isDate(@Nullable String format) {
        return format != null
                && !format.equalsIgnoreCase("General")
                && DATE_PLACEHOLDER
                        .matcher(NO_PLACEHOLDER.matcher(format).replaceAll(""))
                        .find();
    }

    @Override
    @Nullable
    String merged(int line) {
        return merged.at(line);
    }

    @Override
    boolean from1904() {
        return workbook.isDate1904();
    }

    @Override
    public void close() {
        rows.close();
        try {
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
