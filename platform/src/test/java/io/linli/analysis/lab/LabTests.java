package io.linli.analysis.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.linli.RunCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./linli lab}: anybody can try on a file what is computed on live data. */
class LabTests {

    private static final String POSTS = """
            id,topic,time,detail,likes,against
            1,A市青苹果小区旁的搅拌站噪音扰民,2019-07-01 08:00:00,搅拌站半夜还在生产，青苹果小区的居民无法入睡,5,0
            2,青苹果小区旁搅拌站粉尘污染,2019/7/3 9:30,搅拌站粉尘很大，青苹果小区不敢开窗,2,1
            3,请问养老保险如何转移,2019-07-02 10:00:00,从外省转回来需要什么材料,0,0
            4,A市青苹果小区附近搅拌站何时搬走,2019-07-05 11:00:00,搅拌站的粉尘和噪音都受不了,9,0
            5,A市青苹果小区地下车位强制购买,2019-07-06 11:00:00,开发商规定不买车位不让交房,1,0
            6,A市红梨花园地下车位强制购买,2019-07-06 12:00:00,开发商规定不买车位不给钥匙,0,0
            7,咨询公积金贷款额度,2019-07-07 12:00:00,首套房能贷多少,0,0
            8,A3区甲路路灯不亮,2019-07-07 13:00:00,晚上走路看不见,0,0
            9,希望增加乙线公交车班次,2019-07-08 13:00:00,上班高峰等很久,0,0
            10,丙学校门口乱停车,2019-07-08 14:00:00,放学时堵得厉害,0,0
            11,A7县丁镇自来水发黄,2019-07-09 14:00:00,洗衣服都是黄的,0,0
            12,投诉某健身房不退款,2019-07-09 15:00:00,办卡以后关门了,0,0
            """;

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private JsonNode json(String... words) {
        var ran = RunCommand.run(words);
        assertThat(ran.code()).as(ran.err()).isZero();
        return JsonMapper.shared().readTree(ran.out());
    }

    @Test
    void saysWhenRainReachedTheThresholds() throws IOException {
        var rain = file("rain.csv", """
                dt_utc,temp_f,rain_1h_mm
                2026-06-30 22:00:00,70,10
                2026-06-30 23:00:00,70,
                2026-07-01 01:00:00,70,15.0
                """);

        assertThat(json("lab", "rain", rain.toString(), "--json").path("intervals"))
                .isEmpty();

        var doubled =
                json("lab", "rain", rain.toString(), "--json", "--scale", "2").path("intervals");
        assertThat(doubled).hasSize(2); // blue and yellow; the two lie over three hours apart
        assertThat(doubled.get(0).toString())
                .isEqualTo(
                        "{\"level\":\"blue\",\"from\":\"2026-07-01T01:00:00Z\",\"to\":\"2026-07-01T01:00:00Z\",\"mm\":50.0}");
        assertThat(doubled.get(1).path("level").asString("")).isEqualTo("yellow");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "-0.5, 1", "abc, 1", "5000, 1", "1, -1", "1, 1001"})
    void refusesWhatIsNoRain(String millimetres, String scale) throws IOException {
        var rain = file("rain.csv", "dt_utc,rain_1h_mm\n2026-06-30 22:00:00," + millimetres + "\n");

        var ran = RunCommand.run("lab", "rain", rain.toString(), "--json", "--scale", scale);

        assertThat(ran.code()).isPositive();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("linli: ").hasLineCount(1);
    }

    /** A real year that reaches no threshold as it was; the counts were made by another program over the same file. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0, 0", "2, 6, 1, 0, 0", "3, 12, 7, 1, 0", "4, 19, 10, 3, 0", "6, 27, 23, 10, 1"})
    void replaysARealYearOfRainTimesThat(String scale, int blue, int yellow, int orange, int red) {
        var data = System.getenv("LINLI_TEST_DATA");
        assumeTrue(data != null, "LINLI_TEST_DATA is not set: the year of rain is not at hand");
        var year = Path.of(requireNonNull(data), "weather", "zhengzhou_hourly_1979.csv");

        var levels = json("lab", "rain", year.toString(), "--json", "--scale", scale)
                .path("intervals")
                .valueStream()
                .map(interval -> interval.path("level").asString(""))
                .toList();

        assertThat(List.of("blue", "yellow", "orange", "red"))
                .map(level -> Collections.frequency(levels, level))
                .containsExactly(blue, yellow, orange, red);
    }

    @Test
    void findsWhatManySpeakOfAndNamesPlaceAndMatter() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(("\ufeff" + POSTS).getBytes(UTF_8));
        }
        var posts = Files.write(folder.resolve("posts.csv.gz"), packed.toByteArray());

        var issues = json("lab", "hot", posts.toString(), "--json").path("issues");

        var first = issues.get(0);
        assertThat(first.path("rank").asInt()).isEqualTo(1);
        assertThat(first.path("place").asString("")).isEqualTo("A市青苹果小区");
        assertThat(first.path("matter").asString("")).contains("搅拌站");
        assertThat(first.path("from").asString("")).isEqualTo("2019-07-01T08:00:00");
        assertThat(first.path("to").asString("")).isEqualTo("2019-07-05T11:00:00");
        assertThat(first.path("members").valueStream().map(id -> id.asString("")))
                .as("neither the pensions nor the parking spaces of the same place")
                .containsExactly("1", "2", "4");
        assertThat(issues.valueStream().map(issue -> issue.path("members").size()))
                .as("the parking spaces of another place are another issue")
                .containsOnlyOnce(3)
                .allMatch(size -> size == 1 || size == 3);
        assertThat(issues.get(1).path("heat").asDouble())
                .isLessThan(first.path("heat").asDouble());
    }

    @Test
    void saysOfAFileThatDoesNotFitWhatIsWrongWithIt() throws IOException {
        assertThat(refusal("hot", file("a.csv", "id,topic\n1,x\n"))).contains("缺少列");
        assertThat(refusal("hot", file("b.csv", POSTS + "1,again,2019-07-01 08:00:00,x,0,0\n")))
                .contains("1 ");
        assertThat(refusal("hot", file("c.csv", POSTS.replace("2019/7/3 9:30", "昨天"))))
                .contains("time");
        assertThat(refusal("hot", file("d.csv", POSTS.replace("入睡,5,0", "入睡,-5,0"))))
                .contains("likes");
        assertThat(refusal("rain", file("e.csv", ""))).contains("e.csv");
        assertThat(refusal("rain", folder.resolve("none.csv"))).contains("none.csv");
        var gbk = Files.writeString(folder.resolve("f.csv"), POSTS, Charset.forName("GBK"));
        assertThat(refusal("hot", gbk)).contains("UTF-8");
    }

    private static String refusal(String work, Path file) {
        var ran = RunCommand.run("lab", work, file.toString(), "--json");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).hasLineCount(1);
        return ran.err();
    }
}
