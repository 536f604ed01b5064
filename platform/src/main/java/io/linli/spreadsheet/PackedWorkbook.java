package io.linli.spreadsheet;

import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_BROKEN;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_FORMAT_UNKNOWN;
import static io.linli.spreadsheet.SpreadsheetProblem.SHEET_UNPACKS_TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the parts of a workbook before anything is made of them: how much they really hold (what the archive
 * says of itself proves nothing), and which cells are merged, which stands at the end of a sheet, after its rows.
 */
final class PackedWorkbook {

    private static final Logger log = LoggerFactory.getLogger(PackedWorkbook.class);

    private static final int MOST_PARTS = 2_000;
    private static final int MOST_MERGED = 100_000;

    /** Below this a part harms nobody, however tightly it was packed. */
    private static final int SMALL = 16 << 20;

    private static final int PIECE = 1 << 16;

    /** What may be cut by the end of a piece and is looked at again with the next one. */
    private static final int OVERLAP = 96;

    private static final String SHEETS = "xl/worksheets/";
    private static final String TEXTS = "xl/sharedstrings.xml";
    private static final Pattern MERGED = Pattern.compile("mergeCell ref=\"([A-Z]{1,3}\\d{1,7}:[A-Z]{1,3}\\d{1,7})\"");

    private final SpreadsheetSettings settings;
    private final Map<String, List<String>> merged = new HashMap<>();
    private boolean styled;
    private long unpacked;

    private PackedWorkbook(SpreadsheetSettings settings) {
        this.settings = settings;
    }

    static PackedWorkbook inspect(byte[] content, SpreadsheetSettings settings) {
        var inspected = new PackedWorkbook(settings);
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            var parts = Collections.list(zip.getEntries());
            if (parts.size() > MOST_PARTS) {
                throw SHEET_UNPACKS_TOO_LARGE
                        .with(settings.unpacked().toMegabytes())
                        .at("file");
            }
            if (parts.stream().noneMatch(part -> part.getName().equalsIgnoreCase("xl/workbook.xml"))) {
                throw SHEET_FORMAT_UNKNOWN.with().at("file"); // xlsb, ods, a plain archive
            }
            for (var part : parts) {
                inspected.look(zip, part);
            }
        } catch (IOException e) {
            log.debug("Not read", e);
            throw SHEET_BROKEN.with().at("file");
        }
        return inspected;
    }

    /** Ranges such as {@code A3:A5} of a sheet, by the name of its part. */
    List<String> merged(String part) {
        return merged.getOrDefault(part, List.of());
    }

    /** Whether there are formats at all; some programs write none. */
    boolean isStyled() {
        return styled;
    }

    private void look(ZipFile zip, ZipArchiveEntry part) throws IOException {
        var name = part.getName();
        styled |= name.toLowerCase(Locale.ROOT).endsWith("styles.xml");
        boolean isSheet = name.startsWith(SHEETS) && name.endsWith(".xml");
        boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
        var ranges = new ArrayList<String>();
        var buffer = new byte[PIECE + OVERLAP];
        var kept = 0;
        long size = 0;
        try (var in = zip.getInputStream(part)) {
            for (int read = in.read(buffer, kept, PIECE); read >= 0; read = in.read(buffer, kept, PIECE)) {
                size += read;
                unpacked += read;
                limit(part, size);
                if (isXml) {
                    var text = new String(buffer, 0, kept + read, ISO_8859_1);
                    // no spreadsheet program writes one, and entities that stand for each other fill any memory
                    if (text.contains("<!DOCTYPE")) {
                        throw SHEET_BROKEN.with().at("file");
                    }
                    kept = isSheet ? gather(text, ranges) : Math.min(OVERLAP, text.length());
                    System.arraycopy(buffer, text.length() - kept, buffer, 0, kept);
                }
            }
        }
        merged.put(name, List.copyOf(ranges));
    }

    /** Tells how much of the end has to be looked at again. */
    private static int gather(String text, List<String> ranges) {
        var end = 0;
        for (var from = text.indexOf("mergeCell ref="); from >= 0; from = text.indexOf("mergeCell ref=", end)) {
            var found = MERGED.matcher(text).region(from, text.length());
            if (!found.lookingAt()) {
                end = from + 1;
                continue;
            }
            if (ranges.size() == MOST_MERGED) {
                throw SHEET_BROKEN.with().at("file");
            }
            ranges.add(found.group(1));
            end = found.end();
        }
        return Math.min(OVERLAP, text.length() - Math.max(0, end));
    }

    private void limit(ZipArchiveEntry part, long size) {
        boolean isBomb = size > SMALL && size > settings.ratio() * Math.max(1, part.getCompressedSize());
        boolean isTooLarge = unpacked > settings.unpacked().toBytes()
                || (part.getName().equalsIgnoreCase(TEXTS)
                        && size > settings.texts().toBytes());
        if (isBomb || isTooLarge) {
            throw SHEET_UNPACKS_TOO_LARGE
                    .with(settings.unpacked().toMegabytes())
                    .at("file");
        }
    }
}
