package io.linli.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPlanTests {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    @Test
    void makes35Of24AndLeavesNoGridBehind() {
        var plan = DemoPlan.draft(place(30, 3), DAY);

        var closing = plan.shares().stream()
                .map(PlanDraft.Share::from)
                .filter(code -> code.level() == AreaLevel.COMMUNITY)
                .toList();
        assertThat(closing).hasSize(24).doesNotHaveDuplicates();
        assertThat(plan.opens())
                .hasSize(35)
                .allSatisfy(opening -> assertThat(opening.name()).startsWith("示例"));
        var grids = plan.shares().stream()
                .map(PlanDraft.Share::from)
                .filter(code -> code.level() == AreaLevel.GRID)
                .toList();
        assertThat(new HashSet<>(grids)).hasSize(24 * 3);
        var receiving = new HashSet<AreaCode>();
        plan.shares().stream()
                .filter(share -> share.from().level() == AreaLevel.GRID)
                .forEach(share -> receiving.add(share.to()));
        assertThat(receiving).as("each new community has a grid").hasSize(35);
        assertThat(plan.reason()).contains("纯属虚构");
    }

    @Test
    void takesNoCodeThatIsInUseAndIsEmptyWhereThePlaceDoesNotShip() {
        assertThat(DemoPlan.draft(new AreaTree(List.of()), DAY).shares()).isEmpty();
        var used = new AreaCode(DemoPlan.PLACE.code() + "001" + "901");
        var areas = new ArrayList<>(place(2, 2).within(DemoPlan.PLACE));
        areas.add(new Area(used, "示例旧社区", null, false));
        areas.sort((one, other) -> one.code().compareTo(other.code()));

        assertThat(DemoPlan.draft(new AreaTree(areas), DAY).opens())
                .hasSize(4)
                .noneMatch(opening -> opening.code().equals(used));
    }

    private static AreaTree place(int communities, int grids) {
        var areas = new ArrayList<Area>();
        var street = new AreaCode(DemoPlan.PLACE.code() + "001");
        areas.add(new Area(DemoPlan.PLACE, "示例区", null, true));
        areas.add(new Area(street, "示例街道", null, true));
        for (int c = 1; c <= communities; c++) {
            var community = new AreaCode(street.code() + "%03d".formatted(c));
            areas.add(new Area(community, "示例社区" + c, null, true));
            for (int g = 1; g <= grids; g++) {
                areas.add(new Area(
                        new AreaCode(community.code() + "%03d".formatted(g)), "第" + g + "网格", GridKind.BASIC, true));
            }
        }
        return new AreaTree(areas);
    }
}
