package io.linli.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand rows, read by a process that could not hold them. */
@Tag("long")
class ManyRowsTests {

    private static final int ROWS = 100_000;

    /** All of it: the Java of the reader, the packed file, its texts, and what is read of it at a time. */
    private static final String HEAP = "-Xmx96m";

    @Test
    void areReadInMemoryThatCouldNotHoldThem(@TempDir Path folder) throws Exception {
        var file = folder.resolve("many.xlsx");
        write(file);

        var output = folder.resolve("output.txt");
        var reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadRows.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(reader.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output).strip()).endsWith("100000 rows, 1000 bad");
    }

    /** With texts in a table apart, as Excel writes them, and every hundredth identity number a digit short. */
    private static void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(file);
                var book = new Workbook(out, "Test", "1.0")) {
            var sheet = book.newWorksheet("名单");
            var headings = List.of("姓名", "身份证号", "联系电话", "类别", "出生日期", "人数", "建筑面积", "起床时间", "走访时间", "备注");
            for (var at = 0; at < headings.size(); at++) {
                sheet.value(0, at, headings.get(at));
            }
            for (var n = 1; n <= ROWS; n++) {
                var identity = SampleList.identity(n);
                sheet.value(n, 0, "示例" + n);
                sheet.value(n, 1, n % 100 == 0 ? identity.substring(1) : identity);
                sheet.value(n, 2, "138%08d".formatted(n));
                sheet.value(n, 3, "其他");
                sheet.value(n, 4, "2026-11-22");
                sheet.value(n, 5, n % 7);
                sheet.value(n, 6, 86.5);
                sheet.value(n, 7, "06:30");
                sheet.value(n, 8, "2026-11-22 09:30");
                sheet.value(n, 9, "示例街道第%d号".formatted(n));
                if (n % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    /** The process that reads. */
    static final class ReadRows {

        private ReadRows() {}

        public static void main(String[] args) throws IOException {
            var rows = 0;
            var bad = 0;
            try (var reader = SampleList.open(Files.readAllBytes(Path.of(args[0])))) {
                while (reader.hasNext()) {
                    rows++;
                    bad += reader.next().row() == null ? 1 : 0;
                }
            }
            System.out.write((rows + " rows, " + bad + " bad\n").getBytes(UTF_8));
            System.out.flush();
        }
    }
}
