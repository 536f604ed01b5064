package io.linli.workforce;

import io.linli.territory.AreaCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the party's organisations and its work reach (党的组织覆盖、工作覆盖), counted from the records.
 *
 * @param organisational grids for which exactly one branch answers
 * @param work grids that have a party member among their workers or a cadre who supports them
 * @param buildings for which a branch answers, by name or as part of their grid; null while no buildings are connected
 * @param parts the same of each area right below, which together are the whole
 */
public record CoverageReport(
        AreaCode area,
        String areaName,
        Share organisational,
        Share work,
        @Nullable Share buildings,
        List<Part> parts) {

    /** So many of so many. */
    public record Share(int of, int covered, int uncovered) {

        static Share count(List<Boolean> each) {
            int covered = (int) each.stream().filter(Boolean::booleanValue).count();
            return new Share(each.size(), covered, each.size() - covered);
        }
    }

    public record Part(AreaCode area, String areaName, Share organisational, Share work) {}
}
