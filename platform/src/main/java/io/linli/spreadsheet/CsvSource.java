package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_ENCODING_UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A CSV file in UTF-8, or in GB18030 as Chinese Excel writes it (GBK and GB2312 are parts of it). */
final class CsvSource extends SheetSource {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private final CloseableIterator<CsvRecord> records;

    private CsvSource(CloseableIterator<CsvRecord> records, SpreadsheetSettings settings) {
        super(settings);
        this.records = records;
    }

    static CsvSource open(byte[] content, SpreadsheetSettings settings) {
        var charset = encoding(content);
        var csv = CsvReader.builder()
                .fieldSeparator(separator(content, charset))
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(charset.equals(UTF_8))
                .ofCsvRecord(reader(content, charset));
        return new CsvSource(csv.iterator(), settings);
    }

    /** To the letter: a file that is neither is not guessed at, for a wrong guess would put nonsense into the records. */
    private static Charset encoding(byte[] content) {
        if (reads(content, UTF_8)) {
            return UTF_8;
        }
        if (reads(content, GB18030)) {
            return GB18030;
        }
        throw SHEET_ENCODING_UNKNOWN.with().at("file");
    }

    private static boolean reads(byte[] content, Charset charset) {
        var piece = new char[1 << 14];
        try (var reader = reader(content, charset)) {
            for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
                for (var at = 0; at < read; at++) {
                    if (isNoText(piece[at])) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNoText(char c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || Character.getType(c) == Character.PRIVATE_USE
                || Character.getType(c) == Character.UNASSIGNED;
    }

    private static Reader reader(byte[] content, Charset charset) {
        return new InputStreamReader(new ByteArrayInputStream(content), strict(charset));
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** A comma, unless the first line has more of another. */
    private static char separator(byte[] content, Charset charset) {
        var counts = new int[3];
        var candidates = ",;\t";
        try (var reader = reader(content, charset)) {
            for (int c = reader.read(); c >= 0 && (c != '\n' || total(counts) == 0); c = reader.read()) {
                var candidate = candidates.indexOf(c);
                if (candidate >= 0) {
                    counts[candidate]++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts[1] > counts[0] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }

    private static int total(int[] counts) {
        return counts[0] + counts[1] + counts[2];
    }

    @Override
    @Nullable
    RawRow read() {
        try {
            return records.hasNext() ? row(records.next()) : null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        }
    }

    private RawRow row(CsvRecord record) {
        mustFit(record.getFieldCount());
        var cells = new ArrayList<@Nullable RawCell>(record.getFieldCount());
        for (var field : record.getFields()) {
            cells.add(field.isEmpty() ? null : RawCell.text(Texts.unguarded(field)));
        }
        return new RawRow((int) record.getStartingLineNumber(), cells);
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
