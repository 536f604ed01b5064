package io.linli.evacuation;

import static io.linli.evacuation.LowReason.Kind.BASEMENT;
import static io.linli.evacuation.LowReason.Kind.LOWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.evacuation.LowRule.Door;
import io.linli.evacuation.LowRule.Standing;
import io.linli.territory.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LowRuleTests {

    private static final double METRE = 1 / 111_320.0; // of latitude, in degrees

    private final LowRule rule = new LowRule(1.5, 300, 1, 1, 50);

    @Test
    void takesAsMuchLowerAsSaidAndNotALittleLess() {
        assertThat(kinds(lowest(48.5), "101")).containsExactly(LOWER);
        assertThat(kinds(lowest(48.51), "101")).isEmpty();
        assertThat(rule.among(List.of(door("101")), lowest(48.0), List.of()).get(HOME))
                .containsExactly(LowReason.lower(2.0, null));
    }

    @Test
    void comparesWithWhatStandsNearAndNotWithTwoBuildingsOnly() {
        var far = lowest(40);
        far.replaceAll(one -> one.building().equals(BUILDING)
                ? one
                : new Standing(
                        one.building(), at(one.point().latitude() + 1_000 * METRE), one.height(), Set.of(), null));
        assertThat(kinds(far, "101")).isEmpty();
        assertThat(kinds(lowest(40).subList(0, 3), "101")).isEmpty();
    }

    @Test
    void countsTheFloorsThatWaterReachesAndThoseThatNobodyKnows() {
        assertThat(kinds(lowest(40), "201")).isEmpty();
        assertThat(kinds(lowest(40), "1203")).isEmpty();
        assertThat(kinds(lowest(40), "甲")).containsExactly(LOWER);
        assertThat(kinds(lowest(40), "B101")).containsExactly(BASEMENT, LOWER);
        assertThat(kinds(List.of(), "负一层2号")).containsExactly(BASEMENT);
        assertThat(LowRule.floorOf("302")).isEqualTo(3);
        assertThat(LowRule.floorOf("12")).isNull();
    }

    @Test
    void knowsABasementByItsDoorAndWhereWaterStoodBefore() {
        var ground = List.of(new Standing(BUILDING, at(28), 50.0, Set.of("1单元101"), null));
        assertThat(kinds(ground, "101")).containsExactly(BASEMENT);
        assertThat(kinds(ground, "102")).isEmpty();

        var near = rule.among(List.of(door("102")), ground, List.of(at(28 + 49 * METRE), at(28 - 49 * METRE)));
        assertThat(near.get(HOME)).containsExactly(LowReason.flooded(2));
        assertThat(rule.among(List.of(door("102")), ground, List.of(at(28 + 55 * METRE))))
                .isEmpty();
    }

    private static final UUID BUILDING = UUID.randomUUID();
    private static final UUID HOME = UUID.randomUUID();

    private List<LowReason.Kind> kinds(List<Standing> ground, String room) {
        Map<UUID, List<LowReason>> low = rule.among(List.of(door(room)), ground, List.of());
        return low.getOrDefault(HOME, List.of()).stream().map(LowReason::kind).toList();
    }

    /** One building at that height among four at fifty metres. */
    private static List<Standing> lowest(double height) {
        var all = new ArrayList<Standing>();
        all.add(new Standing(BUILDING, at(28), height, Set.of(), null));
        for (int i = 1; i <= 4; i++) {
            all.add(new Standing(UUID.randomUUID(), at(28 + i * 30 * METRE), 50.0, Set.of(), null));
        }
        return all;
    }

    private static Door door(String room) {
        return new Door(HOME, BUILDING, "1单元", room);
    }

    private static GeoPoint at(double latitude) {
        return new GeoPoint(113.6, latitude);
    }
}
