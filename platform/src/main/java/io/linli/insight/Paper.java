package io.linli.insight;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * Sheets of A4 that are written from top to bottom, each marked across with who took it and when. The font goes along, cut
 * down to the signs that are used: who opens it may have none for Chinese.
 */
final class Paper implements AutoCloseable {

    /** Noto Sans SC (SIL Open Font License 1.1), put into the program by the build of the pages. */
    static final String FONT = "/fonts/NotoSansSC_400Regular.ttf";

    private static final float MARGIN = 36;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TITLE = 16;
    private static final float HEAD = 12;
    private static final float BODY = 9;
    private static final float LEADING = 1.45f;
    private static final float PAD = 3;
    private static final int NO_SIGN = '□';
    private static final Color INK = new Color(0x1a1a1a);
    private static final Color MARK = new Color(0xe4e7ec);
    private static final Color SHADE = new Color(0xeef2f7);
    private static final Color RULE = new Color(0xb8c0cc);

    private final PDDocument document = new PDDocument();
    private final TrueTypeFont signs;
    private final CmapLookup known;
    private final PDFont font;
    private final String mark;
    private PDPageContentStream page;
    private float at;

    Paper(String title, String mark, Locale language) throws IOException {
        this.mark = mark;
        signs = signs();
        known = signs.getUnicodeCmapLookup();
        font = PDType0Font.load(document, signs, true);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog().setLanguage(language.toLanguageTag());
        page = begin();
        write(title, TITLE);
    }

    private static TrueTypeFont signs() throws IOException {
        try (var file = Paper.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IllegalStateException("The program was built without its font " + FONT);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(file));
        }
    }

    /** Not at the foot of a sheet, with what it stands over on the next. */
    void heading(String text) throws IOException {
        room(HEAD * LEADING + 6 * BODY * LEADING);
        at -= HEAD / 2;
        write(text, HEAD);
    }

    void line(String text) throws IOException {
        write(text, BODY);
    }

    private void write(String text, float size) throws IOException {
        for (var line : broken(text, WIDTH, size)) {
            room(size * LEADING);
            at -= size * LEADING;
            show(line, MARGIN, at + size * (LEADING - 1), size);
        }
    }

    /** Rows under heads that stand on each page anew; the widths are shares of the whole. */
    void table(List<String> heads, float[] shares, List<List<String>> rows) throws IOException {
        var widths = widths(shares);
        row(heads, widths, true);
        for (var row : rows) {
            if (at - height(cells(row, widths)) < MARGIN * 2) {
                next();
                row(heads, widths, true);
            }
            row(row, widths, false);
        }
        at -= BODY;
    }

    private static float[] widths(float[] shares) {
        float all = 0;
        for (float share : shares) {
            all += share;
        }
        var widths = new float[shares.length];
        for (int n = 0; n < shares.length; n++) {
            widths[n] = WIDTH * shares[n] / all;
        }
        return widths;
    }

    private List<List<String>> cells(List<String> row, float[] widths) throws IOException {
        var cells = new ArrayList<List<String>>();
        for (int n = 0; n < widths.length; n++) {
            cells.add(broken(row.get(n), widths[n] - 2 * PAD, BODY));
        }
        return cells;
    }

    private static float height(List<List<String>> cells) {
        int lines = cells.stream().mapToInt(List::size).max().orElse(1);
        return lines * BODY * LEADING + 2 * PAD;
    }

    private void row(List<String> row, float[] widths, boolean isHead) throws IOException {
        var cells = cells(row, widths);
        float height = height(cells);
        room(height);
        at -= height;
        if (isHead) {
            page.setNonStrokingColor(SHADE);
            page.addRect(MARGIN, at, WIDTH, height);
            page.fill();
        }
        page.setStrokingColor(RULE);
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, at);
        page.lineTo(MARGIN + WIDTH, at);
        page.stroke();
        float left = MARGIN;
        for (int n = 0; n < widths.length; n++) {
            float top = at + height - PAD;
            for (var line : cells.get(n)) {
                top -= BODY * LEADING;
                show(line, left + PAD, top + BODY * (LEADING - 1), BODY);
            }
            left += widths[n];
        }
    }

    private void room(float wanted) throws IOException {
        if (at - wanted < MARGIN * 1.5f) {
            next();
        }
    }

    private void next() throws IOException {
        page.close();
        page = begin();
    }

    private PDPageContentStream begin() throws IOException {
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        var stream = new PDPageContentStream(document, sheet);
        at = PDRectangle.A4.getHeight() - MARGIN;
        // first, so that all else lies over it
        stream.setNonStrokingColor(MARK);
        var text = writable(mark);
        float size = 15;
        for (float up = 90; up < PDRectangle.A4.getHeight(); up += 190) {
            stream.beginText();
            stream.setFont(font, size);
            stream.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(24), MARGIN * 1.5f, up));
            stream.showText(text);
            stream.endText();
        }
        return stream;
    }

    private void show(String text, float left, float base, float size) throws IOException {
        show(page, text, left, base, size);
    }

    private void show(PDPageContentStream on, String text, float left, float base, float size) throws IOException {
        on.setNonStrokingColor(INK);
        on.beginText();
        on.setFont(font, size);
        on.newLineAtOffset(left, base);
        on.showText(text);
        on.endText();
    }

    /** In lines of that width, broken after a blank where there is one in the second half, else after any sign. */
    private List<String> broken(String text, float width, float size) throws IOException {
        var left = writable(text);
        var lines = new ArrayList<String>();
        while (width(left, size) > width && left.codePointCount(0, left.length()) > 1) {
            int end = left.length();
            while (end > 1 && width(left.substring(0, end), size) > width) {
                end = left.offsetByCodePoints(end, -1);
            }
            end = Math.max(end, left.offsetByCodePoints(0, 1));
            int blank = left.lastIndexOf(' ', end - 1);
            int cut = blank > end / 2 ? blank + 1 : end;
            lines.add(left.substring(0, cut).stripTrailing());
            left = left.substring(cut).stripLeading();
        }
        lines.add(left);
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** What the font has no sign for is shown as a box, as a browser would. */
    private String writable(String text) {
        var signsOf = text.codePoints()
                .map(sign -> known.getGlyphId(sign) > 0 ? sign : Character.isWhitespace(sign) ? ' ' : NO_SIGN)
                .toArray();
        return new String(signsOf, 0, signsOf.length);
    }

    /** Numbers the sheets, with the mark in plain writing under each, and lets them out. */
    void writeTo(OutputStream out) throws IOException {
        page.close();
        int all = document.getNumberOfPages();
        for (int n = 0; n < all; n++) {
            try (var foot = new PDPageContentStream(document, document.getPage(n), AppendMode.APPEND, true, true)) {
                show(foot, writable(mark), MARGIN, MARGIN / 2, BODY - 2);
                var number = (n + 1) + " / " + all;
                show(foot, number, MARGIN + WIDTH - width(number, BODY - 2), MARGIN / 2, BODY - 2);
            }
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        try {
            document.close();
        } finally {
            signs.close();
        }
    }
}
