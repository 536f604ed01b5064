package io.linli.insight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.insight.Indicator.CountedBy;
import io.linli.insight.Indicator.Direction;
import io.linli.insight.Indicator.Kind;
import io.linli.insight.Indicator.Rhythm;
import io.linli.insight.Indicator.Unit;
import io.linli.territory.AreaCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What stands on the paper, read back from it. */
class ReportPdfTests {

    private static final Instant NOW = Instant.parse("2026-03-03T01:30:00Z");
    private static final Period DAY = new Period(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 2));
    private static final List<Indicator> INDICATORS = List.of(
            indicator("feelings", "群众感受", Kind.GROUP, Unit.NUMBER, null),
            indicator("gain", "获得感", Kind.RATIO, Unit.PERCENT, "95"),
            indicator("response-time", "事件响应时间", Kind.DURATION, Unit.MINUTES, "30"),
            indicator("reported", "受理事件", Kind.COUNT, Unit.NUMBER, null),
            indicator("disputes", "矛盾纠纷化解率", Kind.NONE, Unit.PERCENT, "98"));

    @Test
    void holdsTheNumbersWithAllThatIsNeededToJudgeThem() throws IOException {
        var text = text(paper(report(Figure.number(12_345), 0), Locale.SIMPLIFIED_CHINESE));

        assertThat(text)
                .contains("示例街道日报(2026-03-02)", "2026-03-02 至 2026-03-02", "2026-03-01 至 2026-03-01")
                .contains("获得感 95% 20 76.4~99.1% ", "没有数据 95%")
                .contains("48 分钟 6 30 / 96 ")
                .contains("受理事件 12345 12345 ")
                .contains("矛盾纠纷化解率 尚未测量 ")
                .contains("导出人:示例甲", "导出时间:2026-03-03 09:30", "演示数据·纯属虚构", "1 / 1")
                .doesNotContain("NaN", "没有数据。");
    }

    @Test
    void saysThatThereIsNothingWhereThereIsNothing() throws IOException {
        var report = new Reports.Report(
                Reports.Kind.DAY,
                new AreaCode("430181002"),
                "示例街道",
                "示例街道",
                DAY,
                DAY.before(),
                NOW,
                List.of(item("gain", Figure.NO_DATA), item("reported", Figure.number(0))),
                List.of());

        assertThat(text(paper(report, Locale.SIMPLIFIED_CHINESE)))
                .contains("这段时间没有数据。", "获得感 没有数据 ")
                .doesNotContain("NaN", "0%");
        assertThat(text(paper(report, Locale.ENGLISH))).contains("There are no data of this time.", "Exported by 示例甲");
    }

    @Test
    void carriesNoMoreOfItsFontThanItUses() throws IOException {
        var bytes = paper(report(Figure.number(1), 0), Locale.SIMPLIFIED_CHINESE);

        try (var document = Loader.loadPDF(bytes)) {
            var resources = document.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                var font = requireNonNull(resources.getFont(name));
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).as("a part of the font").matches("[A-Z]{6}\\+NotoSansSC.*");
            }
            assertThat(resources.getFontNames()).isNotEmpty();
        }
        assertThat(bytes).as("of a font of ten million bytes").hasSizeLessThan(300_000);
    }

    @Test
    void goesOnOverAsManySheetsAsItTakesWithTheHeadsOnEach() throws IOException {
        var bytes = paper(report(Figure.number(7), 90), Locale.SIMPLIFIED_CHINESE);

        try (var document = Loader.loadPDF(bytes)) {
            int sheets = document.getNumberOfPages();
            assertThat(sheets).isGreaterThan(2);
            for (int sheet = 1; sheet <= sheets; sheet++) {
                assertThat(text(document, sheet)).contains(sheet + " / " + sheets, "示例甲", "受理事件");
            }
        }
        // a sign that no font of ours has does not keep the rest from being printed
        assertThat(text(bytes)).contains("示例第1网格□", "示例第90网格□");
    }

    private static Reports.Report report(Figure reported, int parts) {
        return new Reports.Report(
                Reports.Kind.DAY,
                new AreaCode("430181002"),
                "示例街道",
                "示例市示例街道",
                DAY,
                DAY.before(),
                NOW,
                List.of(
                        item("gain", Figure.share(19, 20)),
                        item("response-time", Figure.time(6, 5, 30.0, 48.0, 96.0)),
                        item("reported", reported),
                        item("disputes", Figure.NOT_MEASURED)),
                IntStream.rangeClosed(1, parts)
                        .mapToObj(n -> new Reports.Part(
                                new AreaCode("430181002001%03d".formatted(n)),
                                "示例第%d网格\uDB40\uDC41".formatted(n),
                                Map.of("reported", Figure.number(n))))
                        .toList());
    }

    private static Figures.Item item(String code, Figure figure) {
        return new Figures.Item(code, figure, Figure.NO_DATA);
    }

    private static byte[] paper(Reports.Report report, Locale language) throws IOException {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/insight", "messages/spreadsheet");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var out = new ByteArrayOutputStream();
        new ReportPdf(messages, true).write(report, INDICATORS, "示例甲", NOW, language, out);
        return out.toByteArray();
    }

    private static String text(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes)) {
            return text(document, 0);
        }
    }

    // of signs that look alike a font has one picture, and what is read back may be the other
    private static String text(PDDocument document, int sheet) throws IOException {
        var reader = new PDFTextStripper();
        if (sheet > 0) {
            reader.setStartPage(sheet);
            reader.setEndPage(sheet);
        }
        return Normalizer.normalize(reader.getText(document), Normalizer.Form.NFKC)
                .replaceAll("[ \\u00a0]*\\R", " \n");
    }

    private static Indicator indicator(String code, String name, Kind kind, Unit unit, @Nullable String target) {
        return new Indicator(
                code,
                null,
                1,
                false,
                name,
                code,
                name,
                code,
                kind,
                CountedBy.REPORTED,
                List.of(),
                List.of(),
                null,
                null,
                unit,
                Direction.UP,
                null,
                target == null ? null : new BigDecimal(target),
                Rhythm.MONTH,
                null,
                null,
                false,
                1);
    }
}
