package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedPlacesTests {

    private final NamedPlaces<String> places = NamedPlaces.of(List.of(
            Map.entry("1栋", "one"),
            Map.entry("11栋", "eleven"),
            Map.entry("示例苑3号楼", "three"),
            Map.entry("3栋", "the other three"),
            Map.entry("门卫室", "at the gate"),
            Map.entry("门卫室", "at the back")));

    @Test
    void findsTheOneThatIsNamedHoweverItIsWritten() {
        assertThat(places.in("示例：十一幢楼道灯不亮")).hasValue("eleven");
        assertThat(places.in("1号楼电梯停了")).hasValue("one");
        assertThat(places.in("示例苑三栋漏水")).as("the longer name is meant").hasValue("three");
    }

    @Test
    void findsTheOneByEachOfItsNamesAndWhenAllOfThemStandThere() {
        var named = NamedPlaces.of(List.of(
                Map.entry("示例新苑", "the estate"),
                Map.entry("示例纺织厂宿舍", "the estate"),
                Map.entry("示例新苑", "the estate"),
                Map.entry("示例旧苑", "another")));

        assertThat(named.in("示例纺织厂宿舍漏水")).hasValue("the estate");
        assertThat(named.in("示例新苑（原示例纺织厂宿舍）漏水")).hasValue("the estate");
        assertThat(named.in("示例纺织厂宿舍和示例旧苑都停水")).isEmpty();
    }

    @Test
    void findsNoneWhereItIsNotClear() {
        assertThat(places.in("1栋和11栋之间积水")).isEmpty();
        assertThat(places.in("门卫室没有人")).as("two are called so").isEmpty();
        assertThat(places.in("路灯不亮")).isEmpty();
    }
}
