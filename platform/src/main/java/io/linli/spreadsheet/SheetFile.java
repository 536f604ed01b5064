package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_ENCRYPTED;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_FORMAT_UNKNOWN;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_MISSING;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_OLD_EXCEL;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.Arrays;

/** An uploaded file, told by what it holds and not by its name. */
final class SheetFile {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE2 = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    private final byte[] content;
    private final SpreadsheetSettings settings;

    SheetFile(byte[] content, SpreadsheetSettings settings) {
        if (content.length == 0) {
            throw SHEET_MISSING.with().at("file");
        }
        if (content.length > settings.largest().toBytes()) {
            throw SHEET_TOO_LARGE.with(settings.largest().toMegabytes()).at("file");
        }
        this.content = content;
        this.settings = settings;
    }

    SheetSource open() {
        if (startsWith(ZIP)) {
            return XlsxSource.open(content, settings);
        }
        if (startsWith(OLE2)) {
            // Excel wraps a workbook with a password into the container that older versions used for everything
            throw (holds("EncryptedPackage".getBytes(UTF_16LE)) ? SHEET_ENCRYPTED : SHEET_OLD_EXCEL)
                    .with()
                    .at("file");
        }
        if (looksLikeMarkup() || isPicture()) {
            throw SHEET_FORMAT_UNKNOWN.with().at("file");
        }
        return CsvSource.open(content, settings);
    }

    private boolean startsWith(byte[] signature) {
        return content.length >= signature.length
                && Arrays.equals(content, 0, signature.length, signature, 0, signature.length);
    }

    /** Other systems like to call a page of HTML “.xls”. */
    private boolean looksLikeMarkup() {
        for (var b : content) {
            if (b == '<') {
                return true;
            }
            if (b > ' ' || (b < 0 && b != (byte) 0xEF && b != (byte) 0xBB && b != (byte) 0xBF)) {
                return false;
            }
        }
        return false;
    }

    private boolean isPicture() {
        return startsWith(new byte[] {'%', 'P', 'D', 'F'})
                || startsWith(new byte[] {(byte) 0x89, 'P', 'N', 'G'})
                || startsWith(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    }

    private boolean holds(byte[] wanted) {
        for (var at = 0; at <= content.length - wanted.length; at++) {
            if (content[at] == wanted[0] && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
