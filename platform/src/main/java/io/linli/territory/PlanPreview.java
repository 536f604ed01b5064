package io.linli.territory;

import io.linli.problem.ProblemException;
import io.linli.territory.MovesWithGround.Flow;
import java.util.List;
import java.util.Set;

/**
 * What a plan would do, as of now.
 *
 * @param withoutBoundary areas that open whose ground is not known on the map
 * @param withoutLeader areas that open for which nobody is written down, since they come from several
 * @param problems what has to be put right before it can be published
 */
public record PlanPreview(
        PlanView plan,
        List<Matter> matters,
        Set<AreaCode> withoutBoundary,
        Set<AreaCode> withoutLeader,
        List<ProblemException> problems) {

    /**
     * One kind of what stands on the ground.
     *
     * @param total how many there are on the ground of the plan
     * @param merged how many become one with another
     */
    public record Matter(String what, String name, long total, long merged, List<Flow> flows) {

        /** How many would go nowhere. */
        public long lost() {
            return total
                    - flows.stream()
                            .filter(flow -> flow.to() != null)
                            .mapToLong(Flow::count)
                            .sum();
        }
    }
}
