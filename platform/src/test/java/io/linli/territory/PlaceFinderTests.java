package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceFinderTests {

    private static final AreaCode ROOT = new AreaCode("430181");

    private static final PlaceFinder FINDER = new PlaceFinder(
            new AreaTree(areas(
                    "430181", "浏阳市",
                    "430181001", "淮川街道",
                    "430181001001", "城西社区",
                    "430181001001001", "第一网格",
                    "430181001001011", "第十一网格",
                    "430181001002", "中心社区",
                    "430181002", "集里街道",
                    "430181002006", "百宜社区居民委员会",
                    "430181002006001", "第一网格",
                    "430181002006003", "第三网格",
                    "430181110", "大瑶镇",
                    "430181110201", "金田村",
                    "430181110201001", "第一网格",
                    "430181117", "永安镇",
                    "430181117201", "金田村",
                    "430181117202", "太平桥村",
                    "411372", "示范区",
                    "411372005002", "商苑社区居民委员会")),
            ROOT,
            List.of(
                    place("430181002006003", "示例花园1栋"),
                    place("430181002006001", "示例花园11栋"),
                    place("430181002006", "示例花园", "示例花园小区"),
                    place("430181001001001", "示例市场"),
                    place("430181110201001", "示例市场")));

    @ParameterizedTest
    @CsvSource({
        "示例花园1栋门口路灯坏了, 430181002006003",
        "示例花园11栋门口路灯坏了, 430181002006001",
        "示例花园 1 号楼, 430181002006003",
        "示例花园一幢, 430181002006003",
        "示例花园十一栋, 430181002006001",
        "住在示例花园小区的居民, 430181002006",
        "百宜社区的垃圾没人收, 430181002006",
        "百宜社区居委会门前, 430181002006",
        "百宜那边的垃圾没人收, 430181002006",
        "集里街道办事处门口, 430181002",
        "浏阳市集里街道百宜社区第三网格3单元, 430181002006003",
        "集里街道百宜社区３ 网格, 430181002006003",
        "百宜社区03号网格, 430181002006003",
        "城西社区第十一网格, 430181001001011",
        "430181002006003 网格, 430181002006003",
        "网格编码430181002006下, 430181002006",
    })
    void findsTheSmallestAreaThatIsNamed(String text, String area) {
        assertThat(FINDER.find(text)).contains(new AreaCode(area));
    }

    @ParameterizedTest
    @CsvSource({
        "大瑶镇金田村的路, 430181110201",
        "永安镇金田村的路, 430181117201",
        "大瑶金田村的路, 430181110201",
        "大瑶镇金田村一网格, 430181110201001",
        "城西社区的示例市场, 430181001001001",
        "大瑶镇的示例市场, 430181110201001",
        "大瑶镇金田那边, 430181110201",
    })
    void settlesANameThatSeveralHaveByTheAreaNamedBesideIt(String text, String area) {
        assertThat(FINDER.find(text)).contains(new AreaCode(area));
    }

    @ParameterizedTest
    @CsvSource({
        "从永安镇金田村到太平桥村的路, 430181117",
        "永安镇金田村和大瑶镇都停水, 430181117201",
    })
    void takesTheSmallestAreaAroundWhenTwoAreNamed(String text, String area) {
        assertThat(FINDER.find(text)).contains(new AreaCode(area));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "路灯坏了",
                "金田村的路", // two villages, and only the county is around both
                "示例市场很脏",
                "第一网格",
                "市中心的广场", // 中心社区 is not meant
                "我们一直在长沙工作，百宜得很，其实是反映一件与地点完全没有关系的事情", // 百宜 by chance
                "商苑社区居民委员会", // another county's
                "浏阳市",
                "手机430181002006003123",
                "999999999999"
            })
    void saysNothingWhenNothingIsNamed(String text) {
        assertThat(FINDER.find(text)).isEmpty();
    }

    @Test
    void takesALongShortNameAnywhere() {
        assertThat(FINDER.find("我想反映的是有一段路很久没有人维修了就在太平桥旁边请尽快处理")).contains(new AreaCode("430181117202"));
    }

    @Test
    void readsALongTextWithAllItsNames() {
        var noise = "路灯坏了，没有人来修。".repeat(180);

        assertThat(FINDER.find(noise)).isEmpty();
        assertThat(FINDER.find(noise + "就在太平桥旁边" + noise)).contains(new AreaCode("430181117202"));
    }

    private static List<Area> areas(String... pairs) {
        var areas = new ArrayList<Area>();
        for (int i = 0; i < pairs.length; i += 2) {
            var code = new AreaCode(pairs[i]);
            areas.add(new Area(code, pairs[i + 1], code.level() == AreaLevel.GRID ? GridKind.BASIC : null, true));
        }
        areas.sort(Comparator.comparing(Area::code));
        return areas;
    }

    private static PlaceFinder.Place place(String area, String... names) {
        return new PlaceFinder.Place(new AreaCode(area), List.of(names));
    }
}
