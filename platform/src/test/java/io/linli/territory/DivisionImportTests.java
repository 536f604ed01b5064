package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.linli.territory.RowImport.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** The provinces 97 to 99 exist in these tests only. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class DivisionImportTests {

    @Autowired
    DivisionImport divisions;

    @Autowired
    Territory territory;

    @Autowired
    JdbcClient database;

    @Test
    void takesGoodRowsAndTellsLineFieldAndReasonOfTheOthers() {
        var result = read("""
                code,name,provinceCode
                97,示例省,
                9701,示例市,97
                970101,示例县,97
                970101001,,97
                970101002,示例镇,98
                9701x,坏代码,97
                970199001,没有上级,97
                970101,示例县又一次,97
                97010,五位,97
                970101003
                970101004,%s,97
                """.formatted("长".repeat(101)));

        assertThat(result.added()).isEqualTo(3);
        assertThat(result.refused()).isEqualTo(8);
        assertThat(result.errors())
                .extracting(RowImport.RowError::line, RowImport.RowError::field, RowImport.RowError::reason)
                .containsExactly(
                        tuple(5L, "name", Reason.NAME_MISSING),
                        tuple(6L, "provinceCode", Reason.CODES_DISAGREE),
                        tuple(7L, "code", Reason.CODE_INVALID),
                        tuple(8L, "code", Reason.PARENT_UNKNOWN),
                        tuple(9L, "code", Reason.REPEATED),
                        tuple(10L, "code", Reason.CODE_INVALID),
                        tuple(11L, null, Reason.FIELDS_MISSING),
                        tuple(12L, "name", Reason.NAME_TOO_LONG));
        assertThat(territory.find(new AreaCode("970101"))).map(Area::name).contains("示例县");
    }

    @Test
    void changesNothingWhenRunAgainAndKeepsTheOldNameOfWhatWasRenamed() {
        read("code,name\n98,示例省\n9801,旧名\n");

        assertThat(read("code,name\n98,示例省\n9801,旧名\n")).satisfies(again -> {
            assertThat(again.added()).isZero();
            assertThat(again.changed()).isZero();
            assertThat(again.unchanged()).isEqualTo(2);
        });
        assertThat(read("code,name\n9801,新名\n").changed()).isEqualTo(1);
        assertThat(territory.find(new AreaCode("9801"))).map(Area::name).contains("新名");
        assertThat(database.sql("select before from territory.area_change where area = '9801' and what = 'RENAMED'")
                        .query(String.class)
                        .list())
                .containsExactly("旧名");
    }

    @Test
    void takesOneRegionWithWhatIsAroundIt() {
        var result = divisions.read(
                stream("code,name\n99,示例省\n9901,甲市\n9902,乙市\n990101,甲县\n990201,乙县\n"),
                new AreaCode("9901"),
                rows -> {});

        assertThat(result.added()).isEqualTo(3);
        assertThat(result.elsewhere()).isEqualTo(2);
        assertThat(territory.find(new AreaCode("9902"))).isEmpty();
    }

    @Test
    void readsPackedFilesAndByteOrderMarks() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("\uFEFFcode,name\n96,示例省\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(divisions
                        .read(new ByteArrayInputStream(packed.toByteArray()), null, rows -> {})
                        .refused())
                .isZero();
        assertThat(territory.find(new AreaCode("96"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"'a,b\n1,2\n', COLUMNS_MISSING", "'code,name\n95,\"a\"b\n', FILE_BROKEN"})
    void saysWhenAFileIsOfNoUse(String text, Reason reason) {
        assertThat(read(text).errors()).extracting(RowImport.RowError::reason).contains(reason);
    }

    @Test
    void refusesNamesThatAreNotUtf8() {
        var file = new ByteArrayOutputStream();
        file.writeBytes("code,name\n94,".getBytes(StandardCharsets.UTF_8));
        file.writeBytes("示例".getBytes(java.nio.charset.Charset.forName("GBK")));
        assertThat(divisions
                        .read(new ByteArrayInputStream(file.toByteArray()), null, rows -> {})
                        .errors())
                .extracting(RowImport.RowError::reason)
                .containsExactly(Reason.NAME_BROKEN);
    }

    @Test
    void stopsAtTheEndOfAPackedFileThatIsCutOff() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("code,name\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20_000; i++) {
                gzip.write("93,示例 %d\n".formatted(i * 7919).getBytes(StandardCharsets.UTF_8));
            }
        }
        var cut = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThat(divisions
                        .read(new ByteArrayInputStream(cut), null, rows -> {})
                        .errors())
                .last()
                .extracting(RowImport.RowError::reason)
                .isEqualTo(Reason.FILE_BROKEN);
    }

    @Test
    void takesInAllOfHunan() throws IOException {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeThat(data)
                .as("LINLI_TEST_DATA is not set: the divisions of Hunan are not at hand")
                .isNotNull();
        var folder = Path.of(data, "divisions");
        var hunan = new AreaCode("43");
        var told = new ArrayList<Long>();
        for (var name : new String[] {"provinces.csv", "cities.csv", "areas.csv", "streets.csv"}) {
            try (var file = Files.newInputStream(folder.resolve(name))) {
                assertThat(divisions.read(file, hunan, rows -> {}).refused()).isZero();
            }
        }
        try (var file = Files.newInputStream(folder.resolve("villages_43_hunan.csv.gz"))) {
            var result = divisions.read(file, hunan, told::add);
            assertThat(result.rows()).isEqualTo(29_534);
            assertThat(result.added() + result.unchanged()).isEqualTo(29_534);
            assertThat(result.errors()).isEmpty();
        }
        assertThat(told).hasSize(30);
        assertThat(territory.children(hunan)).hasSize(14);
        assertThat(territory.children(new AreaCode("430181"))).hasSize(32);
    }

    /** As many rows as the national file of villages has. */
    @Test
    @Tag("long")
    void takesInAsManyRowsAsTheWholeCountryHas() throws Exception {
        read("code,name\n92,示例省\n9201,示例市\n");
        var upper = new StringBuilder("code,name\n");
        for (int county = 0; county < 63; county++) {
            upper.append("9201%02d,示例县%d\n".formatted(county, county));
            for (int street = 0; street < 10; street++) {
                upper.append("9201%02d%03d,示例镇%d\n".formatted(county, street, street));
            }
        }
        assertThat(read(upper.toString()).refused()).isZero();
        var file = Files.createTempFile("villages", ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("code,name\n");
            for (int i = 0; i < 620_573; i++) {
                out.write("9201%02d%03d%03d,示例村%d\n".formatted(i / 10_000, i / 1_000 % 10, i % 1_000, i));
            }
        }
        var longest = new long[1];
        var last = new long[] {System.nanoTime()};
        try (var in = Files.newInputStream(file)) {
            var result = divisions.read(in, null, rows -> {
                var now = System.nanoTime();
                longest[0] = Math.max(longest[0], now - last[0]);
                last[0] = now;
            });
            assertThat(result.added()).isEqualTo(620_573);
            assertThat(result.refused()).isZero();
        } finally {
            Files.delete(file);
        }
        assertThat(longest[0]).as("nanoseconds of the longest batch").isLessThan(5_000_000_000L);
        assertThat(territory.find(new AreaCode("920162000572"))).isPresent();
        // in parts: no write may last longer than five seconds
        for (int county = 62; county >= 0; county--) {
            database.sql("delete from territory.area where code like ?")
                    .param("9201%02d_%%".formatted(county))
                    .update();
        }
        database.sql("delete from territory.area where code >= '92' and code < '93'")
                .update();
        database.sql("update territory.revision set number = number + 1 where part = 'AREAS'")
                .update();
    }

    private RowImport.Result read(String text) {
        return divisions.read(stream(text), null, rows -> {});
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
