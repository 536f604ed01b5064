package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.territory.PlanDraft.Opening;
import io.linli.territory.PlanDraft.Share;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** In a street with two communities, the first of three grids, the second of one. */
class PlanCheckTests {

    private static final String STREET = "430181981";
    private static final Geometry SQUARE = new GeometryFactory().toGeometry(new Envelope(120, 121, 30, 31));

    @Test
    void takesASplitAMergeAndADivisionOfAGridThatAreWhole() {
        assertThat(faults(split())).isEmpty();
        // both communities into one
        assertThat(faults(plan(
                        List.of(open("101"), grid("101001"), grid("101002"), grid("101003"), grid("101004")),
                        List.of(
                                to("001", "101"),
                                to("002", "101"),
                                to("001001", "101001"),
                                to("001002", "101002"),
                                to("001003", "101003"),
                                to("002001", "101004")))))
                .isEmpty();
        // one grid into two, in a community that stays
        assertThat(faults(plan(
                        List.of(grid("001011"), new Opening(code("001012"), "示例", GridKind.BASIC, null, SQUARE)),
                        List.of(to("001001", "001011"), part("001001", "001012")))))
                .isEmpty();
    }

    @Test
    void namesTheGridThatWasForgotten() {
        var shares = split().shares().stream()
                .filter(share -> !share.from().equals(code("001003")))
                .toList();

        assertThat(faults(plan(split().opens().subList(0, 4), shares))).containsExactly("PLAN_LEAVES_OUT shares");
    }

    @Test
    void letsNoCodeThatStaysChangeItsMeaning() {
        assertThat(faults(plan(
                        List.of(open("101"), grid("101001")),
                        List.of(to("002", "101"), to("002001", "101001"), to("001001", "101001")))))
                .as("a grid leaves a community that stays")
                .containsExactly("PLAN_GROUND_LEAVES shares[2].to");
        assertThat(faults(plan(
                        List.of(grid("002011"), grid("001011")),
                        List.of(to("002001", "002011"), to("001001", "002011")))))
                .as("and enters another")
                .contains("PLAN_GROUND_ENTERS shares[1].to", "PLAN_GROUND_LEAVES shares[1].to");
        assertThat(faults(plan(List.of(), List.of(to("001001", "001002")))))
                .as("what is merged gets a new code")
                .containsExactly("PLAN_TARGET_NOT_OPENED shares[0].to");
    }

    @Test
    void refusesWhatIsNotWholeOrGoesTwoWays() {
        var outlined = new Opening(code("001012"), "示例", GridKind.BASIC, null, SQUARE);
        assertThat(faults(plan(List.of(outlined), List.of(part("001001", "001012")))))
                .containsExactly("PLAN_REST_GOES_NOWHERE shares");
        assertThat(faults(plan(
                        List.of(grid("001011"), grid("001012")),
                        List.of(to("001001", "001011"), to("001001", "001012")))))
                .containsExactly("PLAN_TWO_RESTS shares");
        assertThat(faults(plan(
                        List.of(grid("001011"), grid("001012")),
                        List.of(to("001001", "001011"), part("001001", "001012")))))
                .containsExactly("PLAN_PART_EMPTY shares[1]");
        assertThat(faults(plan(
                        List.of(grid("001011"), grid("001012"), grid("001013")),
                        List.of(
                                to("001001", "001011"),
                                part("001001", "001012", "a"),
                                part("001001", "001013", "a"),
                                part("001001", "001013", "b")))))
                .containsExactly("PLAN_BUILDING_TWICE shares[2].buildings", "PLAN_SHARE_TWICE shares[3]");
        assertThat(faults(plan(List.of(), List.of()))).containsExactly("PLAN_EMPTY shares");
    }

    @Test
    void refusesCodesThatCannotOpen() {
        assertThat(faults(plan(List.of(grid("001001")), List.of(to("001002", "001001")))))
                .contains("AREA_EXISTS opens[0].code");
        assertThat(faults(plan(List.of(grid("009001")), List.of(to("001002", "009001")))))
                .contains("AREA_PARENT_UNKNOWN opens[0].code");
        assertThat(faults(plan(List.of(grid("001011"), grid("001011")), List.of(to("001002", "001011")))))
                .containsExactly("PLAN_CODE_TWICE opens[1].code");
        assertThat(faults(plan(List.of(grid("001011"), grid("001012")), List.of(to("001002", "001011")))))
                .containsExactly("PLAN_NOTHING_COMES opens[1].code");
        assertThat(faults(plan(
                        List.of(new Opening(code("001011"), "示例", GridKind.DEDICATED, null, null)),
                        List.of(to("001002", "001011")))))
                .containsExactly("AREA_PURPOSE_UNFIT opens[0].purpose");
        assertThat(faults(plan(
                        List.of(new Opening(new AreaCode("430181999"), "示例", null, null, null)),
                        List.of(new Share(new AreaCode(STREET), new AreaCode("430181999"), false, List.of())))))
                .contains("PLAN_LEVEL_UNFIT opens[0].code", "PLAN_LEVEL_UNFIT shares[0].from");
        assertThat(faults(plan(List.of(grid("001011")), List.of(to("001", "001011")))))
                .contains("PLAN_LEVELS_DIFFER shares[0].to");
        assertThat(faults(plan(List.of(grid("001011")), List.of(to("001077", "001011")))))
                .contains("AREA_UNKNOWN shares[0].from");
    }

    @Test
    void followsEachAreaToAllThatItWentInto() {
        var plan = new Regrouping(split(), java.util.Map.of());

        assertThat(plan.successors(code("001"))).containsExactly(code("101"), code("102"));
        assertThat(plan.to(code("001"))).contains(code("101"));
        assertThat(plan.isDivided(code("001"))).isTrue();
        assertThat(plan.isDivided(code("001002"))).isFalse();
        assertThat(plan.grounds()).containsExactly(code("001"));
        assertThat(plan.bothGrounds()).containsExactly(code("001"), code("101"), code("102"));
    }

    private static PlanDraft split() {
        return plan(
                List.of(open("101"), open("102"), grid("101001"), grid("102001"), grid("102002")),
                List.of(to("001", "101"), to("001001", "101001"), to("001002", "102001"), to("001003", "102002")));
    }

    private static List<String> faults(PlanDraft plan) {
        return PlanCheck.faults(plan, ground(), new AreaCode("430181")).stream()
                .map(fault -> fault.problem().name() + " " + fault.field())
                .toList();
    }

    private static AreaTree ground() {
        return new AreaTree(Stream.of("", "001", "001001", "001002", "001003", "002", "002001")
                .map(PlanCheckTests::code)
                .map(code -> new Area(code, "示例", code.level() == AreaLevel.GRID ? GridKind.BASIC : null, true))
                .toList());
    }

    private static PlanDraft plan(List<Opening> opens, List<Share> shares) {
        return new PlanDraft(new AreaCode("430181"), "示例方案", null, LocalDate.of(2026, 11, 22), opens, shares);
    }

    private static Opening open(String code) {
        return new Opening(code(code), "示例社区", null, null, null);
    }

    private static Opening grid(String code) {
        return new Opening(code(code), "示例网格", GridKind.BASIC, null, null);
    }

    private static Share to(String from, String to) {
        return new Share(code(from), code(to), false, List.of());
    }

    private static Share part(String from, String to, String... buildings) {
        return new Share(code(from), code(to), true, List.of(buildings));
    }

    private static AreaCode code(String end) {
        return new AreaCode(STREET + end);
    }
}
